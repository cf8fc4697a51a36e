"""What rules learn while all is well outlives a crash, though it is stored only now and then."""

import pytest

from devices.listener.intake import Intake
from devices.listener.watching import Watching
from domain.monitoring.definitions.condition import Above, InRow
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

FIVE_IN_A_ROW = Definition(InRow(Above(Measure("supply_temperature"), 12.0), 5))


def test_readings_in_a_row_are_counted_over_a_crash(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watching, "learned", _nothing)
    monkeypatch.setattr(Intake, "close", _nothing)
    house.watch_for(FIVE_IN_A_ROW)
    house.start()
    for ago in (9, 8, 7):
        house.reading(13.0, ago)
    until(lambda: len(house.values()) == 3)
    house.stop()
    house.start()
    house.reading(13.0, ago=6)
    until(lambda: len(house.values()) == 4)
    assert not house.alerts()
    house.reading(13.0, ago=5)
    until(lambda: len(house.alerts()) == 1)


TWO_IN_A_ROW = Definition(InRow(Above(Measure("supply_temperature"), 12.0), 2))


def test_what_came_late_is_not_counted_after_a_crash_either(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watching, "learned", _nothing)
    monkeypatch.setattr(Intake, "close", _nothing)
    house.watch_for(TWO_IN_A_ROW)
    house.start()
    house.reading(8.0, ago=9)
    until(lambda: len(house.values()) == 1)
    house.reading(8.0, ago=3)
    for ago in (7, 6):
        house.reading(13.0, ago)
    until(lambda: len(house.values()) == 4)
    house.stop()
    house.start()
    house.reading(8.0, ago=2)
    until(lambda: len(house.values()) == 5)
    assert house.alerts() == []


def test_what_was_learned_is_stored_when_the_listener_stops(
    small_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_house.watch_for(FIVE_IN_A_ROW)
    small_house.start()
    for ago in (9, 8, 7, 6):
        small_house.reading(13.0, ago)
    until(lambda: len(small_house.values()) == 4)
    small_house.stop()
    monkeypatch.setattr("devices.listener.runtime.catch_up", _nothing)
    small_house.start()
    small_house.reading(13.0, ago=5)
    until(lambda: len(small_house.alerts()) == 1)


def _nothing(*_words: object) -> bool:
    return False
