"""Topics described in the console, from a real broker to readings, presence, an alert and an order."""

from sqlalchemy import select

from devices.listener.overhearing import KEPT_OF_TOPIC
from domain.clock import to_ms
from domain.monitoring.definitions.simple import above
from domain.monitoring.mapping_service import MappingDraft, create_mapping, delete_mapping, switch_mapping
from domain.monitoring.mappings.definition import MappedMetric, MappedStatus, MappingDefinition
from domain.monitoring.model import Device, Metric
from domain.monitoring.service import claim
from domain.monitoring.telemetry import overhearing
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

KEY = "mapping:presses/hall/p1"
PRESSES = MappingDefinition(
    "plant/{site}/{device}/state",
    ("site", "device"),
    metrics=(MappedMetric("oil.t", "oil_temperature", "Oil", given="°F", unit="°C"),),
    status=MappedStatus("plant/{site}/{device}/there", online=("1",), offline=("0",)),
)


def hears(house: House, start: str = "plant/") -> bool | None:
    return house.lines[-1].subscribes(start)


def is_here(house: House) -> bool | None:
    seen = house.presence(KEY)
    return None if seen is None else seen.online


def test_a_described_device_is_found_claimed_watched_missed_and_back(house: House) -> None:
    house.watch_for(above("oil_temperature", 80.0))
    house.start()
    mapping = house.store.run("ada", create_mapping, MappingDraft("presses", PRESSES))
    until(lambda: hears(house) is True)
    house.send("plant/hall/p1/state", b'{"oil": {"t": 68}}')
    until(lambda: [round(value, 6) for value in house.values(KEY, "oil_temperature")] == [20.0])
    until(lambda: KEY in house.devices())
    house.stop()
    with house.store.read() as session:
        device = session.scalars(select(Device).where(Device.key == KEY)).one()
        metric = session.scalars(select(Metric).where(Metric.device_id == device.id)).one()
    assert (device.dialect, device.name, metric.label, metric.unit) == ("mapping", "hall/p1", "Oil", "°C")
    house.store.run("ada", claim, device.id, house.company.chiller.id)
    house.start()
    house.send("plant/hall/p1/state", b'{"oil": {"t": 194}}')
    until(lambda: len(house.orders()) == 1)
    (alert,) = house.alerts()
    assert round(alert.first_value or 0, 6) == 90.0
    assert alert.order_id == house.orders()[0].id
    house.send("plant/hall/p1/there", b"0")
    until(lambda: is_here(house) is False)
    house.send("plant/hall/p1/there", b"1")
    until(lambda: is_here(house) is True)
    assert house.rejected() == {}
    house.store.run("ada", switch_mapping, mapping, active=False)
    until(lambda: hears(house) is False)


def test_what_was_deleted_while_nobody_listened_is_not_heard_any_more(small_house: House) -> None:
    house = small_house
    mapping = house.store.run("ada", create_mapping, MappingDraft("presses", PRESSES))
    house.start()
    assert hears(house) is True
    house.stop()
    house.store.run("ada", delete_mapping, mapping)
    house.send("plant/hall/p1/state", b'{"oil": {"t": 68}}')
    house.start()
    until(lambda: sum(house.rejected().values()) == 1)  # it had waited at the broker
    house.send("plant/hall/p1/state", b'{"oil": {"t": 68}}')
    house.say({"supply_temperature": 5.0})
    until(lambda: house.values("chiller-1", "supply_temperature") == [5.0])
    assert sum(house.rejected().values()) == 1


def overheard(house: House) -> list[tuple[str, bytes, str]]:
    with house.telemetry.read() as connection:
        return sorted((each.topic, each.payload, each.taken) for each in overhearing.newest(connection))


def looks(house: House, *wanted: str, seconds: int = 60) -> None:
    now = to_ms(house.store.clock.now())
    with house.telemetry.write() as connection:
        for each in wanted:
            overhearing.look(connection, each, now + seconds * 1000)


def test_what_somebody_looks_at_is_overheard_and_forgotten_again(small_house: House) -> None:
    house = small_house
    house.send("plant/hall/p1/state", b"kept", retain=True)
    house.start()
    looks(house, "plant/#", "zigbee2mqtt/+")
    until(lambda: overheard(house) == [("plant/hall/p1/state", b"kept", "")])
    house.send("other/topic", b"0")
    house.send("zigbee2mqtt/lamp", b'{"brightness": 5}')
    for number in range(25):
        house.send("plant/hall/p1/state", str(number).encode())
    until(lambda: len(overheard(house)) == KEPT_OF_TOPIC + 1)
    until(lambda: ("plant/hall/p1/state", b"24", "") in overheard(house))
    assert ("zigbee2mqtt/lamp", b'{"brightness": 5}', "zigbee2mqtt") in overheard(house)
    with house.telemetry.write() as connection:
        overhearing.look_away(connection, "plant/#")
        overhearing.look_away(connection, "zigbee2mqtt/+")
    until(lambda: overheard(house) == [])
    assert house.rejected() == {}
    assert house.values("zigbee2mqtt:lamp", "brightness") == [5]
