"""Working calendars as rows, and as the hours that promises are reckoned with."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain.calendars.checks import hours
from domain.calendars.closing import CalendarDraft, ClosedDays, DayRow, OpenDay, day_rows
from domain.calendars.hours import Hours, Window
from domain.calendars.model import CalendarWindow, Closure, OpenHoliday, WorkingCalendar
from domain.errors import Gone
from domain.language import tr


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar with all its parts; `version` is what a change of it has to name."""

    id: int
    version: int
    draft: CalendarDraft

    @property
    def name(self) -> str:
        """What it is called."""
        return self.draft.name


def calendars(session: Session) -> tuple[CalendarRow, ...]:
    """All calendars, by name."""
    statement = (
        select(WorkingCalendar)
        .options(
            selectinload(WorkingCalendar.windows),
            selectinload(WorkingCalendar.open_holidays),
            selectinload(WorkingCalendar.closures),
        )
        .order_by(WorkingCalendar.name)
    )
    return tuple(_row(each) for each in session.scalars(statement))


def calendar(session: Session, calendar_id: int) -> CalendarRow:
    """One calendar. Raises Gone."""
    found = session.get(WorkingCalendar, calendar_id)
    if found is None:
        raise Gone(tr("This calendar is not there any more."))
    return _row(found)


def hours_of(session: Session, calendar_id: int, zone: str) -> Hours:
    """The working time of a calendar at a site in `zone`; loaded at once, and worth keeping. Raises Gone, Refusal."""
    return hours(calendar(session, calendar_id).draft, zone)


def days(session: Session, calendar_id: int, year: int) -> tuple[DayRow, ...]:
    """The holidays and closures of a calendar in a year. Raises Gone."""
    return day_rows(calendar(session, calendar_id).draft, year)


def _row(found: WorkingCalendar) -> CalendarRow:
    draft = CalendarDraft(
        name=found.name,
        windows=tuple(_window(each) for each in found.windows),
        timezone=found.timezone,
        country=found.country,
        subdivision=found.subdivision,
        open_holidays=tuple(sorted(map(_open_day, found.open_holidays), key=_by_name)),
        closures=tuple(sorted(map(_closed_days, found.closures), key=_by_day)),
    )
    return CalendarRow(found.id, found.version, draft)


def _window(each: CalendarWindow) -> Window:
    return Window(each.weekday, each.start_minute, each.finish_minute)


def _open_day(each: OpenHoliday) -> OpenDay:
    return OpenDay(each.name, each.year)


def _closed_days(each: Closure) -> ClosedDays:
    return ClosedDays(each.name, each.first_month, each.first_day, each.last_month, each.last_day, each.year)


def _by_name(each: OpenDay) -> tuple[str, int]:
    return each.name, each.year or 0


def _by_day(each: ClosedDays) -> tuple[int, int, int, str]:
    return each.year or 0, each.first_month, each.first_day, each.name
