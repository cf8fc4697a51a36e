"""The queue between the broker's thread and the one that stores: in order, bounded by bytes, never in the way."""

import threading

from devices.listener.waiting import MOST_BYTES, Oversized, Waiting
from devices.messages import Reason, Received
from devices.sifting import LARGEST_MESSAGE
from tests.devices.conftest import until


def message(mid: int, size: int = 10) -> Received:
    return Received("callout/v1/d/telemetry", b"x" * size, 1, False, False, mid, 1_764_000_000_000, 1)


def put_all(waiting: Waiting, count: int) -> None:
    for mid in range(count):
        waiting.put(message(mid, LARGEST_MESSAGE))


def test_messages_come_out_in_their_order_as_many_as_are_asked_for() -> None:
    waiting = Waiting()
    for mid in range(5):
        waiting.put(message(mid))
    assert [item.mid for item in waiting.take(3, 0) if isinstance(item, Received)] == [0, 1, 2]
    assert [item.mid for item in waiting.take(3, 0) if isinstance(item, Received)] == [3, 4]
    assert waiting.take(3, 0) == []


def test_who_takes_is_woken_by_the_first_message() -> None:
    waiting = Waiting()
    taken: list[object] = []
    thread = threading.Thread(target=lambda: taken.extend(waiting.take(10, 30)))
    thread.start()
    waiting.put(message(1))
    thread.join(10)
    assert taken == [message(1)]


def test_a_message_that_is_too_large_waits_without_its_bytes() -> None:
    waiting = Waiting()
    waiting.put(message(1, size=5_000_000))
    (item,) = waiting.take(1, 0)
    assert isinstance(item, Oversized)
    assert item.received.payload == b""
    assert (item.rejected.reason, item.rejected.size) == (Reason.TOO_LARGE, 5_000_000)


def test_too_many_bytes_hold_the_broker_back_until_some_are_taken() -> None:
    waiting = Waiting()
    count = MOST_BYTES // LARGEST_MESSAGE + 1
    thread = threading.Thread(target=put_all, args=(waiting, count + 5))
    thread.start()
    until(lambda: len(waiting) == count)
    thread.join(0.3)
    assert len(waiting) == count
    waiting.take(count, 0)
    thread.join(10)
    assert len(waiting) == 5


def test_closing_lets_everybody_go() -> None:
    waiting = Waiting()
    count = MOST_BYTES // LARGEST_MESSAGE + 1
    thread = threading.Thread(target=put_all, args=(waiting, count))
    thread.start()
    until(lambda: len(waiting) == count)
    waiting.close()
    thread.join(10)
    assert not thread.is_alive()
