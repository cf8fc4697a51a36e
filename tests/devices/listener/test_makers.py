"""The formats of makers from a real broker to readings, presence, an alert and an order."""

import json
from collections.abc import Callable
from datetime import date

import msgspec
from sqlalchemy import select

from domain.assets.model import Asset
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Device
from domain.monitoring.rule_service import RuleDraft, create_rule
from domain.monitoring.service import claim
from domain.store.unit_of_work import UnitOfWork
from domain.words import Severity
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

Message = tuple[str, str]


class Maker(msgspec.Struct):
    """How a device of one maker tells a temperature (`%s`), and that it is there or gone, where it says so at all."""

    device: str
    metric: str
    topic: str
    payload: str
    here: Message | None = None
    gone: Message | None = None
    before: tuple[Message, ...] = ()


_CONFIG = {"stat_t": "hall/state", "val_tpl": "{{ value_json.t }}", "avty_t": "hall/there", "dev": {"ids": ["hall"]}}
_SHADOW = "$aws/things/pump/shadow/update"
_PRESENCE = "$aws/events/presence"
_NAMED = '{"device": "A"}'
MAKERS = (
    Maker(
        "zigbee2mqtt:a/b", "t", "zigbee2mqtt/a/b", '{"t": %s}',
        ("zigbee2mqtt/a/b/availability", "online"), ("zigbee2mqtt/a/b/availability", "offline"),
    ),
    Maker(
        "tasmota:plug", "A.Power", "tele/plug/SENSOR", '{"A": {"Power": %s}}',
        ("tele/plug/LWT", "Online"), ("tele/plug/LWT", "Offline"),
    ),
    Maker(
        "homeassistant:hall", "t", "hall/state", '{"t": %s}', ("hall/there", "online"), ("hall/there", "offline"),
        (("homeassistant/sensor/hall/t/config", json.dumps(_CONFIG)),),
    ),
    Maker(
        "tts:a@t/d", "t", "v3/a@t/devices/d/up", '{"uplink_message": {"decoded_payload": {"t": %s}}}',
        ("v3/a@t/devices/d/join", "{}"),
    ),
    Maker(
        "chirpstack:7/01", "t", "application/7/device/01/event/up", '{"object": {"t": %s}}',
        ("application/7/device/01/event/join", "{}"),
    ),
    Maker(
        "thingsboard:A", "t", "v1/gateway/telemetry", '{"A": [{"t": %s}]}',
        ("v1/gateway/connect", _NAMED), ("v1/gateway/disconnect", _NAMED),
    ),
    Maker("senml:urn:dev:a", "t", "senml/plant", '[{"bn": "urn:dev:a:", "n": "t", "u": "Cel", "v": %s}]'),
    Maker(
        "homie:car", "engine.t", "homie/5/car/engine/t", "%s",
        ("homie/5/car/$state", "ready"), ("homie/5/car/$state", "lost"),
    ),
    Maker("azure:pump", "t", "devices/pump/messages/events/$.ct=application%2Fjson", '{"t": %s}'),
    Maker(
        "aws:pump", "t", _SHADOW, '{"state": {"reported": {"t": %s}}}',
        (f"{_PRESENCE}/connected/pump", "{}"), (f"{_PRESENCE}/disconnected/pump", "{}"),
    ),
)  # fmt: skip


def comes_to(found: Callable[[Maker], object], expected: dict[str, object]) -> None:
    """Wait until something is so of all of these devices, and show those of which it is not."""

    def all_found() -> dict[str, object]:
        return {maker.device: found(maker) for maker in MAKERS if maker.device in expected}

    try:
        until(lambda: all_found() == expected)
    except AssertionError:
        assert all_found() == expected


def send(house: House, *messages: Message | None) -> None:
    for message in messages:
        if message is not None:
            house.send(message[0], message[1].encode())


def measure(house: House, value: float) -> None:
    send(house, *((maker.topic, maker.payload % value) for maker in MAKERS))


def claim_each(work: UnitOfWork, model_id: int, site_id: int, customer_id: int) -> dict[str, int]:
    """Each device on an asset of its own; the assets by the devices."""
    assets = {}
    for number, maker in enumerate(MAKERS):
        asset = Asset(
            number=f"M-{number}", name=maker.device, serial=f"S{number}", model_id=model_id, site_id=site_id,
            customer_id=customer_id, parent_id=None, installed_on=date(2021, 4, 1),
        )  # fmt: skip
        assets[maker.device] = work.add(asset, "asset.created").id
        claim(work, work.session.scalars(select(Device.id).where(Device.key == maker.device)).one(), asset.id)
    return assets


def test_devices_of_all_makers_are_found_claimed_watched_missed_and_back(house: House) -> None:
    def is_here(maker: Maker) -> bool | None:
        seen = house.presence(maker.device)
        return None if seen is None else seen.online

    for metric in sorted({maker.metric for maker in MAKERS}):
        draft = RuleDraft(f"Too warm by {metric}", above(metric, 80.0), Severity.CRITICAL, kind="chiller")
        house.store.run("ada", create_rule, draft)
    house.start()
    for topic, payload in (each for maker in MAKERS for each in maker.before):
        house.send(topic, payload.encode(), retain=True)
    until(lambda: house.lines[-1].subscribes("hall/state") is True)
    send(house, *(maker.here for maker in MAKERS))
    comes_to(is_here, {maker.device: True for maker in MAKERS if maker.here})
    measure(house, 20.5)
    comes_to(lambda maker: house.values(maker.device, maker.metric), {maker.device: [20.5] for maker in MAKERS})
    comes_to(is_here, {maker.device: True for maker in MAKERS})
    comes_to(lambda maker: maker.device in house.devices(), {maker.device: True for maker in MAKERS})
    house.stop()
    company = house.company
    places = company.chiller_model.id, company.cellar.id, company.brewery.id
    assets = house.store.run("ada", claim_each, *places)
    house.start()
    measure(house, 90.5)
    ordered = {maker.device: (90.5, assets[maker.device]) for maker in MAKERS}
    comes_to(lambda maker: what_follows(house, assets[maker.device]), dict(ordered))
    gone = {maker.device: False for maker in MAKERS if maker.gone}
    send(house, *(maker.gone for maker in MAKERS))
    comes_to(is_here, dict(gone))
    send(house, *(maker.here for maker in MAKERS if maker.gone))
    comes_to(is_here, dict.fromkeys(gone, True))
    assert house.rejected() == {}


def what_follows(house: House, asset_id: int) -> tuple[float | None, int | None] | None:
    """The value of the alert of an asset, and the asset of its order."""
    orders = {order.id: order.asset_id for order in house.orders()}
    found = [alert for alert in house.alerts() if alert.asset_id == asset_id and alert.order_id in orders]
    return next(((alert.first_value, orders[alert.order_id]) for alert in found if alert.order_id is not None), None)
