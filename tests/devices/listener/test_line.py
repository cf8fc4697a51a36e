"""From a reading to a service order, through a real broker, on both databases."""

from devices.messages import Reason
from domain.clock import to_ms
from domain.monitoring.definitions.simple import above, silent
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

AT_ONCE = above("supply_temperature", 12.0, 1.0)


def test_a_reading_beyond_the_limit_becomes_an_alert_and_an_order(house: House) -> None:
    house.watch_for(AT_ONCE)
    house.start()
    at = house.reading(13.5)
    until(lambda: len(house.orders()) == 1)
    (alert,) = house.alerts()
    assert to_ms(alert.started_at) == at
    assert (alert.first_value, alert.last_value, alert.peak_value, alert.count) == (13.5, 13.5, 13.5, 1)
    assert alert.order_id == house.orders()[0].id
    until(lambda: house.values() == [13.5])


def test_further_readings_are_folded_and_a_good_one_clears(house: House) -> None:
    house.watch_for(AT_ONCE)
    house.start()
    began = house.reading(13.0, ago=3)
    house.reading(15.0, ago=2)
    house.reading(14.0, ago=1)
    last = house.reading(10.0)
    until(lambda: bool(house.alerts()) and house.alerts()[0].cleared_at is not None)
    (alert,) = house.alerts()
    assert to_ms(alert.started_at) == began
    assert alert.cleared_at is not None
    assert to_ms(alert.cleared_at) == last
    assert (alert.count, alert.first_value, alert.peak_value, alert.last_value) == (3, 13.0, 15.0, 10.0)
    assert len(house.orders()) == 1


def test_a_duration_ends_without_a_further_message(house: House) -> None:
    house.watch_for(above("supply_temperature", 12.0, 1.0, duration=3))
    house.start()
    house.reading(13.5)
    until(lambda: house.values() == [13.5])
    assert house.orders() == []
    until(lambda: len(house.orders()) == 1)


def test_a_duration_goes_on_over_a_restart(house: House) -> None:
    house.watch_for(above("supply_temperature", 12.0, 1.0, duration=4))
    house.start()
    at = house.reading(13.5)
    until(lambda: house.values() == [13.5])
    house.stop()
    house.start()
    until(lambda: len(house.orders()) == 1)
    (alert,) = house.alerts()
    assert to_ms(alert.started_at) == at
    assert alert.first_value == 13.5
    assert 4_000 <= to_ms(alert.raised_at) - at < 8_000


def test_silence_raises_and_the_next_reading_clears(house: House) -> None:
    house.watch_for(silent(silence=3, metric="supply_temperature"))
    house.start()
    house.reading(8.0)
    until(lambda: len(house.alerts()) == 1)
    assert house.alerts()[0].cleared_at is None
    house.reading(8.1)
    until(lambda: house.alerts()[0].cleared_at is not None)


def test_silence_of_a_whole_device_is_broken_by_any_reading(house: House) -> None:
    house.watch_for(silent(silence=3))
    house.start()
    house.say({"anything": 1})
    until(lambda: len(house.alerts()) == 1)
    house.say({"something_else": 1})
    until(lambda: house.alerts()[0].cleared_at is not None)


def test_a_rule_changed_while_it_runs_counts_at_once(house: House) -> None:
    house.watch_for(above("supply_temperature", 50.0))
    house.start()
    house.reading(13.5)
    until(lambda: house.values() == [13.5])
    assert house.alerts() == []
    house.watch_for(AT_ONCE)

    def raised() -> bool:
        house.reading(13.6)
        return len(house.orders()) == 1

    until(raised)


def test_an_unknown_device_waits_to_be_claimed_and_keeps_its_readings(house: House) -> None:
    house.start()
    house.say({"flow": 3.5, "note": "new here"}, device="stranger-1")
    until(lambda: "stranger-1" in house.devices())
    assert house.devices()["stranger-1"] is None
    assert house.values("stranger-1", "flow") == [3.5]
    assert house.values("stranger-1", "note") == ["new here"]


def test_what_was_published_while_the_listener_was_down_comes_later(house: House) -> None:
    house.watch_for(AT_ONCE)
    house.start()
    house.stop()
    for number in range(50):
        house.reading(8.0 + number / 10, ago=50 - number)
    assert house.publisher.flush(10)
    house.start()
    until(lambda: len(house.values()) == 50)
    until(lambda: len(house.orders()) == 1)


def test_old_and_double_readings_are_kept_once_and_raise_nothing(house: House) -> None:
    house.watch_for(AT_ONCE)
    house.start()
    now = house.reading(8.0)
    for _ in range(3):
        house.say({"ts": now, "values": {"supply_temperature": 8.0}})
    house.say({"ts": now - 60_000, "values": {"supply_temperature": 20.0}})
    house.say({"ts": now + 1, "values": {"supply_temperature": 8.2}})
    until(lambda: house.values() == [20.0, 8.0, 8.2])
    assert house.alerts() == []


def test_devices_come_and_go(house: House) -> None:
    house.start()
    house.reading(8.0)
    house.send("callout/v1/chiller-1/status", b"offline")

    def gone() -> bool:
        seen = house.presence("chiller-1")
        return seen is not None and not seen.online

    until(gone)
    house.send("callout/v1/chiller-1/status", b'{"online": true}')
    until(lambda: not gone())
    assert house.rejected() == {}
    house.send("callout/v1/chiller-1/status", b"perhaps")
    until(lambda: house.rejected() == {Reason.BAD_STATUS.value: 1})
