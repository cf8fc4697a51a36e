"""What several subscriptions of the listener take is stored once, however often the broker delivers it."""

import json

from domain.monitoring.mapping_service import MappingDraft, create_mapping
from domain.monitoring.mappings.definition import MappedMetric, MappingDefinition
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

HALLS = MappingDefinition("{hall}/lamp/+", ("hall",), metrics=(MappedMetric("t", "t", "T", unit="°C"),))
CONFIG = {"stat_t": "zigbee2mqtt/lamp/a", "val_tpl": "{{ value_json.t }}", "dev": {"ids": ["lamp"]}}
LAMP = "zigbee2mqtt:lamp/a"


def test_a_message_without_a_time_that_three_subscriptions_take_is_stored_once(house: House) -> None:
    house.store.run("ada", create_mapping, MappingDraft("halls", HALLS))
    house.start()
    house.send("homeassistant/sensor/lamp/t/config", json.dumps(CONFIG).encode(), retain=True)
    until(lambda: house.lines[-1].subscribes("zigbee2mqtt/lamp/a") is True)
    for value in (1, 1, 2, 1):
        house.send("zigbee2mqtt/lamp/a", b'{"t": %d}' % value)
    house.send("zigbee2mqtt/other", b'{"t": 5}')
    until(lambda: house.values("zigbee2mqtt:other", "t") == [5])
    assert house.values(LAMP, "t") == [1, 1, 2, 1]
    assert house.rejected() == {}


def test_what_waited_at_the_broker_is_stored_once_too(small_house: House) -> None:
    house = small_house
    house.store.run("ada", create_mapping, MappingDraft("halls", HALLS))
    house.start()
    house.stop()
    for value in (3, 3, 4):
        house.send("zigbee2mqtt/lamp/a", b'{"t": %d}' % value)
    house.send("zigbee2mqtt/other", b'{"t": 5}')
    house.start()
    until(lambda: house.values("zigbee2mqtt:other", "t") == [5])
    assert house.values(LAMP, "t") == [3, 3, 4]
