"""What a listener subscribes to while it is connected."""

from threading import Event

import msgspec

from devices.client import Client
from devices.connection import Settings
from devices.credentials import Credentials
from devices.link import Link, LinkState
from devices.messages import Received
from devices.publisher import Outgoing, Publisher
from tests.devices.conftest import Mosquitto, until

OWN = ("callout/v1/+/telemetry",)


class Hearer:
    """A client, and what it heard."""

    def __init__(self, broker: Mosquitto) -> None:
        self.settings = Settings(broker.address, "hearer", OWN)
        self.messages: list[Received] = []
        self.connections: list[Link] = []
        self.connected = Event()
        self.client = Client(self.settings, self.messages.append, notice=self._notice, credentials=_nobody)
        self.client.start()
        until(self.connected.is_set)

    def topics(self) -> list[str]:
        return [message.topic for message in self.messages if not message.copy]

    def deliveries(self, topic: str) -> int:
        """How often the broker delivered it, copies included."""
        return sum(message.topic == topic for message in self.messages)

    def _notice(self, link: Link) -> None:
        if link.state is LinkState.CONNECTED:
            self.connections.append(link)
            self.connected.set()


def _nobody() -> Credentials | None:
    return None


def _say(broker: Mosquitto, *topics: str) -> None:
    publisher = Publisher(broker.address, "speaker")
    publisher.open()
    for topic in topics:
        assert publisher.publish(Outgoing(topic, b"1"), timeout=10)
    assert publisher.flush(10)
    publisher.close()


def _is_heard(hearer: Hearer, broker: Mosquitto, topic: str) -> bool:
    _say(broker, topic)
    return topic in hearer.topics()


def test_new_topics_are_heard_on_the_open_connection_and_old_ones_no_more(mosquitto: Mosquitto) -> None:
    hearer = Hearer(mosquitto)
    try:
        hearer.client.change(msgspec.structs.replace(hearer.settings, extras=("a/#", "b/#")))
        until(lambda: _is_heard(hearer, mosquitto, "b/1"))
        hearer.client.change(msgspec.structs.replace(hearer.settings, extras=("b/#", "c/#")))
        until(lambda: _is_heard(hearer, mosquitto, "c/1"))
        _say(mosquitto, "a/2", "b/2")
        until(lambda: "b/2" in hearer.topics())
        assert "a/2" not in hearer.topics()
        assert len(hearer.connections) == 1
    finally:
        hearer.client.stop()


def test_a_topic_that_a_new_subscription_takes_too_comes_once_beside_its_copy(mosquitto: Mosquitto) -> None:
    hearer = Hearer(mosquitto)
    wide, both = (msgspec.structs.replace(hearer.settings, extras=each) for each in (("a/#",), ("a/#", "a/+/c", "d")))
    try:
        hearer.client.change(wide)
        until(lambda: _is_heard(hearer, mosquitto, "a/1"))
        hearer.client.change(both)
        until(lambda: _is_heard(hearer, mosquitto, "d"))
        _say(mosquitto, "a/b/c", "a/b/c", "a/2")
        until(lambda: "a/2" in hearer.topics())
        assert (hearer.deliveries("a/b/c"), hearer.topics().count("a/b/c")) == (4, 2)
        hearer.client.renew()
        until(lambda: len(hearer.connections) == 2)
        hearer.messages.clear()
        _say(mosquitto, "a/b/c", "a/3")
        until(lambda: "a/3" in hearer.topics())
        assert hearer.topics().count("a/b/c") == 1
    finally:
        hearer.client.stop()


def test_what_the_broker_had_kept_comes_to_each_subscription_for_itself(mosquitto: Mosquitto) -> None:
    publisher = Publisher(mosquitto.address, "keeper")
    publisher.open()
    assert publisher.publish(Outgoing("a/b/c", b"1", retain=True), timeout=10)
    assert publisher.flush(10)
    publisher.close()
    hearer = Hearer(mosquitto)
    try:
        hearer.client.change(msgspec.structs.replace(hearer.settings, extras=("a/#", "a/+/c")))
        until(lambda: hearer.topics() == ["a/b/c", "a/b/c"])
    finally:
        hearer.client.stop()
