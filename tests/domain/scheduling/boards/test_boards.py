"""Boards of the dispatch page: one's own to change, shared ones to look at and to copy."""

from collections.abc import Iterator

import pytest

from domain.errors import Overtaken, Refusal
from domain.scheduling.board_queries import BoardRow
from domain.scheduling.board_queries import boards as rows_of
from domain.scheduling.boards import boards
from domain.store.store import Store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    yield opened
    opened.close()


def rows(store: Store, user: str) -> tuple[BoardRow, ...]:
    with store.read() as session:
        return rows_of(session, user)


def names(store: Store, user: str) -> list[str]:
    return [row.name for row in rows(store, user)]


def test_a_board_is_its_owners_until_it_is_shared(store: Store) -> None:
    board = store.run("kim", boards.create, "North", {"teams": ["North"]})
    assert (names(store, "kim"), names(store, "lea")) == (["North"], [])
    store.run("kim", boards.share, board, shared=True)
    (seen,) = rows(store, "lea")
    assert (seen.owner, seen.shared, seen.settings) == ("kim", True, {"teams": ["North"]})


@pytest.mark.parametrize(
    "deed",
    [
        lambda store, board: store.run("lea", boards.rename, board, 1, "Mine"),
        lambda store, board: store.run("lea", boards.share, board, shared=False),
        lambda store, board: store.run("lea", boards.keep_settings, board, {}),
        lambda store, board: store.run("lea", boards.delete, board),
    ],
)
def test_only_the_owner_changes_a_board(store: Store, deed: object) -> None:
    board = store.run("kim", boards.create, "North", {"teams": ["North"]})
    store.run("kim", boards.share, board, shared=True)
    with pytest.raises(Refusal, match="“North” belongs to kim; make a copy to change it"):
        deed(store, board)  # type: ignore[operator]


def test_a_copy_is_ones_own_and_finds_a_free_name(store: Store) -> None:
    board = store.run("kim", boards.create, "North", {"teams": ["North"]})
    store.run("lea", boards.copy, board, {"teams": ["South"]})
    for _ in range(3):
        store.run("kim", boards.copy, board, {})
    assert names(store, "lea") == ["North"]
    assert names(store, "kim") == ["North", "North (copy)", "North (2)", "North (3)"]


def test_boards_stand_in_the_order_that_was_wished(store: Store) -> None:
    first, second, third = (store.run("kim", boards.create, name, {}) for name in ("A", "B", "C"))
    store.run("kim", boards.reorder, [third, first])
    assert names(store, "kim") == ["C", "A", "B"]
    store.run("kim", boards.delete, first)
    store.run("kim", boards.create, "D", {})
    assert names(store, "kim") == ["C", "B", "D"]
    assert second in {row.id for row in rows(store, "kim")}


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, " north "])
def test_a_name_that_does_not_do_is_refused_at_its_field(store: Store, name: str) -> None:
    board = store.run("kim", boards.create, "South", {})
    store.run("kim", boards.create, "North", {})
    with pytest.raises(Refusal) as refused:
        store.run("kim", boards.rename, board, 1, name)
    assert refused.value.field == "name"


def test_a_name_given_in_two_windows_is_not_put_over_another(store: Store) -> None:
    board = store.run("kim", boards.create, "South", {})
    store.run("kim", boards.rename, board, 1, "East")
    with pytest.raises(Overtaken):
        store.run("kim", boards.rename, board, 1, "West")
    assert names(store, "kim") == ["East"]
