"""Messages without a time, delivered twice, are given the time they got first."""

from devices.listener.untimed import GivenTimes, digest
from devices.messages import Received

AT = 1_764_000_000_000


def message(mid: int, payload: bytes = b'{"n": 1}', session: int = 1, at: int = AT) -> Received:
    return Received("callout/v1/d/telemetry", payload, 1, False, False, mid, at, session)


def test_a_message_that_comes_again_after_a_reconnection_keeps_its_time() -> None:
    times = GivenTimes({}, 100)
    assert times.recall(message(7)) is None
    times.give(message(7), AT)
    assert times.recall(message(7, session=2, at=AT + 5_000)) == AT


def test_it_is_recalled_once_only() -> None:
    times = GivenTimes({7: (digest(message(7)), AT)}, 100)
    assert times.recall(message(7)) == AT
    assert times.recall(message(7)) is None


def test_within_one_connection_the_same_packet_id_means_another_message() -> None:
    times = GivenTimes({}, 100)
    times.recall(message(7))
    times.give(message(7), AT)
    assert times.recall(message(7, at=AT + 60_000)) is None


def test_another_content_under_the_same_packet_id_is_another_message() -> None:
    times = GivenTimes({7: (digest(message(7)), AT)}, 100)
    assert times.recall(message(7, payload=b'{"n": 2}')) is None


def test_what_comes_after_the_window_is_new() -> None:
    times = GivenTimes({7: (digest(message(7)), AT)}, 3)
    for mid in (20, 21, 22):
        assert times.recall(message(mid)) is None
    assert times.recall(message(7)) is None


def test_only_the_last_window_of_messages_can_come_again() -> None:
    times = GivenTimes({}, 3)
    for mid in range(10):
        times.give(message(mid), AT + mid)
    assert times.recall(message(0, session=2)) is None
    assert times.recall(message(9, session=2)) == AT + 9
