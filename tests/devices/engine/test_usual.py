"""What is usual for an asset is learned by the hour; its sisters show what is usual for all."""

from itertools import product

import pytest

from devices.engine.building import Builder, From, UnknownLimitError
from devices.engine.machine import Machine
from devices.engine.node import Sample
from domain.monitoring.definitions.condition import Above, Season, Sides, Unlike, Unusual
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure, OfAsset
from tests.devices.engine.lines import Moment, outcomes, story

HOUR = 3600
T = Measure("t")


def days(count: int, night: float, day: float) -> list[Moment]:
    """A reading each quarter of an hour from Monday, 5 January 1970, low at night, high by day, with a little noise."""
    found: list[Moment] = []
    for number, hour, quarter in product(range(count), range(24), range(4)):
        usual = day if 6 <= hour < 18 else night
        at = 4 * 24 * HOUR + (number * 24 + hour) * HOUR + quarter * 900
        found.append((at, {"t": usual + (0.5 if quarter % 2 else -0.5)}))
    return found


def after(line: list[Moment], hours: float, value: float) -> Moment:
    """A reading `hours` after midnight that follows the line."""
    midnight = 4 * 24 * HOUR + (len(line) // 96) * 24 * HOUR
    return midnight + hours * HOUR, {"t": value}


def test_a_value_far_from_the_usual_is_told_once_the_usual_is_known() -> None:
    line = days(3, 10.0, 10.0)
    definition = Definition(Unusual(T, sigmas=4.0, least=24))
    assert story(outcomes(definition, [*line, after(line, 1, 11.9)])) == ""
    assert story(outcomes(definition, [*line, after(line, 1, 12.1)])).startswith("+")
    assert story(outcomes(definition, [*line[:80], (line[80][0], {"t": 99.0})])) == ""


def test_what_is_usual_by_day_is_unusual_by_night() -> None:
    line = days(8, 10.0, 50.0)
    by_hour = Definition(Unusual(T, season=Season.DAY))
    flat = Definition(Unusual(T, least=24))
    assert story(outcomes(by_hour, [*line, after(line, 3, 50.0)])).startswith("+")
    assert story(outcomes(by_hour, [*line, after(line, 12, 50.0)])) == ""
    assert story(outcomes(flat, [*line, after(line, 3, 50.0)])) == ""


def test_a_week_knows_its_days() -> None:
    working = days(35, 10.0, 50.0)
    line: list[Moment] = [
        (at, {"t": 10.0 if (at // (24 * HOUR) - 4) % 7 >= 5 else values["t"]}) for at, values in working
    ]
    by_week = Definition(Unusual(T, season=Season.WEEK, by=1.0))
    assert story(outcomes(by_week, [*line, after(line, 12, 50.0)])) == ""
    saturday: Moment = (line[-1][0] + (5 * 24 + 12) * HOUR, {"t": 50.0})
    assert story(outcomes(by_week, [*line, saturday])).startswith("+")


@pytest.mark.parametrize(
    ("sides", "high", "low"), [(Sides.ABOVE, True, False), (Sides.BELOW, False, True), (Sides.BOTH, True, True)]
)
def test_only_the_sides_asked_for_count(sides: Sides, high: bool, low: bool) -> None:
    line = days(3, 10.0, 10.0)
    definition = Definition(Unusual(T, sides=sides, least=24))
    assert bool(story(outcomes(definition, [*line, after(line, 1, 20.0)]))) is high
    assert bool(story(outcomes(definition, [*line, after(line, 1, 0.0)]))) is low


def test_what_differs_by_less_than_asked_is_never_unusual() -> None:
    line: list[Moment] = [(at, {"t": 10.0}) for at, _ in days(3, 0.0, 0.0)]
    assert story(outcomes(Definition(Unusual(T, by=1.0, least=24)), [*line, after(line, 1, 10.9)])) == ""
    assert story(outcomes(Definition(Unusual(T, by=1.0, least=24)), [*line, after(line, 1, 11.1)])).startswith("+")


def test_trouble_becomes_the_usual_only_slowly() -> None:
    line = days(20, 10.0, 10.0)
    trouble: list[Moment] = [(at + 20 * 24 * HOUR, {"t": 30.0}) for at, _ in days(1, 0.0, 0.0)]
    told = story(outcomes(Definition(Unusual(T, least=24)), [*line, *trouble]))
    assert told.startswith("+")
    assert "-" not in told


SISTERS = Definition(Unlike(T, by=5.0, hysteresis=1.0))


def of_sister(at: float, source: int, value: float) -> Sample:
    """A reading of a sister."""
    return Sample(1, round(at * 1000), value, source=source)


def test_an_asset_that_differs_from_its_sisters_is_told() -> None:
    machine = Machine(SISTERS, {})
    assert [slot.source for slot in machine.slots] == [From.OWN, From.SISTERS]
    told = machine.step([Sample(0, 1000, 20.0)])
    told += machine.step([of_sister(2, 7, 10.0)])
    assert told == []
    told = machine.step([of_sister(3, 8, 12.0)])
    assert story(told) == "+3(3)"
    assert story(machine.step([Sample(0, 4000, 16.5)])) == ""
    assert story(machine.step([Sample(0, 5000, 15.0)])) == "-5"


def test_sisters_that_are_silent_for_too_long_say_nothing() -> None:
    machine = Machine(SISTERS, {})
    machine.step([of_sister(0, 7, 10.0)])
    machine.step([of_sister(1, 8, 10.0)])
    assert story(machine.step([Sample(0, 3_600_500, 20.0)])) == ""
    assert story(machine.step([of_sister(3_602, 7, 10.0)])) == ""
    assert story(machine.step([of_sister(3_603, 8, 10.0)])) == "+3603(3603)"


def test_the_newest_of_the_sisters_survive_a_restart() -> None:
    machine, again = Machine(SISTERS, {}), Machine(SISTERS, {})
    machine.step([of_sister(0, 7, 10.0)])
    machine.step([of_sister(1, 8, 10.0)])
    again.load(machine.dump())
    assert story(again.step([Sample(0, 2000, 20.0)])) == "+2(2)"


def test_a_limit_may_be_of_the_asset() -> None:
    definition = Definition(Above(T, OfAsset("hottest", 80.0)))
    hot = Sample(0, 0, 75.0)
    assert story(Machine(definition, {"hottest": 70.0}).step([hot])) == "+0(0)"
    assert story(Machine(definition, {}).step([hot])) == ""


def test_an_asset_without_the_limit_of_its_own_cannot_be_watched() -> None:
    with pytest.raises(UnknownLimitError, match="hottest"):
        Builder({}, "UTC").build(Above(T, OfAsset("hottest")))
