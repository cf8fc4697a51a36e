"""When devices come and go, and what their clocks show."""

import time

import pytest

from devices.listener.presence import Presence
from devices.messages import Reason
from domain.clock import to_ms
from domain.monitoring.telemetry import history
from domain.monitoring.telemetry.connections import forget_connections, spans
from domain.monitoring.telemetry.rows import ConnectionRow, PresenceRow
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

TOPIC = "callout/v1/chiller-1/status"


def connections(house: House, device: str = "chiller-1") -> list[bool]:
    with house.telemetry.read() as connection:
        return [span.online for span in spans(connection, device)]


def test_each_coming_and_going_is_kept(house: House) -> None:
    house.start()
    house.reading(8.0)
    until(lambda: connections(house) == [True])
    house.send(TOPIC, b"offline")
    until(lambda: connections(house) == [False, True])
    house.send(TOPIC, b"offline")
    house.reading(8.0)
    until(lambda: connections(house) == [True, False, True])
    with house.telemetry.read() as connection:
        now, gone, first = spans(connection, "chiller-1")
    assert (now.until, gone.until, first.until) == (None, now.since, gone.since)


def test_a_new_start_does_not_make_a_device_come_again(small_house: House) -> None:
    small_house.start()
    small_house.reading(8.0)
    until(lambda: connections(small_house) == [True])
    small_house.stop()
    small_house.start()
    small_house.reading(8.5)
    until(lambda: len(small_house.values()) == 2)
    small_house.stop()
    assert connections(small_house) == [True]


def test_old_connections_are_forgotten(house: House) -> None:
    house.start()
    house.reading(8.0)
    until(lambda: connections(house) == [True])
    forget_connections(house.telemetry, to_ms(house.store.clock.now()) + 1)
    assert connections(house) == []


def test_the_clock_of_a_device_is_compared_with_ours(house: House) -> None:
    house.start()
    house.reading(8.0, ago=300)
    until(lambda: (heard := house.presence("chiller-1")) is not None and heard.clock is not None)
    heard = house.presence("chiller-1")
    assert heard is not None
    assert heard.clock is not None
    assert 300_000 <= heard.clock < 310_000


def test_a_device_without_a_time_has_no_clock(small_house: House) -> None:
    small_house.start()
    small_house.say({"supply_temperature": 8.0})
    until(lambda: small_house.presence("chiller-1") is not None)
    heard = small_house.presence("chiller-1")
    assert heard is not None
    assert heard.clock is None


def test_one_late_message_says_nothing_about_a_clock() -> None:
    presence = Presence()
    for second in range(9):
        late = 3_600_000 if second == 4 else 0
        presence.heard("a", second * 1000, second * 1000 - 40 - late)
    assert presence.rows()[0].clock == 40


def test_of_many_messages_at_once_one_is_compared() -> None:
    presence = Presence()
    presence.heard("a", 10_000, 9_900)
    for number in range(100):
        presence.heard("a", 10_001 + number, 0)
    assert presence.rows()[0] == PresenceRow("a", 10_100, True, 101, 100)


def test_what_is_known_from_before_is_no_news() -> None:
    presence = Presence([history.Presence("a", 1, 1, False, 7)])
    presence.said("a", 5, online=False, fresh=False)
    assert presence.connections() == []
    presence.heard("a", 6)
    assert presence.connections() == [ConnectionRow("a", 6, True)]


@pytest.mark.parametrize("told", [0, 1764000000, "soon", 4_000_000_000_000])
def test_readings_of_an_absurd_clock_have_the_time_of_arrival(small_house: House, told: object) -> None:
    small_house.start()
    before = round(time.time() * 1000)
    small_house.say({"ts": told, "values": {"supply_temperature": 8.0}})
    until(lambda: small_house.values() == [8.0])
    ((at, _),) = small_house.stored()
    assert before <= at <= round(time.time() * 1000)
    assert small_house.rejected() == {Reason.BAD_TIME.value: 1}
