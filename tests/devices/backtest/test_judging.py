"""Each alert for itself: what it foretold, and what is kept of what was read."""

from collections.abc import Sequence

import numpy as np

from devices.backtest.judging import tried
from devices.backtest.kept import Kept
from devices.backtest.readings import NONE, Readings
from devices.backtest.scoring import Trial
from devices.backtest.source import Period
from devices.backtest.suggesting import best, limited, tried_on, varied
from devices.backtest.surroundings import OnePlace, Surroundings
from devices.engine.building import Slot
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure
from domain.monitoring.definitions.simple import above

HOUR = 3_600_000
PEAKS = {10: 90.0, 40: 80.0, 70: 95.0}
FAILED = (12 * HOUR, 60 * HOUR)


class Machine:
    """One machine that was hot three times; counts how often it is read."""

    assets: Sequence[str] = ("a",)
    period = Period(0, 96 * HOUR)

    def __init__(self) -> None:
        self.asked = 0
        self.surroundings: Surroundings = OnePlace(self.assets)

    def limits(self, _asset: str) -> dict[str, float]:
        return {}

    def readings(self, _asset: str, slot: Slot) -> Readings:
        self.asked += 1
        return Readings.of([(at * HOUR, PEAKS.get(at, 50.0)) for at in range(96)]) if slot.metric == "heat" else NONE

    def troubles(self, _asset: str, _kind: str | None) -> list[int]:
        return list(FAILED)


def test_each_alert_knows_what_it_foretold_and_each_trouble_whether_it_was_foreseen() -> None:
    found = tried(Machine(), Trial("hot", above("heat", 70.0)), "a", Machine.period, 12 * HOUR, FAILED)
    assert [(each.alert.raised, each.lead) for each in found.alerts] == [
        (10 * HOUR, 2 * HOUR), (40 * HOUR, None), (70 * HOUR, None),
    ]  # fmt: skip
    assert found.foreseen == (True, False)
    assert (found.score.alerts, found.score.hits, found.score.troubles, found.score.foreseen) == (3, 1, 2, 1)
    assert found.score.false_per_month == 2 / found.score.months


def test_what_was_read_is_not_read_again() -> None:
    machine, slot = Machine(), Slot("heat")
    kept = Kept(machine)
    first = kept.readings("a", slot)
    assert kept.readings("a", slot) is first
    assert machine.asked == 1
    assert kept.surroundings is machine.surroundings
    assert (kept.assets, kept.period, kept.limits("a"), kept.troubles("a", None)) == (
        machine.assets, machine.period, {}, list(FAILED),
    )  # fmt: skip


def test_no_more_is_kept_than_there_is_room_for() -> None:
    machine, slot = Machine(), Slot("heat")
    kept = Kept(machine, most_bytes=machine.readings("a", slot).size - 1)
    for _ in range(3):
        assert np.array_equal(kept.readings("a", slot).times, kept.readings("a", slot).times)
    assert machine.asked == 7


def test_all_limits_tried_are_told_with_what_they_are_worth() -> None:
    machine, trial = Machine(), Trial("hot", above("heat", 70.0))
    variations = tried_on(machine, varied(machine, trial, machine.period, ["a"]), machine.period, 12 * HOUR, "a")
    assert [each.limit for each in variations] == sorted(each.limit for each in variations)
    assert {each.score.alerts for each in variations} >= {1, 2, 3}
    suggestion = best(variations, 0.5)
    assert suggestion is not None
    assert 80 <= suggestion.limit < 90
    assert suggestion.score.precision == 0.5


def test_a_limit_that_is_taken_changes_nothing_else() -> None:
    definition = Definition(Above(Measure("heat"), 70.0, 2.0), duration=60.0)
    changed = limited(Trial("hot", definition), 75.0).definition
    assert changed == Definition(Above(Measure("heat"), 75.0, 2.0), duration=60.0)
