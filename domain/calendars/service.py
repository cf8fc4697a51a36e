"""What administrators do with working calendars."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, fields
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.calendars.checks import checked
from domain.calendars.closing import CalendarDraft, ClosedDays, OpenDay
from domain.calendars.hours import Window
from domain.calendars.model import CalendarWindow, Closure, OpenHoliday, WorkingCalendar
from domain.errors import Refusal
from domain.language import tr
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version, tell_with_parts

E = TypeVar("E", bound=Entity)


def create_calendar(work: UnitOfWork, draft: CalendarDraft) -> int:
    """Make a calendar; returns its id. Raises Refusal for what could never be worked with."""
    kept = checked(draft, work.now)
    _check_name(work, kept.name, None)
    calendar = WorkingCalendar()
    _fill(calendar, kept)
    work.add(calendar, "calendar.created")
    for part in _parts(calendar):
        work.note("calendar.created", part)
    return calendar.id


def change_calendar(work: UnitOfWork, calendar_id: int, draft: CalendarDraft, version: int) -> None:
    """Put a draft in the place of a calendar that was read as `version`."""
    kept = checked(draft, work.now)
    calendar = work.get(WorkingCalendar, calendar_id, lock=True)
    check_version(calendar, version, calendar.name)
    _check_name(work, kept.name, calendar_id)
    before = _parts(calendar)
    _fill(calendar, kept)
    tell_with_parts(work, "calendar.changed", calendar, version, before, _parts(calendar))


def delete_calendar(work: UnitOfWork, calendar_id: int) -> None:
    """Delete a calendar that nothing uses."""
    calendar = work.get(WorkingCalendar, calendar_id, lock=True)
    for part in (*_parts(calendar), calendar):
        work.note("calendar.deleted", part)
    work.session.delete(calendar)
    in_use = Refusal(tr("“{name}” is in use and cannot be deleted.", name=calendar.name))
    try:
        work.session.flush()
    except IntegrityError as error:
        raise in_use from error


def _fill(calendar: WorkingCalendar, draft: CalendarDraft) -> None:
    calendar.name, calendar.timezone = draft.name, draft.timezone
    calendar.country, calendar.subdivision = draft.country, draft.subdivision
    calendar.windows = _rows(CalendarWindow, calendar.windows, draft.windows)
    calendar.open_holidays = _rows(OpenHoliday, calendar.open_holidays, draft.open_holidays)
    calendar.closures = _rows(Closure, calendar.closures, draft.closures)


def _rows(kind: type[E], present: Sequence[E], wanted: Iterable[Window | OpenDay | ClosedDays]) -> list[E]:
    """A row for each part that is wanted; one that is there already is kept."""
    there = {tuple(getattr(row, name) for name in _names(kind)): row for row in present}
    return [there.get(astuple(part)) or kind(**asdict(part)) for part in wanted]


def _names(kind: type[Entity]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(_PARTS[kind]))


_PARTS = {CalendarWindow: Window, OpenHoliday: OpenDay, Closure: ClosedDays}


def _parts(calendar: WorkingCalendar) -> tuple[Entity, ...]:
    return (*calendar.windows, *calendar.open_holidays, *calendar.closures)


def _check_name(work: UnitOfWork, name: str, except_id: int | None) -> None:
    if work.session.scalar(select(WorkingCalendar.id).where(WorkingCalendar.name == name)) not in {None, except_id}:
        raise Refusal(tr("There is a calendar of this name already."), field="name")
