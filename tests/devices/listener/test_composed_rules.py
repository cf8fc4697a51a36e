"""Rules over several metrics at work in the listener, from messages to alerts."""

import time

from domain.monitoring.definitions.condition import Above, All, Below, Lasting
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

WARM = Above(Measure("supply_temperature"), 12.0, 1.0)
STARVED = Below(Measure("pressure"), 1.0, 0.2)


def say(house: House, ago: float, **values: float) -> None:
    house.say({"ts": round((time.time() - ago) * 1000), "values": values})


def test_a_rule_over_two_metrics_raises_with_the_second_and_clears_with_either(house: House) -> None:
    house.watch_for(Definition(All((WARM, STARVED))))
    house.start()
    say(house, 9, supply_temperature=14.0)
    say(house, 8, pressure=0.5)
    until(lambda: len(house.alerts()) == 1)
    say(house, 7, supply_temperature=8.0, pressure=0.4)
    until(lambda: house.alerts()[0].cleared_at is not None)


def test_a_message_that_has_both_is_looked_at_as_a_whole(small_house: House) -> None:
    small_house.watch_for(Definition(All((WARM, STARVED))))
    small_house.start()
    say(small_house, 9, supply_temperature=14.0, pressure=3.0)
    say(small_house, 8, supply_temperature=8.0, pressure=0.5)
    say(small_house, 7, supply_temperature=14.0, pressure=0.5)
    until(lambda: len(small_house.alerts()) == 1)
    assert small_house.alerts()[0].count == 1


def test_a_part_that_lasts_raises_the_alert_without_a_further_message(small_house: House) -> None:
    small_house.watch_for(Definition(All((Lasting(WARM, 3.0), STARVED))))
    small_house.start()
    say(small_house, 0, supply_temperature=14.0, pressure=0.5)
    until(lambda: len(small_house.alerts()) == 1)
