"""What people do with mappings, on both databases."""

from collections.abc import Iterator

import pytest

from domain.errors import Overtaken, Refusal
from domain.monitoring import mapping_queries, mapping_service
from domain.monitoring.mapping_service import MappingDraft
from domain.monitoring.mappings.definition import Described, MappingDefinition
from domain.monitoring.service import discover
from domain.store.store import Store

PRESSES = MappingDefinition("plant/{device}/state", ("device",), all_numbers=True)
OTHERS = MappingDefinition("hall/{device}", ("device",), all_numbers=True)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    yield opened
    opened.close()


def made(store: Store, name: str = "presses", definition: MappingDefinition = PRESSES) -> int:
    return store.run("ada", mapping_service.create_mapping, MappingDraft(name, definition))


def rows(store: Store) -> dict[str, bool]:
    with store.read() as session:
        return {row.name: row.active for row in mapping_queries.mappings(session)}


def test_a_mapping_is_made_changed_switched_and_deleted(store: Store) -> None:
    key = made(store)
    with store.read() as session:
        assert mapping_queries.described(session) == (Described("presses", PRESSES),)
        version = mapping_queries.mappings(session)[0].version
    store.run("ada", mapping_service.change_mapping, key, MappingDraft("new presses", OTHERS), version)
    with pytest.raises(Overtaken):
        store.run("ada", mapping_service.change_mapping, key, MappingDraft("x", OTHERS), version)
    store.run("ada", mapping_service.switch_mapping, key, active=False)
    assert rows(store) == {"new presses": False}
    store.run("ada", mapping_service.delete_mapping, key)
    assert rows(store) == {}


def test_two_mappings_that_take_the_same_topic_are_not_both_switched_on(store: Store) -> None:
    key = made(store)
    wide = MappingDefinition("plant/#", (), device_path="id", all_numbers=True)
    with pytest.raises(Refusal, match="“presses” takes some of these topics") as refused:
        made(store, "all", wide)
    assert refused.value.field == "topic"
    copy = store.run("ada", mapping_service.copy_mapping, key)
    assert rows(store) == {"presses": True, "presses (copy)": False}
    with pytest.raises(Refusal, match="“presses”"):
        store.run("ada", mapping_service.switch_mapping, copy, active=True)
    store.run("ada", mapping_service.switch_mapping, key, active=False)
    store.run("ada", mapping_service.switch_mapping, copy, active=True)
    assert rows(store) == {"presses": False, "presses (copy)": True}


@pytest.mark.parametrize("name", ["", " ", "a/b", "a:b", "x" * 61, "PRESSES"])
def test_a_name_that_no_key_can_carry_or_that_is_taken_is_refused(store: Store, name: str) -> None:
    made(store)
    with pytest.raises(Refusal) as refused:
        made(store, name, OTHERS)
    assert refused.value.field == "name"


def test_a_name_that_devices_have_in_their_keys_stays(store: Store) -> None:
    key = made(store)
    store.run("listener", discover, {"mapping:presses/p1": frozenset({"v"})})
    with pytest.raises(Refusal, match="duplicate the mapping") as refused:
        store.run("ada", mapping_service.change_mapping, key, MappingDraft("other", PRESSES), 1)
    assert refused.value.field == "name"


def test_what_comes_from_a_file_is_switched_off(store: Store) -> None:
    store.run("ada", mapping_service.take_mapping, Described("presses", PRESSES))
    assert rows(store) == {"presses": False}
