"""The formats of makers from a real broker to readings, presence, an alert and an order."""

import json

import msgspec
import pytest
from sqlalchemy import select

from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Device
from domain.monitoring.service import claim
from tests.devices.conftest import until
from tests.devices.listener.conftest import House


class Maker(msgspec.Struct):
    """How a device of one maker tells a temperature (`%s`), and how it goes, where it says so at all."""

    device: str
    metric: str
    topic: str
    payload: str
    gone: tuple[str, str] | None = None
    before: tuple[tuple[str, str], ...] = ()


_CONFIG = {"stat_t": "hall/state", "val_tpl": "{{ value_json.t }}", "avty_t": "hall/there", "dev": {"ids": ["hall"]}}
_SHADOW = "$aws/things/pump/shadow/update"
MAKERS = {
    "zigbee2mqtt": Maker(
        "zigbee2mqtt:a/b", "t", "zigbee2mqtt/a/b", '{"t": %s}', ("zigbee2mqtt/a/b/availability", "offline")
    ),
    "tasmota": Maker(
        "tasmota:plug", "A.Power", "tele/plug/SENSOR", '{"A": {"Power": %s}}', ("tele/plug/LWT", "Offline")
    ),
    "homeassistant": Maker(
        "homeassistant:hall", "t", "hall/state", '{"t": %s}', ("hall/there", "offline"),
        (("homeassistant/sensor/hall/t/config", json.dumps(_CONFIG)),),
    ),
    "tts": Maker("tts:a@t/d", "t", "v3/a@t/devices/d/up", '{"uplink_message": {"decoded_payload": {"t": %s}}}'),
    "chirpstack": Maker("chirpstack:7/01", "t", "application/7/device/01/event/up", '{"object": {"t": %s}}'),
    "thingsboard": Maker(
        "thingsboard:A", "t", "v1/gateway/telemetry", '{"A": [{"t": %s}]}', ("v1/gateway/disconnect", '{"device": "A"}')
    ),
    "senml": Maker("senml:urn:dev:a", "t", "senml/plant", '[{"bn": "urn:dev:a:", "n": "t", "u": "Cel", "v": %s}]'),
    "homie": Maker("homie:car", "engine.t", "homie/5/car/engine/t", "%s", ("homie/5/car/$state", "lost")),
    "azure": Maker("azure:pump", "t", "devices/pump/messages/events/$.ct=application%2Fjson", '{"t": %s}'),
    "aws": Maker(
        "aws:pump", "t", _SHADOW, '{"state": {"reported": {"t": %s}}}', ("$aws/events/presence/disconnected/pump", "{}")
    ),
}  # fmt: skip


def is_gone(house: House, device: str) -> bool:
    seen = house.presence(device)
    return seen is not None and not seen.online


@pytest.mark.parametrize("name", MAKERS)
def test_a_device_is_found_claimed_watched_and_missed(small_house: House, name: str) -> None:
    house, maker = small_house, MAKERS[name]
    house.watch_for(above(maker.metric, 80.0))
    house.start()
    for topic, payload in maker.before:
        house.send(topic, payload.encode(), retain=True)
        until(lambda: house.lines[-1].subscribes(maker.topic) is True)
    house.send(maker.topic, (maker.payload % 20.5).encode())
    until(lambda: house.values(maker.device, maker.metric) == [20.5])
    until(lambda: maker.device in house.devices())
    house.stop()
    with house.store.read() as session:
        device = session.scalars(select(Device).where(Device.key == maker.device)).one()
    house.store.run("ada", claim, device.id, house.company.chiller.id)
    house.start()
    house.send(maker.topic, (maker.payload % 90.5).encode())
    until(lambda: len(house.orders()) == 1)
    (alert,) = house.alerts()
    assert (alert.first_value, alert.order_id) == (90.5, house.orders()[0].id)
    if maker.gone is not None:
        topic, payload = maker.gone
        house.send(topic, payload.encode())
        until(lambda: is_gone(house, maker.device))
    assert house.rejected() == {}
