"""A day is open if any of its hours is, in the zone of the site."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.calendars.hours import Hours, Window
from domain.visits.open_days import OpenDays
from tests.support.calls import counted

OFFICE = tuple(Window(weekday, 8 * 60, 17 * 60) for weekday in range(5))
CLOCK = tuple(Window(weekday, 0, 24 * 60) for weekday in range(7))
NIGHTS = (Window(4, 22 * 60, 24 * 60), Window(5, 0, 6 * 60))


def may(year: int) -> frozenset[date]:
    return frozenset({date(year, 5, 1)})


@pytest.mark.parametrize("windows", [OFFICE, CLOCK, NIGHTS, ()], ids=("office", "clock", "nights", "never"))
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe"])
def test_a_day_is_open_if_some_of_it_is_worked(windows: tuple[Window, ...], zone: str) -> None:
    local, hours = ZoneInfo(zone), Hours(zone, windows, may)
    is_open = OpenDays(hours, local)
    for day in (date(2026, 1, 1) + timedelta(count) for count in range(366)):
        midnights = [datetime.combine(day + timedelta(count), time.min, local) for count in range(2)]
        assert is_open(day) == bool(hours.spans(*midnights)), day


def test_it_is_looked_up_once_a_year() -> None:
    is_open = OpenDays(Hours("Europe/Berlin", OFFICE), ZoneInfo("Europe/Berlin"))
    with counted() as calls:
        assert sum(is_open(date(2026, 1, 1) + timedelta(count % 365)) for count in range(100_000)) > 70_000
    assert calls.made < 4 * 100_000
