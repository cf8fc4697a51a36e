"""Customers, sites and contacts: entered, changed by several at once, removed when nothing hangs on them."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import Gone, Overtaken, Refusal
from domain.parties.contact_service import ContactDraft, change_contact, create_contact, delete_contact
from domain.parties.customer_service import CustomerDraft, change_customer, create_customer, delete_customer
from domain.parties.model import Contact, Customer, Site
from domain.parties.site_service import SiteDraft, change_site, create_site, delete_site
from domain.parties.territory_service import create_territory, delete_territory
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop

DAIRY = CustomerDraft("", "Valley Dairy", "EUR", street="Milk Lane 1", postcode="20095", city="Hamburg", country="DE")
YARD = SiteDraft("Yard", "Milk Lane 2", "20095", "Hamburg", "DE", 53.55, 10.0, "Europe/Berlin")
JO = ContactDraft("Jo Lind", "Night shift", "+49 40 123", "jo@dairy.example")


def dairy(store: Store, **changes: Any) -> int:
    return store.run("kim", create_customer, replace(DAIRY, **changes))


def customer(store: Store, key: int) -> Customer:
    with store.read() as session:
        found = session.get(Customer, key)
        assert found
        return found


def facts(store: Store, subject: str) -> list[tuple[str, str]]:
    with store.read() as session:
        asked = select(journal.c.kind, journal.c.actor).where(journal.c.subject == subject).order_by(journal.c.id)
        return [(kind, actor) for kind, actor in session.execute(asked)]


def refused(store: Store, function: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *args)
    return caught.value


# --- customers ---


def test_a_customer_without_a_number_is_given_the_next_free_one(store: Store) -> None:
    dairy(store, number="C-000001", name="By hand")
    assert customer(store, dairy(store)).number == "C-000002"
    assert facts(store, "customer") == [("customer.created", "kim"), ("customer.created", "kim")]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": " "}, "name", "Between 1 and 200"),
        ({"currency": "Euro"}, "currency", "three letters"),
        ({"country": "Germany"}, "country", "two letters"),
        ({"number": "x" * 31}, "number", "Between 1 and 30"),
        ({"city": "x" * 201}, "city", "At most 200"),
    ],
)
def test_what_makes_no_customer_is_refused_at_its_field(
    store: Store, changes: dict[str, Any], field: str, says: str
) -> None:
    refusal = refused(store, create_customer, replace(DAIRY, **changes))
    assert refusal.field == field
    assert says in str(refusal)
    assert facts(store, "customer") == []


def test_two_customers_never_have_one_number(store: Store) -> None:
    key = dairy(store, number="C-7")
    assert refused(store, create_customer, replace(DAIRY, number="C-7")).field == "number"
    other = dairy(store, number="C-8")
    refusal = refused(store, change_customer, other, replace(DAIRY, number="C-8"), replace(DAIRY, number="C-7"))
    assert refusal.field == "number"
    same = replace(DAIRY, number="C-7")
    store.run("kim", change_customer, key, same, same)
    assert refused(store, change_customer, key, same, replace(same, number="")).field == "number"


def test_two_people_change_different_fields_and_both_are_kept(store: Store) -> None:
    key = dairy(store)
    seen = replace(DAIRY, number="C-000001")
    store.run("kim", change_customer, key, seen, replace(seen, name="Valley Dairies"))
    store.run("ada", change_customer, key, seen, replace(seen, city="Altona", country="de"))
    found = customer(store, key)
    assert (found.name, found.city, found.country) == ("Valley Dairies", "Altona", "DE")
    assert facts(store, "customer")[1:] == [("customer.changed", "kim"), ("customer.changed", "ada")]


def test_who_changes_what_somebody_else_has_just_changed_is_told_beside_the_field(store: Store) -> None:
    key = dairy(store)
    seen = replace(DAIRY, number="C-000001")
    store.run("kim", change_customer, key, seen, replace(seen, name="Valley Dairies"))
    refusal = refused(store, change_customer, key, seen, replace(seen, name="Mountain Dairy"))
    assert isinstance(refusal, Overtaken)
    assert refusal.field == "name"
    assert customer(store, key).name == "Valley Dairies"


def test_saving_without_a_change_leaves_no_fact(store: Store) -> None:
    key = dairy(store)
    seen = replace(DAIRY, number="C-000001")
    store.run("kim", change_customer, key, seen, seen)
    assert len(facts(store, "customer")) == 1


def test_a_customer_that_was_entered_by_mistake_goes_and_one_with_sites_stays(store: Store) -> None:
    key = dairy(store)
    site = store.run("kim", create_site, key, YARD)
    assert "stays" in str(refused(store, delete_customer, key))
    store.run("kim", delete_site, site)
    store.run("kim", delete_customer, key)
    with store.read() as session:
        assert session.get(Customer, key) is None
    assert facts(store, "customer")[-1] == ("customer.deleted", "kim")


# --- sites ---


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"city": " "}, "city"),
        ({"country": ""}, "country"),
        ({"country": "XX"}, "country"),
        ({"latitude": 91.0}, "coordinates"),
        ({"longitude": -181.0}, "coordinates"),
        ({"timezone": "Europe/Atlantis"}, "timezone"),
    ],
)
def test_what_makes_no_site_is_refused_at_its_field(store: Store, changes: dict[str, Any], field: str) -> None:
    key = dairy(store)
    assert refused(store, create_site, key, replace(YARD, **changes)).field == field


def test_a_place_cannot_lie_in_itself_however_far_around(store: Store) -> None:
    key = dairy(store)
    yard = store.run("kim", create_site, key, YARD)
    hall = store.run("kim", create_site, key, replace(YARD, name="Hall", parent_id=yard))
    room = store.run("kim", create_site, key, replace(YARD, name="Room", parent_id=hall))
    for inside in (yard, hall, room):
        refusal = refused(store, change_site, yard, YARD, replace(YARD, parent_id=inside))
        assert refusal.field == "parent_id"
    seen = replace(YARD, name="Room", parent_id=hall)
    store.run("kim", change_site, room, seen, replace(seen, parent_id=yard))
    with store.read() as session:
        moved = session.get(Site, room)
    assert moved
    assert moved.parent_id == yard


def test_a_place_lies_in_places_of_its_own_customer_alone(store: Store, workshop: Workshop) -> None:
    key = dairy(store)
    assert refused(store, create_site, key, replace(YARD, parent_id=workshop.site)).field == "parent_id"


def test_a_site_lies_in_a_territory_which_stays_then(store: Store) -> None:
    north = store.run("kim", create_territory, "North")
    site = store.run("kim", create_site, dairy(store), replace(YARD, territory_id=north))
    assert "sites in" in str(refused(store, delete_territory, north))
    store.run("kim", change_site, site, replace(YARD, territory_id=north), YARD)
    store.run("kim", delete_territory, north)
    refusal = refused(store, change_site, site, YARD, replace(YARD, territory_id=north))
    assert isinstance(refusal, Gone)


def test_a_site_where_assets_stand_is_not_removed(store: Store, workshop: Workshop) -> None:
    assert "stays" in str(refused(store, delete_site, workshop.site))


# --- contacts ---


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "jo at dairy"}, "email"),
        ({"phone": "call me"}, "phone"),
        ({"role": "x" * 201}, "role"),
    ],
)
def test_what_makes_no_contact_is_refused_at_its_field(store: Store, changes: dict[str, Any], field: str) -> None:
    key = dairy(store)
    assert refused(store, create_contact, key, replace(JO, **changes)).field == field


def test_a_contact_of_a_site_is_of_its_customer(store: Store, workshop: Workshop) -> None:
    key = dairy(store)
    assert refused(store, create_contact, key, replace(JO, site_id=workshop.site)).field == "site_id"


def test_a_contact_is_changed_and_removed_while_no_order_names_it(store: Store) -> None:
    key = dairy(store)
    jo = store.run("kim", create_contact, key, JO)
    store.run("kim", change_contact, jo, JO, replace(JO, phone="040 / 77-1"))
    with store.read() as session:
        assert [each.phone for each in session.scalars(select(Contact).where(Contact.id == jo))] == ["040 / 77-1"]
    store.run("kim", delete_contact, jo)
    kinds = [kind for kind, _ in facts(store, "contact")]
    assert kinds == ["contact.created", "contact.changed", "contact.deleted"]


def test_nothing_is_kept_of_what_failed_in_the_middle(store: Store) -> None:
    def both(work: UnitOfWork) -> None:
        key = create_customer(work, DAIRY)
        create_site(work, key, replace(YARD, country=""))

    assert refused(store, both).field == "country"
    assert facts(store, "customer") == []
