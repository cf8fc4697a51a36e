"""What a listener of the harness is said to have taken."""

from bench.sharing_child import Tally
from devices.messages import Received
from devices.sharing import WHOLE


def message(at: int, session: int) -> Received:
    return Received("callout/v1/pump-1/telemetry", b'{"ts": %d}' % at, 1, False, False, 1, 0, session)


def test_what_comes_again_with_a_new_connection_counts_once_and_is_in_order() -> None:
    tally = Tally(WHOLE, 3)
    first, second, third = 1_700_000_000_001, 1_700_000_000_002, 1_700_000_000_003
    for moments, session in (((first, second), 1), ((first, second, third), 2)):
        messages = [message(at, session) for at in moments]
        for each in messages:
            tally.came(each)
        assert not tally.done.is_set()
        tally.stored(messages)
    assert tally.done.is_set()
    assert (tally.taken, tally.disordered) == (3, 0)


def test_what_one_connection_brings_in_another_order_is_told() -> None:
    tally = Tally(WHOLE, 2)
    for at in (1_700_000_000_002, 1_700_000_000_001):
        tally.came(message(at, 1))
    assert tally.disordered == 1
