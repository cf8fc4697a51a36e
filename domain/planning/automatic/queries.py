"""Runs that begin by themselves, as flat frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.planning.automatic.model import PlanningRun
from domain.planning.automatic.service import RunDraft
from domain.planning.model import PlanningProfile


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run, read as `version`: what was entered, when it begins next as far as a clock decides, and how it went."""

    id: int
    version: int
    draft: RunDraft
    profile: str
    next_at: datetime | None
    last_at: datetime | None
    last_outcome: str


def runs(session: Session) -> tuple[RunRow, ...]:
    """All of them, by name."""
    named = select(PlanningRun, PlanningProfile.name).join(PlanningRun.profile).order_by(PlanningRun.name)
    return tuple(_row(run, profile) for run, profile in session.execute(named))


def _row(run: PlanningRun, profile: str) -> RunRow:
    return RunRow(run.id, run.version, drafted(run), profile, run.next_at, run.last_at, run.last_outcome)


def drafted(run: PlanningRun) -> RunDraft:
    """A run as it would be entered."""
    return RunDraft(
        name=run.name,
        profile_id=run.profile_id,
        begins=run.begins,
        weekdays=tuple(run.weekdays),
        at=run.at,
        zone=run.zone,
        after_orders=run.after_orders,
        after_alerts=run.after_alerts,
        after_delays=run.after_delays,
        days=run.days,
        technicians=tuple(run.technicians),
        territories=tuple(run.territories),
        touch=run.touch,
        frozen_minutes=run.frozen_minutes,
        seconds=run.seconds,
        applies=run.applies,
        active=run.active,
    )
