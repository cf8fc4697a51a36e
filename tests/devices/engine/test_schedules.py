"""The hours in which a rule counts, by the clocks of its zone, over midnight and over nights on which clocks change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.clock import to_ms
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure
from domain.monitoring.definitions.schedule import Schedule, Window
from tests.devices.engine.lines import Moment, outcomes, story

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Schedule("Europe/Berlin", (Window((0, 1, 2, 3, 4), 8 * 60, 17 * 60),))
NIGHT = Schedule("Europe/Berlin", (Window((5,), 22 * 60, 6 * 60),))


def ms(text: str) -> int:
    """A time on the clocks of Berlin."""
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=BERLIN))


@pytest.mark.parametrize(
    ("schedule", "at", "is_open", "changes"),
    [
        (OFFICE, "2026-11-20 07:59", False, "2026-11-20 08:00"),
        (OFFICE, "2026-11-20 08:00", True, "2026-11-20 17:00"),
        (OFFICE, "2026-11-20 17:00", False, "2026-11-23 08:00"),
        (NIGHT, "2026-03-28 21:59", False, "2026-03-28 22:00"),
        (NIGHT, "2026-03-28 23:00", True, "2026-03-29 06:00"),
        (NIGHT, "2026-10-25 05:59", True, "2026-10-25 06:00"),
        (NIGHT, "2026-10-25 06:00", False, "2026-10-31 22:00"),
    ],
)
def test_when_a_rule_counts(schedule: Schedule, at: str, is_open: bool, changes: str) -> None:
    assert schedule.open_at(ms(at)) is is_open
    assert schedule.next_change(ms(at)) == ms(changes)


def test_windows_that_adjoin_are_one() -> None:
    whole = Schedule("UTC", (Window((0, 1, 2, 3, 4, 5, 6), 0, 24 * 60),))
    assert whole.open_at(ms("2026-11-20 12:00"))
    assert whole.next_change(ms("2026-11-20 12:00")) is None


def test_a_duration_begins_as_the_window_opens_without_a_reading() -> None:
    definition = Definition(Above(Measure("t"), 80.0), duration=600.0, schedule=OFFICE)
    line: list[Moment] = [(ms("2026-11-20 07:00") / 1000, {"t": 90.0})]
    opens, closes = ms("2026-11-20 08:00") / 1000, ms("2026-11-20 17:00") / 1000
    assert story(outcomes(definition, line, closes + 1)) == f"+{opens + 600:g}({opens:g}) -{closes:g}"
