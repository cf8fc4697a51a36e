"""Runs that begin by themselves: entered, changed, deleted, and asked to begin at once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update

from domain.errors import Refusal
from domain.language import grouped, tr
from domain.planning.automatic.model import PlanningRun, Trigger
from domain.planning.automatic.schedule import next_start
from domain.planning.model import PlanningProfile
from domain.planning.scope import Touch
from domain.store.changes import plain
from domain.store.names import is_taken
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

MOST_DAYS = 31
#: Nobody waits longer for a plan that comes by itself.
LONGEST_SEARCH = 600
_WEEKDAYS = range(7)
_DAY = 24 * 60
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class RunDraft:
    """A run as it is entered; see `PlanningRun`. `at` and `weekdays` count for one at a time of day alone."""

    name: str
    profile_id: int
    begins: Trigger
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    at: time | None = None
    zone: str = ""
    """Whose clock and whose days; empty for those of the machine, which is no clock to begin by."""
    after_orders: bool = False
    after_alerts: bool = False
    after_delays: bool = False
    days: int = 1
    technicians: tuple[int, ...] = ()
    territories: tuple[int, ...] = ()
    touch: Touch = Touch.PLANNED
    frozen_minutes: int = 0
    seconds: int = 2
    applies: bool = False
    active: bool = True


def create_run(work: UnitOfWork, draft: RunDraft) -> int:
    """Let a run begin by itself from now on; returns its id."""
    run = PlanningRun()
    _fill(work, run, draft)
    return work.add(run, "planning_run.created").id


def change_run(work: UnitOfWork, run_id: int, draft: RunDraft, version: int) -> None:
    """Change a run that was read as `version`; when it begins next is reckoned anew. Raises Overtaken.

    One that was asked for and has not begun yet begins all the same.
    """
    run = work.get(PlanningRun, run_id, lock=True)
    check_version(run, version, run.name)
    asked = _asked_for(run)
    _fill(work, run, draft)
    if asked is not None and run.active:
        run.next_at = asked
    work.note("planning_run.changed", run)


def delete_run(work: UnitOfWork, run_id: int) -> None:
    """Delete a run; what it proposed stays."""
    run = work.get(PlanningRun, run_id, lock=True)
    work.note("planning_run.deleted", run)
    work.session.delete(run)


def begin_now(work: UnitOfWork, run_id: int) -> None:
    """Let a run begin as soon as whoever watches gets to it."""
    run = work.get(PlanningRun, run_id, lock=True)
    if not run.active:
        raise Refusal(tr("“{name}” is switched off; switch it on first.", name=run.name))
    tell_run(work, "planning_run.asked", run, next_at=work.now)


def tell_run(work: UnitOfWork, kind: str, run: PlanningRun, **values: datetime | str | None) -> None:
    """Write how a run gets on; no new version of it, so that nobody who edits it meanwhile is overtaken."""
    before = {name: plain(getattr(run, name)) for name in values}
    after = {name: plain(value) for name, value in values.items()}
    work.session.execute(update(PlanningRun).where(PlanningRun.id == run.id).values(values))
    work.session.expire(run, list(values))
    work.tell(kind, PlanningRun, run.id, before, after)


def _fill(work: UnitOfWork, run: PlanningRun, draft: RunDraft) -> None:
    _check_name(work, run, draft.name.strip())
    _check_profile(work, run, draft)
    _check_beginning(draft)
    _check_numbers(draft)
    run.name, run.profile_id, run.begins = draft.name.strip(), draft.profile_id, draft.begins
    run.weekdays, run.at, run.zone = sorted(set(draft.weekdays)), draft.at, draft.zone
    run.after_orders, run.after_alerts, run.after_delays = draft.after_orders, draft.after_alerts, draft.after_delays
    run.days, run.touch = draft.days, draft.touch
    run.technicians, run.territories = sorted(set(draft.technicians)), sorted(set(draft.territories))
    run.frozen_minutes, run.seconds = draft.frozen_minutes, draft.seconds
    run.applies, run.active = draft.applies, draft.active
    run.next_at = first_start(draft, work.now)


def first_start(draft: RunDraft, now: datetime) -> datetime | None:
    """When it begins next as far as the clock decides that."""
    if not draft.active or draft.begins is not Trigger.SCHEDULE or draft.at is None:
        return None
    return next_start(draft.weekdays, draft.at, ZoneInfo(draft.zone), now)


def _asked_for(run: PlanningRun) -> datetime | None:
    """When somebody wanted it to begin; None where it begins by the clock."""
    at, due = run.at, run.next_at
    if due is None or at is None or run.begins is not Trigger.SCHEDULE:
        return due
    by_clock = next_start(run.weekdays, at, ZoneInfo(run.zone), due - _INSTANT)
    return None if due == by_clock else due


def _check_name(work: UnitOfWork, run: PlanningRun, name: str) -> None:
    if not name:
        raise Refusal(tr("Give the run a name."), field="name")
    if is_taken(work.session, PlanningRun.name, name, run.id):
        raise Refusal(tr("There is already a run called “{name}”.", name=name), field="name")


def _check_profile(work: UnitOfWork, run: PlanningRun, draft: RunDraft) -> None:
    profile = work.session.get(PlanningProfile, draft.profile_id)
    if profile is None:
        raise Refusal(tr("These goals are not there any more; choose others."), field="profile_id")
    if not profile.active and profile.id != run.profile_id:
        told = tr("“{name}” is switched off; switch it on first.", name=profile.name)
        raise Refusal(told, field="profile_id")
    if draft.applies and not profile.impact_limit:
        told = tr("“{name}” lets nothing be changed by itself; give it a limit first.", name=profile.name)
        raise Refusal(told, field="applies")


def _check_beginning(draft: RunDraft) -> None:
    if draft.zone:
        _check_zone(draft.zone)
    if draft.begins is Trigger.STANDING:
        if not (draft.after_orders or draft.after_alerts or draft.after_delays):
            raise Refusal(tr("Say after what it begins."), field="after_orders")
        return
    if not draft.weekdays or not set(draft.weekdays) <= set(_WEEKDAYS):
        raise Refusal(tr("Choose at least one day of the week."), field="weekdays")
    if draft.at is None:
        raise Refusal(tr("Say at what time it begins."), field="at")
    if not draft.zone:
        raise Refusal(tr("Say by whose clock it begins."), field="zone")


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise Refusal(tr("There is no time zone “{zone}”.", zone=zone), field="zone") from None


def _check_numbers(draft: RunDraft) -> None:
    for field, number, least, most in (
        ("days", draft.days, 1, MOST_DAYS),
        ("seconds", draft.seconds, 1, LONGEST_SEARCH),
        ("frozen_minutes", draft.frozen_minutes, 0, MOST_DAYS * _DAY),
    ):
        if not least <= number <= most:
            told = tr("This must be a number from {least} to {most}.", least=least, most=grouped(most))
            raise Refusal(told, field=field)
