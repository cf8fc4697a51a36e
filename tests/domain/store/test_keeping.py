"""What many records of one unit of work share is read once inside the block, and anew outside."""

import pytest
from sqlalchemy.orm import Session

from domain.store.keeping import keeping, kept
from domain.store.store import Store


def test_without_a_block_everything_is_read_each_time(store: Store) -> None:
    with store.read() as session:
        assert _asked(session) == ["a", "a", "b"]


def test_inside_a_block_everything_is_read_once(store: Store) -> None:
    with store.read() as session:
        with keeping(session):
            assert _asked(session) == ["a", "b"]
        with keeping(session):
            assert _asked(session) == ["a", "b"]
        assert _asked(session) == ["a", "a", "b"]


def test_nothing_is_kept_after_a_block_that_failed(store: Store) -> None:
    with store.read() as session:
        with pytest.raises(ZeroDivisionError), keeping(session):
            kept(session, "x", lambda: 1 // 0)
        assert _asked(session) == ["a", "a", "b"]


def test_nothing_found_is_kept_too(store: Store) -> None:
    read: list[None] = []
    with store.read() as session, keeping(session):
        for _ in range(2):
            assert kept(session, "x", lambda: read.append(None)) is None
    assert len(read) == 1


def _asked(session: Session) -> list[str]:
    read: list[str] = []

    def look_up(key: str) -> str:
        read.append(key)
        return key

    for key in ("a", "a", "b"):
        assert kept(session, key, lambda key=key: look_up(key)) == key  # type: ignore[misc]
    return read
