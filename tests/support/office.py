"""An office in Berlin, open eight hours a day, and a clock that is followed through what happened there."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.calendars.checks import hours
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Hours, Window
from domain.sla.clock import Mark, MarkKind, Reckoning, TargetKind, reckon

HOUR = 3600
NORTH = ZoneInfo("Europe/Berlin")
LUNCH = tuple(Window(day, *span) for day in range(5) for span in ((8 * 60, 12 * 60), (13 * 60, 17 * 60)))
OFFICE = CalendarDraft("Office", LUNCH, "Europe/Berlin")
EIGHT = hours(OFFICE, "UTC")
"""Monday to Friday, 8 to 12 and 13 to 17: eight hours a day."""

Happened = tuple[MarkKind, datetime]


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """A time in Berlin; 2 March 2026 is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=NORTH).astimezone(UTC)


OPENED: Happened = (MarkKind.OPENED, at(2, 9))


def found(*happened: Happened, now: datetime, target: int = 8 * HOUR, hours: Hours = EIGHT) -> Reckoning:
    """What the promise of completion comes to."""
    return reckon(TargetKind.COMPLETION, target, hours, [Mark(moment, kind) for kind, moment in happened], now)


def paused(*moments: datetime) -> list[Happened]:
    """Paused and resumed in turn."""
    kinds = (MarkKind.PAUSED, MarkKind.RESUMED)
    return [(kinds[place % 2], moment) for place, moment in enumerate(moments)]
