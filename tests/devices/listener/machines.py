"""Devices that hear their commands at the broker, and answer them."""

from collections.abc import Callable
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from tests.devices.conftest import until
from tests.devices.listener.conftest import House


class Answering:
    """A device that hears its commands over MQTT 5 and answers them: `react` says how, if at all."""

    def __init__(
        self, house: House, topics: tuple[str, ...], react: Callable[["Answering", mqtt.MQTTMessage], None]
    ) -> None:
        self.heard: list[bytes] = []
        self._react = react
        self._ready = False
        self._topics = topics
        self._paho = mqtt.Client(CallbackAPIVersion.VERSION2, "device", protocol=MQTTProtocolVersion.MQTTv5)
        self._paho.on_connect = self._connected
        self._paho.on_subscribe = self._subscribed
        self._paho.on_message = self._arrived
        self._paho.connect(house.broker.address.host, house.broker.address.port)
        self._paho.loop_start()
        until(lambda: self._ready)

    def reply(self, message: mqtt.MQTTMessage, body: bytes) -> None:
        """Answer as MQTT 5 has it, without the id in the body."""
        known = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        known.CorrelationData = message.properties.CorrelationData  # type: ignore[union-attr]
        self._paho.publish(message.properties.ResponseTopic, body, 1, properties=known)  # type: ignore[union-attr]

    def say(self, topic: str, payload: bytes) -> None:
        """Publish something."""
        self._paho.publish(topic, payload, 1)

    def close(self) -> None:
        self._paho.disconnect()
        self._paho.loop_stop()

    def _connected(self, client: mqtt.Client, *_more: Any) -> None:
        client.subscribe([(topic, 1) for topic in self._topics])

    def _subscribed(self, *_more: Any) -> None:
        self._ready = True

    def _arrived(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        self.heard.append(bytes(message.payload))
        self._react(self, message)
