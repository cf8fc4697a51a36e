"""Garbage is left alone where looking for it takes long and finds nothing."""

import gc

from domain.store.mass import settled, uncollected


def test_nothing_is_collected_while_much_is_read() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_stands_is_left_alone_until_the_block_is_over() -> None:
    before = gc.get_freeze_count()
    with settled():
        assert gc.get_freeze_count() > before
        assert gc.isenabled()
    assert gc.get_freeze_count() == 0
