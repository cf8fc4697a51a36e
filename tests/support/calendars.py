"""Working calendars in many zones: some that are known to be hard, others drawn; and the simplest way to read them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain.calendars.hours import Hours, Window

OFFICE = [Window(day, *span) for day in range(5) for span in ((8 * 60, 12 * 60), (12 * 60 + 45, 17 * 60))]
ALWAYS = [Window(day, 0, 1440) for day in range(7)]
NIGHT = [Window(day, *span) for day in range(7) for span in ((0, 6 * 60), (22 * 60, 1440))]
ODD = [Window(6, 90, 150), Window(6, 165, 300), Window(2, 0, 1), Window(4, 1439, 1440)]
"""On Sundays in the middle of the hour that comes twice or not at all, and single minutes beside midnight."""

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # the clocks change by half an hour
    "Pacific/Auckland",
    "Pacific/Chatham",  # at a quarter to
    "America/Santiago",  # at midnight
    "Asia/Kolkata",
)
CHANGES = (
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 4, 5, 3, tzinfo=UTC),
    datetime(2026, 9, 6, 4, tzinfo=UTC),
    datetime(2026, 9, 26, 14, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 12, 31, 12, tzinfo=UTC),
)
"""When the clocks of the zones change, and a New Year."""

LEAST = 60
"""Working minutes a week; with fewer a long promise would take centuries."""


@dataclass(frozen=True)
class Calendar:
    """Hours, and what they were made of."""

    zone: str
    windows: tuple[Window, ...]
    closed: Callable[[int], frozenset[date]]
    hours: Hours

    def counts(self, at: datetime) -> bool:
        """Whether a moment is working time, told by a look at the clock on the wall."""
        local = at.astimezone(ZoneInfo(self.zone))
        minute = local.hour * 60 + local.minute
        return local.date() not in self.closed(local.year) and any(
            window.weekday == local.weekday() and window.start_minute <= minute < window.finish_minute
            for window in self.windows
        )


def calendar(zone: str, windows: list[Window], closed: Callable[[int], frozenset[date]] | None = None) -> Calendar:
    """A calendar with its hours."""
    shut = closed or _never
    return Calendar(zone, tuple(windows), shut, Hours(zone, windows, shut))


def _never(_year: int) -> frozenset[date]:
    return frozenset()


def _christmas(year: int) -> frozenset[date]:
    return frozenset({date(year, 1, 1), date(year, 12, 24), date(year, 12, 25), date(year, 12, 31)})


BERLIN = calendar("Europe/Berlin", OFFICE, _christmas)
NEW_YORK = calendar("America/New_York", ODD, _christmas)
LORD_HOWE = calendar("Australia/Lord_Howe", NIGHT, _christmas)
HARD = (
    BERLIN,
    NEW_YORK,
    LORD_HOWE,
    calendar("Pacific/Auckland", ALWAYS),
    calendar("Pacific/Chatham", NIGHT),
    calendar("America/Santiago", NIGHT),
)


def moments() -> st.SearchStrategy[datetime]:
    """Moments of 2026, most of them within days of a change of clocks."""
    near = st.builds(
        lambda change, offset: change + timedelta(seconds=offset),
        st.sampled_from(CHANGES),
        st.integers(-3 * 86_400, 3 * 86_400),
    )
    anywhere = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
    return near | anywhere


def calendars() -> st.SearchStrategy[Calendar]:
    """One of the hard calendars, or any other."""
    return st.sampled_from(HARD) | _drawn()


@st.composite
def _drawn(draw: st.DrawFn) -> Calendar:
    edges = st.lists(st.integers(0, 7 * 1440), min_size=2, max_size=12, unique=True)
    spans = draw(edges.map(_spans).filter(lambda each: sum(two - one for one, two in each) > LEAST))
    windows = [window for span in spans for window in _divided(*span)]
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    shut = draw(st.frozensets(days, max_size=5) | st.just(frozenset({change.date() for change in CHANGES})))
    return calendar(draw(st.sampled_from(ZONES)), windows, lambda year: shut if year == 2026 else frozenset())


def _spans(edges: list[int]) -> list[tuple[int, int]]:
    """Every other one of the spans between the edges."""
    return list(pairwise(sorted(edges)))[::2]


def _divided(start: int, finish: int) -> list[Window]:
    """A span of the week in minutes, divided at midnight."""
    days = range(start // 1440, (finish - 1) // 1440 + 1)
    return [Window(day, max(start - day * 1440, 0), min(finish - day * 1440, 1440)) for day in days]
