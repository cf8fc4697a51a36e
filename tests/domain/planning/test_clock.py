"""Ticks are minutes that pass, not minutes on the clock of some wall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.planning.translation.clock import Clock

BERLIN = ZoneInfo("Europe/Berlin")


def test_minutes_are_counted_over_the_night_in_which_the_clocks_go_forward() -> None:
    clock = Clock.around(datetime(2026, 3, 28, 12, tzinfo=BERLIN))
    next_noon = datetime(2026, 3, 29, 12, tzinfo=BERLIN)
    assert clock.floor(next_noon) == clock.ceil(next_noon) == 23 * 60
    assert clock.moment(23 * 60) == datetime(2026, 3, 29, 10, tzinfo=UTC)


def test_a_moment_within_a_minute_lies_between_its_ticks() -> None:
    clock = Clock.around(datetime(2026, 3, 2, 8, 0, 40, tzinfo=UTC))
    within = clock.origin + timedelta(minutes=5, seconds=10)
    assert (clock.floor(within), clock.ceil(within)) == (5, 6)
