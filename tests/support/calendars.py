"""Four working calendars in four zones, each with a year in which its clocks change twice."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain.calendars.hours import Hours, Window

OFFICE = [Window(day, *span) for day in range(5) for span in ((8 * 60, 12 * 60), (12 * 60 + 45, 17 * 60))]
ALWAYS = [Window(day, 0, 1440) for day in range(7)]
NIGHT = [Window(day, *span) for day in range(7) for span in ((0, 6 * 60), (22 * 60, 1440))]
ODD = [Window(6, 90, 150), Window(6, 165, 300), Window(2, 0, 1), Window(4, 1439, 1440)]
"""On Sundays in the middle of the hour that comes twice or not at all, and single minutes beside midnight."""


def _christmas(year: int) -> frozenset[date]:
    return frozenset({date(year, 1, 1), date(year, 12, 24), date(year, 12, 25), date(year, 12, 31)})


BERLIN = Hours("Europe/Berlin", OFFICE, _christmas)
NEW_YORK = Hours("America/New_York", ODD, _christmas)
LORD_HOWE = Hours("Australia/Lord_Howe", NIGHT, _christmas)
AUCKLAND = Hours("Pacific/Auckland", ALWAYS)
CHATHAM = Hours("Pacific/Chatham", NIGHT)
CALENDARS = (BERLIN, NEW_YORK, LORD_HOWE, AUCKLAND, CHATHAM)

WINDOWS = {BERLIN: OFFICE, NEW_YORK: ODD, LORD_HOWE: NIGHT, AUCKLAND: ALWAYS, CHATHAM: NIGHT}
ZONES = {
    BERLIN: ZoneInfo("Europe/Berlin"),
    NEW_YORK: ZoneInfo("America/New_York"),
    LORD_HOWE: ZoneInfo("Australia/Lord_Howe"),
    AUCKLAND: ZoneInfo("Pacific/Auckland"),
    CHATHAM: ZoneInfo("Pacific/Chatham"),
}
CLOSED = {BERLIN: _christmas, NEW_YORK: _christmas, LORD_HOWE: _christmas}

CHANGES = (
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 9, 26, 14, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 12, 31, 12, tzinfo=UTC),
)
"""When the clocks of one of the zones change, and a New Year."""


def moments() -> st.SearchStrategy[datetime]:
    """Moments of 2026, most of them within days of a change of clocks, with fractions of a second."""
    near = st.builds(
        lambda change, offset: datetime.fromtimestamp(change.timestamp() + offset, UTC),
        st.sampled_from(CHANGES),
        st.integers(-3 * 86_400, 3 * 86_400),
    )
    anywhere = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001
    return near | anywhere


def calendars() -> st.SearchStrategy[Hours]:
    """One of the calendars."""
    return st.sampled_from(CALENDARS)


def counts(calendar: Hours, at: datetime) -> bool:
    """Whether a moment is working time, told in the simplest way: by a look at the clock on the wall."""
    local = at.astimezone(ZONES[calendar])
    if calendar in CLOSED and local.date() in CLOSED[calendar](local.year):
        return False
    minute = local.hour * 60 + local.minute
    return any(
        window.weekday == local.weekday() and window.start_minute <= minute < window.finish_minute
        for window in WINDOWS[calendar]
    )
