"""Our network loop around paho: all that comes is read, all that is said is written, and it ends cleanly."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from socket import socket

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from devices import looping
from devices.addresses import BrokerAddress
from devices.looping import Loop
from tests.devices.conftest import Mosquitto, until
from tests.devices.relay import Relay, trusting
from tests.support.silence import LogWatch

MANY = 3_000
DISCONNECT = b"\xe0"
_NUMBERS = count()


class Speaker:
    """A paho client driven by our loop, which subscribes to everything below `a/` and acknowledges what comes."""

    def __init__(
        self, port: int, *, tls: bool = False, keepalive: int = 30, heard: Callable[[bytes], None] | None = None
    ) -> None:
        self.heard: list[bytes] = []
        self.granted = threading.Event()
        self.over: list[None] = []
        self._hear = heard or self.heard.append
        self._arrived = 0
        self.paho = mqtt.Client(
            CallbackAPIVersion.VERSION2, f"speaker-{next(_NUMBERS)}", reconnect_on_failure=False, manual_ack=True
        )
        if tls:
            self.paho.tls_set_context(trusting())
        self.paho.on_connect = self._connected
        self.paho.on_subscribe = self._subscribed
        self.paho.on_message = self._message
        self.loop = Loop(self.paho, self._count, self._ended)
        self.paho.connect("127.0.0.1", port, keepalive)

    def start(self) -> None:
        self.loop.start()
        assert self.granted.wait(15)

    def say(self, payload: bytes, qos: int = 1) -> mqtt.MQTTMessageInfo:
        return self.paho.publish("a/b", payload, qos)

    def close(self) -> None:
        self.paho.disconnect()
        self.loop.stop()

    def _count(self) -> int:
        return self._arrived

    def _ended(self) -> None:
        self.over.append(None)

    def _connected(self, *_told: object) -> None:
        self.paho.subscribe("a/#", 1)

    def _subscribed(self, *_told: object) -> None:
        self.granted.set()

    def _message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        self._arrived += 1
        self._hear(bytes(message.payload))
        if message.qos:
            self.loop.acknowledge([message.mid])


@pytest.fixture(autouse=True)
def never_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may come by itself after a while: bytes and words of others alone turn the loop."""
    monkeypatch.setattr(looping, "_LOOK_SECONDS", 3_600.0)


@pytest.fixture
def broker(mosquitto: Mosquitto) -> BrokerAddress:
    return mosquitto.address


@pytest.fixture(params=["all at once", "byte by byte", "TLS", "TLS, byte by byte"])
def relayed(broker: BrokerAddress, request: pytest.FixtureRequest) -> Iterator[Speaker]:
    """One who is connected by ways that differ."""
    tls = "TLS" in request.param
    with closing(Relay(broker, piece=1 if "byte" in request.param else 65_536, tls=tls)) as relay:
        speaker = Speaker(relay.port, tls=tls)
        yield speaker
        speaker.close()


def test_everything_that_is_said_comes_back_in_turn(relayed: Speaker) -> None:
    relayed.start()
    told = [b"%d" % number for number in range(300)]
    for each in told:
        relayed.say(each)
    until(lambda: relayed.heard == told)


def test_a_large_message_comes_whole_beside_small_ones(relayed: Speaker) -> None:
    relayed.start()
    told = [b"before", bytes(range(256)) * 200, b"after"]
    for each in told:
        relayed.say(each)
    until(lambda: relayed.heard == told)


def test_many_who_speak_at_once_are_all_heard(broker: BrokerAddress) -> None:
    with closing(Speaker(broker.port)) as speaker, closing(Speaker(broker.port)) as listener:
        speaker.start()
        listener.start()
        threads = [threading.Thread(target=_say_all, args=(speaker, first)) for first in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        until(lambda: len(listener.heard) >= MANY)
    assert sorted(map(int, listener.heard)) == list(range(MANY))


def _say_all(speaker: Speaker, first: int) -> None:
    for number in range(first, MANY, 4):
        speaker.say(b"%d" % number, qos=0)


def test_what_finds_no_room_in_the_socket_waits_for_it(broker: BrokerAddress) -> None:
    with closing(Relay(broker)) as relay, closing(Speaker(relay.port)) as speaker:
        speaker.start()
        speaker.say(b"first")
        until(lambda: speaker.heard == [b"first"])
        relay.passes.clear()
        for _ in range(20):
            speaker.say(bytes(1_000_000), qos=0)
        until(lambda: speaker.loop._waits_for_room)
        relay.passes.set()
        until(lambda: len(relay.sent) > 20_000_000)


def test_acknowledgements_never_get_into_another_packet(broker: BrokerAddress) -> None:
    with closing(Relay(broker)) as relay, closing(Speaker(relay.port)) as speaker:
        speaker.start()
        told = [bytes([number]) * 300_000 for number in range(60)]
        for each in told:
            speaker.say(each)
        until(lambda: speaker.heard == told)
        assert speaker.over == []


def test_the_last_word_is_said_before_it_ends(broker: BrokerAddress) -> None:
    with closing(Relay(broker)) as relay:
        speaker = Speaker(relay.port)
        speaker.start()
        speaker.say(b"bye", qos=0)
        speaker.close()
        until(lambda: b"bye" in relay.sent and relay.sent.endswith(DISCONNECT + b"\0"))
    assert speaker.over == [None]


def test_it_ends_when_the_connection_does_and_lets_go_of_everything(broker: BrokerAddress) -> None:
    with closing(Relay(broker)) as relay:
        speaker = Speaker(relay.port)
        speaker.start()
        connected = speaker.paho.socket()
        relay.hang_up()
        until(lambda: speaker.over == [None])
        speaker.close()
    assert connected is not None
    assert {each.fileno() for each in (connected, *_pair(speaker))} == {-1}
    assert speaker.loop._thread not in threading.enumerate()


def test_one_that_never_began_ends_too_and_can_still_be_written_to(broker: BrokerAddress) -> None:
    speaker = Speaker(broker.port)
    speaker.close()
    speaker.loop.stop()
    speaker.say(b"to nobody")
    assert {each.fileno() for each in _pair(speaker)} == {-1}
    assert speaker.over == []
    del speaker
    gc.collect()


def _pair(speaker: Speaker) -> tuple[socket, ...]:
    return speaker.loop._signals, speaker.loop._alarm


def test_what_goes_wrong_while_reading_ends_the_connection_and_is_told(
    broker: BrokerAddress, expected_logs: LogWatch
) -> None:
    expected_logs.expect("devices.looping", "the connection to the broker failed")

    def stumble(_payload: bytes) -> None:
        raise ValueError("stumbled")

    with closing(Speaker(broker.port, heard=stumble)) as speaker:
        speaker.start()
        speaker.say(b"1")
        until(lambda: speaker.over == [None])


def test_a_broker_that_is_silent_is_left(broker: BrokerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looping, "_LOOK_SECONDS", 0.05)
    with closing(Relay(broker)) as relay, closing(Speaker(relay.port, keepalive=1)) as speaker:
        speaker.start()
        relay.passes.clear()
        until(lambda: speaker.over == [None])
