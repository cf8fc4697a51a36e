"""Assets and models: entered, changed, moved with their parts, removed when nothing hangs on them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from domain.assets.model import Asset
from domain.assets.model_service import ModelDraft, change_model, create_model, delete_model
from domain.assets.service import AssetDraft, PlaceDraft, change_asset, create_asset, delete_asset, move_asset
from domain.errors import Overtaken, Refusal
from domain.parties.model import Site
from domain.parties.site_service import SiteDraft, create_site
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.workshop import Workshop

PUMP = ModelDraft("Pump", "Aquamor", "P 7")


def pump(workshop: Workshop, **changes: Any) -> AssetDraft:
    return replace(AssetDraft("Pump", "AQ-1", workshop.model, installed_on=date(2026, 1, 7)), **changes)


def asset(store: Store, key: int) -> Asset:
    with store.read() as session:
        found = session.get(Asset, key)
        assert found
        return found


def refused(store: Store, function: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *args)
    return caught.value


def hall(store: Store, workshop: Workshop) -> int:
    """Another site of the customer whose chiller it is."""
    draft = SiteDraft("Hall", "Kai 3", "20457", "Hamburg", "DE", 53.5, 10.0, "Europe/Berlin")
    with store.read() as session:
        site = session.get(Site, workshop.site)
        assert site
        owner = site.customer_id
    return store.run("kim", create_site, owner, draft)


def test_an_asset_is_entered_at_a_site_and_belongs_to_its_customer(store: Store, workshop: Workshop) -> None:
    key = store.run("kim", create_asset, pump(workshop), PlaceDraft(workshop.site, workshop.asset))
    found = asset(store, key)
    assert (found.number, found.customer_id) == ("A-000001", asset(store, workshop.asset).customer_id)
    assert (found.parent_id, found.installed_on) == (workshop.asset, date(2026, 1, 7))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"serial": ""}, "serial"),
        ({"serial": "NF000001"}, "serial"),
        ({"model_id": None}, "model_id"),
        ({"number": "A-00001"}, "number"),
        ({"warranty_until": date(2025, 1, 1)}, "warranty_until"),
    ],
)
def test_what_makes_no_asset_is_refused_at_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    refusal = refused(store, create_asset, pump(workshop, **changes), PlaceDraft(workshop.site))
    assert refusal.field == field


def test_an_asset_stands_somewhere(store: Store, workshop: Workshop) -> None:
    assert refused(store, create_asset, pump(workshop), PlaceDraft(None)).field == "site_id"
    elsewhere = PlaceDraft(workshop.site, workshop.other_asset)
    assert refused(store, create_asset, pump(workshop), elsewhere).field == "parent_id"


def test_the_same_serial_number_on_another_model_is_asked_about_and_then_kept(store: Store, workshop: Workshop) -> None:
    model = store.run("kim", create_model, PUMP)
    twin = pump(workshop, model_id=model, serial="NF000001")
    refusal = refused(store, create_asset, twin, PlaceDraft(workshop.site))
    assert refusal.field == "same_serial"
    assert "A-00001" in str(refusal)
    key = store.run("kim", create_asset, replace(twin, same_serial=True), PlaceDraft(workshop.site))
    seen = replace(twin, number="A-000001")
    store.run("kim", change_asset, key, seen, replace(seen, name="Twin"))  # what was known is not asked again
    assert asset(store, key).name == "Twin"


def test_two_people_change_an_asset_and_only_the_same_field_is_refused(store: Store, workshop: Workshop) -> None:
    key = store.run("kim", create_asset, pump(workshop), PlaceDraft(workshop.site))
    seen = pump(workshop, number="A-000001")
    store.run("kim", change_asset, key, seen, replace(seen, name="Feed pump"))
    store.run("ada", change_asset, key, seen, replace(seen, serial="AQ-2", installed_on=None))
    refusal = refused(store, change_asset, key, seen, replace(seen, name="Main pump"))
    assert isinstance(refusal, Overtaken)
    assert refusal.field == "name"
    found = asset(store, key)
    assert (found.name, found.serial, found.installed_on) == ("Feed pump", "AQ-2", None)


def test_an_asset_moves_with_all_its_parts_and_each_is_told_of(store: Store, workshop: Workshop) -> None:
    part = store.run("kim", create_asset, pump(workshop), PlaceDraft(workshop.site, workshop.asset))
    inner = store.run("kim", create_asset, pump(workshop, serial="AQ-2"), PlaceDraft(workshop.site, part))
    there = hall(store, workshop)
    store.run("kim", move_asset, workshop.asset, PlaceDraft(workshop.site), PlaceDraft(there))
    assert {asset(store, key).site_id for key in (workshop.asset, part, inner)} == {there}
    assert asset(store, part).parent_id == workshop.asset
    with store.read() as session:
        moved = session.scalars(select(journal.c.subject_id).where(journal.c.kind == "asset.moved")).all()
    assert {workshop.asset, part, inner} <= set(moved)


def test_an_asset_is_no_part_of_itself_however_far_around(store: Store, workshop: Workshop) -> None:
    part = store.run("kim", create_asset, pump(workshop), PlaceDraft(workshop.site, workshop.asset))
    inner = store.run("kim", create_asset, pump(workshop, serial="AQ-2"), PlaceDraft(workshop.site, part))
    for inside in (workshop.asset, part, inner):
        place = PlaceDraft(workshop.site, inside)
        assert refused(store, move_asset, workshop.asset, PlaceDraft(workshop.site), place).field == "parent_id"


def test_an_asset_stays_with_its_customer(store: Store, workshop: Workshop) -> None:
    ward = asset(store, workshop.other_asset).site_id
    assert refused(store, move_asset, workshop.asset, PlaceDraft(workshop.site), PlaceDraft(ward)).field == "site_id"


def test_who_moves_what_was_just_moved_is_told(store: Store, workshop: Workshop) -> None:
    there = hall(store, workshop)
    seen = PlaceDraft(workshop.site)
    store.run("kim", move_asset, workshop.asset, seen, PlaceDraft(there))
    other = store.run("kim", create_asset, pump(workshop), PlaceDraft(workshop.site))
    assert isinstance(refused(store, move_asset, workshop.asset, seen, PlaceDraft(workshop.site, other)), Overtaken)


def test_an_asset_with_a_device_stays_and_one_entered_by_mistake_goes(store: Store, workshop: Workshop) -> None:
    assert "stays" in str(refused(store, delete_asset, workshop.asset))
    key = store.run("kim", create_asset, pump(workshop), PlaceDraft(workshop.site))
    store.run("kim", delete_asset, key)
    with store.read() as session:
        assert session.get(Asset, key) is None


def test_a_model_is_there_once_and_stays_while_assets_are_of_it(store: Store, workshop: Workshop) -> None:
    key = store.run("kim", create_model, PUMP)
    assert refused(store, create_model, PUMP).field == "name"
    assert refused(store, create_model, replace(PUMP, kind=" ")).field == "kind"
    seen = replace(PUMP, kind="pump")
    store.run("kim", change_model, key, seen, replace(seen, name="P 8", skill_id=workshop.skill))
    assert refused(store, delete_model, workshop.model).field is None
    store.run("kim", delete_model, key)
