"""What is refused of a calendar before it is kept, each with the field it belongs to."""

from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from domain.calendars.closing import CalendarDraft, ClosedDays, closed_days
from domain.calendars.holidays import countries, subdivisions
from domain.calendars.hours import Hours, Window
from domain.errors import Refusal
from domain.language import tr

LONGEST_NAME = 100
MIDNIGHT = 1440
LEAP_YEAR = 2000
YEARS = range(1970, 2101)


def checked(draft: CalendarDraft, now: datetime) -> CalendarDraft:
    """The draft as it is kept, after a trial: working time is found from `now` on. Raises Refusal."""
    kept = replace(
        draft,
        name=_name(draft.name, "name"),
        timezone=draft.timezone or None,
        windows=_windows(draft.windows),
        open_holidays=tuple(dict.fromkeys(draft.open_holidays)),
        closures=tuple(dict.fromkeys(_closure(each) for each in draft.closures)),
    )
    _check_holidays(kept)
    hours(kept, "UTC").add(now, 1)
    return kept


def hours(draft: CalendarDraft, zone: str) -> Hours:
    """The working time of a calendar for somebody in that zone. Raises Refusal for a zone that nobody knows."""
    return Hours(draft.timezone or zone, draft.windows, closed_days(draft))


def _name(name: str, field: str) -> str:
    stripped = name.strip()
    if not 0 < len(stripped) <= LONGEST_NAME:
        raise Refusal(tr("A name has between 1 and {count} letters.", count=LONGEST_NAME), field=field)
    return stripped


def _windows(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """The windows by day; what ends at 23:59 or at 0:00 goes on until midnight."""
    if not windows:
        raise Refusal(tr("This calendar has no working time."), field="windows")
    ends = {0: MIDNIGHT, MIDNIGHT - 1: MIDNIGHT}
    kept = [replace(each, finish_minute=ends.get(each.finish_minute, each.finish_minute)) for each in windows]
    for window in kept:
        _check_window(window)
    kept.sort(key=lambda each: (each.weekday, each.start_minute))
    for one, two in pairwise(kept):
        if one.weekday == two.weekday and two.start_minute < one.finish_minute:
            raise Refusal(tr("Two windows of the same day overlap."), field="windows")
    return tuple(kept)


def _check_window(window: Window) -> None:
    if not 0 <= window.weekday < 7:  # noqa: PLR2004  # days of the week
        raise Refusal(tr("There are seven days in a week."), field="windows")
    if not 0 <= window.start_minute < window.finish_minute <= MIDNIGHT:
        raise Refusal(
            tr("A window ends after it starts, on the same day; a night is two windows, divided at midnight."),
            field="windows",
        )


def _closure(closure: ClosedDays) -> ClosedDays:
    year = LEAP_YEAR if closure.year is None else closure.year
    if year not in YEARS:
        raise Refusal(tr("There is no such year here."), field="closures")
    try:
        date(year, closure.first_month, closure.first_day)
        turns = (closure.last_month, closure.last_day) < (closure.first_month, closure.first_day)
        date(year + (turns and closure.year is not None), closure.last_month, closure.last_day)
    except ValueError as error:
        raise Refusal(tr("There is no such day in the year."), field="closures") from error
    return replace(closure, name=_name(closure.name, "closures"))


def _check_holidays(draft: CalendarDraft) -> None:
    if draft.country and draft.country not in countries():
        raise Refusal(tr("The holidays of this country are not known."), field="country")
    if draft.subdivision and draft.subdivision not in subdivisions(draft.country):
        raise Refusal(tr("This country has no such region."), field="subdivision")
