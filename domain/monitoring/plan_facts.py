"""What a plan wants to know before it goes on: of the alert, of who pays, of the office, of the answer of a device."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from domain.agreements.validity import covering
from domain.calendars.hours import Hours
from domain.calendars.queries import hours_of
from domain.errors import Gone
from domain.monitoring.gathering import shown_severity
from domain.monitoring.plans.plan import OpenOrder, Steps
from domain.monitoring.plans.stepping import Facts
from domain.monitoring.response_model import Command, CommandState, PlanRun


def facts_for(session: Session, run: PlanRun, steps: Steps, now: datetime) -> Facts:
    """What is so at the moment."""
    alert = run.alert
    today = now.date()
    warranty = alert.asset.warranty_until
    return Facts(
        now=now,
        severity=shown_severity(alert),
        cleared=alert.cleared_at is not None,
        acknowledged=alert.acknowledged_at is not None,
        warranty=warranty is not None and today <= warranty,
        agreement=covering(session, alert.asset_id, today) is not None,
        replied=_replied(session, run.memory.get("command")),
        hours=_hours(session, steps[run.position : run.position + 1], alert.asset.site.timezone),
    )


def _hours(session: Session, steps: Steps, zone: str) -> Mapping[int, Hours]:
    return {
        calendar_id: hours for calendar_id in calendars(steps) if (hours := hours_known(session, calendar_id, zone))
    }


def hours_known(session: Session, calendar_id: int, zone: str) -> Hours | None:
    """The working time of a calendar; None where it is gone."""
    try:
        return hours_of(session, calendar_id, zone)
    except Gone:
        return None


def calendars(steps: Steps) -> Iterator[int]:
    """Those whose hours steps go by."""
    for step in steps:
        if step.only.calendar_id is not None:
            yield step.only.calendar_id
        if isinstance(step, OpenOrder) and step.calendar_id is not None:
            yield step.calendar_id


def _replied(session: Session, command_id: int | None) -> bool | None:
    """Whether the command has come to a good end; one that nobody answers has as soon as it is out."""
    command = None if command_id is None else session.get(Command, command_id)
    if command is None or command.ended_at is None:
        return None
    return command.state in {CommandState.SUCCEEDED, CommandState.SENT}
