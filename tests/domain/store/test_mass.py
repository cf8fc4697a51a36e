"""Garbage is left alone where looking for it takes long and finds nothing."""

import gc

from domain.store.mass import lasting, seldom_collected, uncollected


def test_nothing_is_collected_while_much_is_read() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_to_stay_has_been_looked_through() -> None:
    before = gc.get_stats()[-1]["collections"]
    with lasting():
        made = [[number] for number in range(10_000)]
        assert not gc.isenabled()
    assert gc.get_stats()[-1]["collections"] == before + 1
    assert gc.get_count()[0] < len(made)


def test_in_a_block_of_batches_garbage_is_looked_for_seldom_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.isenabled()
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before
