"""The line to a real broker: sessions, acknowledgements, reconnection, refusals."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest

from devices.addresses import BrokerAddress, parse_broker
from devices.broker import Kind, start
from devices.broker.finding import Found
from devices.broker.ports import any_free
from devices.client import Client
from devices.connection import Connection, Settings
from devices.credentials import Credentials
from devices.link import Link, LinkState, Protocol
from devices.messages import Received
from devices.publisher import Outgoing, Publisher
from tests.devices.conftest import Mosquitto, until
from tests.devices.local_broker import LocalBroker
from tests.support.silence import LogWatch

FILTERS = ("callout/v1/+/telemetry", "callout/v1/+/status")


class Line:
    """A client with everything that it delivered and told."""

    def __init__(self, broker: BrokerAddress, *, window: int = 100, name: str = "listener") -> None:
        self.messages: list[Received] = []
        self.links: list[Link] = []
        self.who: Credentials | None = None
        self.client = Client(
            Settings(broker, name, FILTERS, window),
            self.messages.append,
            notice=self.links.append,
            credentials=lambda: self.who,
            retry=(0.05, 0.2),
        )

    def __enter__(self) -> Self:
        self.client.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.client.stop()

    def reached(self, state: LinkState) -> None:
        until(lambda: self.client.link.state is state)

    def payloads(self) -> list[bytes]:
        return [message.payload for message in self.messages]


def numbered(count: int, begin: int = 0) -> list[Outgoing]:
    return [Outgoing(f"callout/v1/d{n % 7}/telemetry", b'{"n": %d}' % n) for n in range(begin, begin + count)]


def publish(broker: BrokerAddress, messages: list[Outgoing]) -> None:
    publisher = Publisher(broker, "test-publisher")
    publisher.open()
    for message in messages:
        assert publisher.publish(message, timeout=10)
    assert publisher.flush(10)
    publisher.close()


def test_messages_arrive_with_all_that_is_known_of_them(mosquitto: Mosquitto) -> None:
    with Line(mosquitto.address) as line:
        line.reached(LinkState.CONNECTED)
        publish(mosquitto.address, numbered(1))
        until(lambda: len(line.messages) == 1)
    (message,) = line.messages
    assert (message.topic, message.payload, message.qos) == ("callout/v1/d0/telemetry", b'{"n": 0}', 1)
    assert [link.state for link in line.links] == [LinkState.CONNECTING, LinkState.CONNECTED, LinkState.CLOSED]
    assert line.links[1].protocol is Protocol.MQTT5
    assert mosquitto.url in line.links[1].sentence


def test_what_is_not_acknowledged_comes_again_after_a_reconnection(mosquitto: Mosquitto) -> None:
    with Line(mosquitto.address) as line:
        line.reached(LinkState.CONNECTED)
        publish(mosquitto.address, numbered(10))
        until(lambda: len(line.messages) == 10)
        line.client.acknowledge(line.messages[:4])
        line.client.renew()
        until(lambda: len(line.messages) == 16)
        assert sorted(line.payloads()[10:]) == sorted(line.payloads()[4:10])


def test_an_acknowledgement_for_a_connection_that_is_gone_is_dropped(mosquitto: Mosquitto) -> None:
    with Line(mosquitto.address) as line:
        line.reached(LinkState.CONNECTED)
        publish(mosquitto.address, numbered(3))
        until(lambda: len(line.messages) == 3)
        stale = list(line.messages)
        line.client.renew()
        until(lambda: len(line.messages) == 6)
        line.client.acknowledge(stale)
        line.client.renew()
        until(lambda: len(line.messages) == 9)


def test_who_sees_the_first_messages_of_a_connection_can_renew_it(
    mosquitto: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed = threading.Event()
    open_it = Connection.open

    def open_slowly(connection: Connection, credentials: Credentials | None) -> None:
        open_it(connection, credentials)
        renewed.wait(5)

    with Line(mosquitto.address) as line:
        line.reached(LinkState.CONNECTED)
        publish(mosquitto.address, numbered(3))
        until(lambda: len(line.messages) == 3)
        monkeypatch.setattr(Connection, "open", open_slowly)
        line.client.renew()
        until(lambda: len(line.messages) == 6)
        line.client.renew()
        renewed.set()
        until(lambda: len(line.messages) == 9)


def test_the_window_holds_the_broker_back(mosquitto: Mosquitto) -> None:
    with Line(mosquitto.address, window=5) as line:
        line.reached(LinkState.CONNECTED)
        publish(mosquitto.address, numbered(50))
        until(lambda: len(line.messages) == 5)
        publish(mosquitto.address, numbered(1, 50))
        assert len(line.messages) == 5
        line.client.acknowledge(line.messages[:2])
        until(lambda: len(line.messages) == 7)
        publish(mosquitto.address, numbered(1, 51))
        assert len(line.messages) == 7


def test_messages_wait_for_a_listener_that_was_away(mosquitto: Mosquitto) -> None:
    with Line(mosquitto.address) as first:
        first.reached(LinkState.CONNECTED)
    publish(mosquitto.address, numbered(2000))
    with Line(mosquitto.address, window=3000) as second:
        until(lambda: len(second.messages) == 2000)
        second.client.acknowledge(second.messages)


def test_it_comes_back_after_the_broker_was_killed_and_nothing_saved_is_lost(
    mosquitto: Mosquitto, expected_logs: LogWatch
) -> None:
    expected_logs.expect("devices.broker", "started again")
    with Line(mosquitto.address) as line:
        line.reached(LinkState.CONNECTED)
    mosquitto.saved()
    publisher = Publisher(mosquitto.address, "test-publisher")
    publisher.open()
    for message in numbered(300):
        publisher.publish(message, timeout=10)
    publisher.flush(10)
    mosquitto.kill()
    for message in numbered(50, 300):
        assert publisher.publish(message, timeout=15)
    assert publisher.flush(15)
    publisher.close()
    with Line(mosquitto.address, window=5000) as line:
        until(lambda: set(line.payloads()) == {message.payload for message in numbered(350)})


def test_an_error_in_the_receiver_is_counted_and_the_line_lives_on(
    mosquitto: Mosquitto, expected_logs: LogWatch
) -> None:
    expected_logs.expect("devices.connection", "could not be handed over")
    line = Line(mosquitto.address)
    line.messages = _Moody()
    line.client._deliver = line.messages.append
    with line:
        line.reached(LinkState.CONNECTED)
        publish(mosquitto.address, numbered(4))
        until(lambda: len(line.messages) == 2)


class _Moody(list[Received]):
    """Takes every second message only."""

    calls = 0

    def append(self, message: Received) -> None:
        self.calls += 1
        if self.calls % 2:
            raise RuntimeError("not now")
        super().append(message)


def test_nobody_there_is_said_and_it_connects_as_soon_as_there_is_somebody(tmp_path: Path) -> None:
    port = any_free()
    with Line(parse_broker(f"mqtt://127.0.0.1:{port}")) as line:
        line.reached(LinkState.GONE)
        assert "refused" in line.client.link.sentence
        broker = start(tmp_path / "broker", port=port)
        line.reached(LinkState.CONNECTED)
    broker.stop()


def test_a_keyring_that_fails_is_said_and_tried_again(mosquitto: Mosquitto, expected_logs: LogWatch) -> None:
    expected_logs.expect("devices.client", "the connection to the broker failed")
    line = Line(mosquitto.address)
    answers = iter([RuntimeError("no secret service"), RuntimeError("no secret service")])
    line.client._credentials = lambda: _raise_next(answers)
    with line:
        line.reached(LinkState.CONNECTED)
    assert [link.reason for link in line.links if link.state is LinkState.GONE] == ["no secret service"] * 2
    assert len(expected_logs.seen) == 1


def _raise_next(errors: Iterator[Exception]) -> None:
    for error in errors:
        raise error


def test_one_whose_session_is_taken_over_ends_and_does_not_come_back() -> None:
    with _TakingOver() as broker, Line(broker.address) as first:
        first.reached(LinkState.TAKEN_OVER)
        first.client._thread.join(5)
        assert not first.client._thread.is_alive()
        assert "under our name" in first.client.link.sentence
    states = [link.state for link in first.links]
    assert states == [LinkState.CONNECTING, LinkState.CONNECTED, LinkState.TAKEN_OVER]


def test_a_broker_without_mqtt_5_is_spoken_to_in_3_1_1(tmp_path: Path) -> None:
    broker = start(tmp_path / "broker", found=Found(Kind.AMQTT, ""))
    try:
        with Line(parse_broker(broker.url)) as line:
            line.reached(LinkState.CONNECTED)
            assert line.client.link.protocol is Protocol.MQTT311
            publish(parse_broker(broker.url), numbered(5))
            until(lambda: len(line.messages) == 5)
            line.client.acknowledge(line.messages)
    finally:
        broker.stop()
    assert any("3.1.1" in limit for limit in broker.limits)


def test_a_refused_password_is_said_once_and_not_hammered(guarded: BrokerAddress) -> None:
    with Line(guarded) as line:
        line.who = Credentials("ann", "wrong")
        line.reached(LinkState.REFUSED)
        assert "CALLOUT_BROKER_PASSWORD" in line.client.link.sentence
        assert [link.state for link in line.links] == [LinkState.CONNECTING, LinkState.REFUSED]


def test_the_right_password_opens(guarded: BrokerAddress) -> None:
    line = Line(guarded)
    line.who = Credentials("ann", "right")
    with line:
        line.reached(LinkState.CONNECTED)


class _TakingOver(LocalBroker):
    """Speaks MQTT 5 and says after the subscription that another client has come under the same name."""

    def serve(self) -> None:
        line, _ = self.server.accept()
        line.recv(1000)
        line.sendall(b"\x20\x03\x00\x00\x00")
        asked = line.recv(1000)
        line.sendall(b"\x90\x05" + asked[2:4] + b"\x00\x01\x01" + b"\xe0\x01\x8e")
        line.close()


def test_a_device_that_vanishes_leaves_its_last_will(mosquitto: Mosquitto, wait_until: Callable[..., None]) -> None:
    with Line(mosquitto.address) as line:
        line.reached(LinkState.CONNECTED)
        will = Outgoing("callout/v1/d1/status", b'{"online": false}', retain=True)
        publisher = Publisher(mosquitto.address, "d1", will=will)
        publisher.open()
        publisher.vanish()
        wait_until(lambda: line.payloads() == [will.payload])
