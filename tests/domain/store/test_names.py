"""Names that read the same are the same, in every language and on both databases."""

import pytest

from domain.errors import Refusal
from domain.parties.model import Territory
from domain.parties.territory_service import create_territory, rename_territory
from domain.scheduling.boards import boards
from domain.store.names import holding, is_taken
from domain.store.store import Store

SAME = [
    ("Nord", "NORD"),
    ("Özgür", "ÖZGÜR"),
    ("Łódź", "łÓDŹ"),
    ("Straße", "STRASSE"),
    ("Café", "Cafe\u0301"),
    ("Ωμέγα", "ΩΜΈΓΑ"),
]


@pytest.mark.parametrize(("there", "entered"), SAME)
def test_another_spelling_of_the_same_name_is_taken(store: Store, there: str, entered: str) -> None:
    key = store.run("ada", create_territory, there)
    with store.read() as session:
        assert is_taken(session, Territory.name, entered, None)
        assert not is_taken(session, Territory.name, entered, key)
        assert not is_taken(session, Territory.name, f"{entered} 2", None)
        assert not is_taken(session, Territory.name, entered, None, Territory.id != key)
    with pytest.raises(Refusal) as refused:
        store.run("ada", create_territory, entered)
    assert (refused.value.field, str(refused.value)) == ("name", f"“{entered}” is there already.")
    store.run("ada", rename_territory, key, 1, entered)


def test_records_are_found_by_a_part_of_their_name(store: Store) -> None:
    keys = [store.run("ada", create_territory, name) for name in ("Süd", "Östlich", "ÖSTERREICH", "100 %")]
    with store.read() as session:
        assert holding(session, Territory.name, "öst") == [keys[2], keys[1]]
        assert holding(session, Territory.name, "%") == [keys[3]]


def test_boards_are_called_otherwise_than_ones_own_others(store: Store) -> None:
    store.run("kim", boards.create, "Östlich", {})
    with pytest.raises(Refusal):
        store.run("kim", boards.create, "ÖSTLICH", {})
    store.run("lea", boards.create, "ÖSTLICH", {})
