"""What only publishes: in order, with bounded memory, and with a sentence where it cannot."""

import socket
import threading
from types import SimpleNamespace
from typing import IO

import msgspec
import pytest

from devices.addresses import BrokerAddress
from devices.broker.ports import any_free
from devices.publisher import Outgoing, Publisher
from domain.errors import Unavailable
from tests.devices.local_broker import LocalBroker

GREETING = b"\x20\x02\x00\x00"
PUBLISH = 0x30


def numbered(count: int, begin: int = 0) -> list[Outgoing]:
    return [Outgoing(f"callout/v1/d{n % 7}/telemetry", b'{"n": %d}' % n) for n in range(begin, begin + count)]


def test_it_says_why_it_cannot(guarded: BrokerAddress) -> None:
    with pytest.raises(Unavailable, match="CALLOUT_BROKER_USER"):
        Publisher(guarded, "p").open()
    with pytest.raises(Unavailable, match="cannot be reached"):
        Publisher(BrokerAddress("127.0.0.1", any_free()), "p").open()


def test_it_holds_back_while_nothing_is_confirmed() -> None:
    with _MuteBroker() as broker:
        publisher = Publisher(broker.address, "p", window=3)
        publisher.open()
        assert [publisher.publish(message, timeout=0.05) for message in numbered(5)] == [True] * 3 + [False] * 2
        assert not publisher.flush(0.05)
        publisher.vanish()


def test_what_is_published_while_the_line_is_down_never_overtakes_what_was_on_its_way() -> None:
    with _HesitatingBroker() as broker:
        publisher = Publisher(broker.address, "p")
        publisher.open()
        for message in numbered(3):
            publisher.publish(message)
        broker.go_on.set()
        assert broker.knocked.wait(10)
        for message in numbered(3, 3):
            publisher.publish(message)
        broker.answer.set()
        assert publisher.flush(10)
        publisher.close()
    assert broker.heard == [0, 1, 2, 3, 4, 5]


def test_what_was_confirmed_just_before_the_line_broke_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr("devices.publisher.time", SimpleNamespace(monotonic=lambda: clock.now))
    with _HesitatingBroker(confirms_at_once=1, confirms_late=1) as broker:
        publisher = Publisher(broker.address, "p")
        publisher.open()
        publisher.publish(numbered(1)[0])
        assert publisher.flush(10)
        for message in numbered(2, 1):
            publisher.publish(message)
        clock.now = 100.0
        broker.go_on.set()
        broker.answer.set()
        assert publisher.flush(10)
        assert publisher.waiting == 0
        publisher.close()
    assert broker.heard == [1, 2]


def test_what_is_sent_again_comes_in_its_order_although_it_is_more_than_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("devices.publisher.time", SimpleNamespace(monotonic=lambda: 0.0))
    with _HesitatingBroker(confirms_at_once=5) as broker:
        publisher = Publisher(broker.address, "p", window=3)
        publisher.open()
        for message in numbered(5):
            publisher.publish(message)
        assert publisher.flush(10)
        for message in numbered(2, 5):
            publisher.publish(message)
        broker.go_on.set()
        broker.answer.set()
        assert publisher.flush(10)
        publisher.close()
    assert broker.heard == [*range(7)]


class _MuteBroker(LocalBroker):
    """Accepts one client and confirms nothing."""

    def serve(self) -> None:
        line, _ = self.server.accept()
        line.recv(1000)
        line.sendall(GREETING)
        while line.recv(1000):
            pass
        line.close()


class _HesitatingBroker(LocalBroker):
    """Confirms some of what comes, some only on `go_on`, breaks the first line; greets the second only on `answer`."""

    def __init__(self, *, confirms_at_once: int = 0, confirms_late: int = 0) -> None:
        self.at_once, self.late = confirms_at_once, confirms_late
        self.go_on, self.knocked, self.answer = threading.Event(), threading.Event(), threading.Event()
        self.heard: list[int] = []

    def serve(self) -> None:
        first, _ = self.server.accept()
        with first, first.makefile("rb") as packets:
            _packet(packets)
            first.sendall(GREETING)
            for _ in range(self.at_once):
                _confirm(first, _packet(packets))
            self.go_on.wait(10)
            for _ in range(self.late):
                _confirm(first, _packet(packets))
        second, _ = self.server.accept()
        with second, second.makefile("rb") as packets:
            _packet(packets)
            self.knocked.set()
            self.answer.wait(10)
            second.sendall(GREETING)
            while (found := _packet(packets))[0] & 0xF0 == PUBLISH:
                self.heard.append(_confirm(second, found))


def _confirm(line: socket.socket, packet: tuple[int, bytes]) -> int:
    """Acknowledge a message; returns its number."""
    topic = 2 + int.from_bytes(packet[1][:2])
    line.sendall(b"\x40\x02" + packet[1][topic : topic + 2])
    number: int = msgspec.json.decode(packet[1][topic + 2 :])["n"]
    return number


def _packet(line: IO[bytes]) -> tuple[int, bytes]:
    """Kind and content of the next packet of less than 128 bytes; kind 0 at the end."""
    head = line.read(2)
    return (head[0], line.read(head[1])) if head else (0, b"")
