"""Groups of assets, assets that are nothing to touch, and the search narrowed to groups."""

from dataclasses import replace

import pytest

from domain.assets.entry_queries import asset_entry
from domain.assets.group_queries import asset_groups
from domain.assets.group_service import create_group, delete_group, rename_group
from domain.assets.queries import count_found, search
from domain.assets.service import AssetDraft, PlaceDraft, change_asset, create_asset
from domain.errors import Overtaken, Refusal
from domain.store.store import Store
from tests.support.workshop import Workshop


def licence(workshop: Workshop) -> AssetDraft:
    return AssetDraft("Licence of the control room", "", workshop.model, intangible=True)


def enter(store: Store, workshop: Workshop, draft: AssetDraft) -> int:
    return store.run("kim", create_asset, draft, PlaceDraft(workshop.site))


def put_into(store: Store, asset_id: int, group_id: int) -> None:
    with store.read() as session:
        entry = asset_entry(session, asset_id)
    assert entry
    store.run("kim", change_asset, asset_id, entry.draft, replace(entry.draft, group_id=group_id))


def test_what_is_intangible_needs_no_serial_number_and_may_stand_twice(store: Store, workshop: Workshop) -> None:
    first, second = (enter(store, workshop, licence(workshop)) for _ in range(2))
    with store.read() as session:
        entries = [asset_entry(session, key) for key in (first, second)]
    assert [(each.draft.serial, each.draft.intangible) for each in entries if each] == [("", True)] * 2


def test_what_becomes_tangible_needs_its_serial_number(store: Store, workshop: Workshop) -> None:
    key = enter(store, workshop, licence(workshop))
    with store.read() as session:
        entry = asset_entry(session, key)
    assert entry
    with pytest.raises(Refusal) as caught:
        store.run("kim", change_asset, key, entry.draft, replace(entry.draft, intangible=False))
    assert caught.value.field == "serial"


def test_the_search_is_narrowed_to_groups_with_and_without_words(store: Store, workshop: Workshop) -> None:
    cold = store.run("kim", create_group, "Cold rooms")
    put_into(store, workshop.asset, cold)
    with store.read() as session:
        assert [row.id for row in search(session, "", {cold})] == [workshop.asset]
        assert search(session, "no such word", {cold}) == []
        assert count_found(session, "", {cold}) == 1
        assert count_found(session, "") > 1
        assert [(row.name, row.assets) for row in asset_groups(session)] == [("Cold rooms", 1)]


def test_a_group_is_renamed_once_and_removed_when_it_is_empty(store: Store, workshop: Workshop) -> None:
    cold = store.run("kim", create_group, "Cold rooms")
    with store.read() as session:
        (before,) = asset_groups(session)
    store.run("kim", rename_group, cold, before.version, "Cold chain")
    with pytest.raises(Overtaken):
        store.run("lou", rename_group, cold, before.version, "Fridges")
    with pytest.raises(Refusal, match="already"):
        store.run("kim", create_group, " cold CHAIN ")
    put_into(store, workshop.asset, cold)
    with pytest.raises(Refusal, match="There are assets in the group “Cold chain”"):
        store.run("kim", delete_group, cold)
    empty = store.run("kim", create_group, "Empty")
    store.run("kim", delete_group, empty)
    with store.read() as session:
        assert [row.name for row in asset_groups(session)] == ["Cold chain"]
