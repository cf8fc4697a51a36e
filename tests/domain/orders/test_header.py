"""The header of an order: every field, its refusals, the address for one order alone, follow-ups, deletion."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.agreements import line_service as agreement_lines
from domain.agreements import service as agreement_service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.errors import Gone, Refusal
from domain.orders.address_service import AddressDraft, clear_address, set_address
from domain.orders.content import OrderAddress
from domain.orders.deleting import delete_order
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.orders.service import OrderDraft, edit_order, follow_up, open_order
from domain.orders.tasks import TaskDraft, add_task
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.parties.model import Contact
from domain.reporting.order_history import order_facts
from domain.scheduling.placing.service import place
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

BREWERY, CLINIC = 1, 2
QUAY = AddressDraft("Gate 4", "Kai 9", "20457", "Hamburg", "de", hint="Ring twice")
AGREEMENT = AgreementDraft("Full service", date(2026, 1, 1))


def opened(work: UnitOfWork, draft: OrderDraft) -> int:
    return open_order(work, draft).id


def followed(work: UnitOfWork, order_id: int, draft: OrderDraft) -> int:
    return follow_up(work, order_id, draft).id


def wish(workshop: Workshop, **more: Any) -> OrderDraft:
    return OrderDraft("Warm water", Priority.LOW, Origin.HAND, 60, **({"asset_id": workshop.asset} | more))


def stranger(work: UnitOfWork) -> int:
    contact = Contact(customer_id=CLINIC, site_id=None, name="Cy", role="", phone="", email="")
    return work.add(contact, "contact.created").id


def read(store: Store, order_id: int, *names: str) -> list[Any]:
    with store.read() as session:
        found = session.get_one(Order, order_id)
        return [getattr(found, name) for name in names]


def test_every_field_of_the_header_can_be_given_and_changed(store: Store, workshop: Workshop) -> None:
    draft = wish(
        workshop, contact_id=1, responsible=" kim ", internal_note="Key at gate", preferred_technician_id=workshop.kim
    )
    order_id = store.run("kim", opened, draft)
    names = ("contact_id", "responsible", "internal_note", "preferred_technician_id")
    assert read(store, order_id, *names) == [1, "kim", "Key at gate", workshop.kim]
    store.run(
        "kim", edit_order, order_id, version=1, contact_id=2, responsible="", external_note="Done soon",
        preferred_technician_id=None, skill_ids=frozenset({workshop.skill}),
    )  # fmt: skip
    assert read(store, order_id, *names, "external_note") == [2, "", "Key at gate", None, "Done soon"]
    with store.read() as session:
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "order.edited")).one()
        assert [skill.name for skill in session.get_one(Order, order_id).skills] == ["Refrigerant circuit"]
    assert (told["contact"], told["skills"], told["preferred_technician"]) == ("Bo Falk", "Refrigerant circuit", "")


def test_what_belongs_to_another_customer_is_refused(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    theirs = store.run("kim", agreement_service.create_agreement, CLINIC, AGREEMENT)
    given: list[tuple[str, int]] = [
        ("contact_id", store.run("kim", stranger)),
        ("asset_id", workshop.other_asset),
        ("site_id", 3),
        ("agreement_id", theirs),
    ]
    for field, key in given:
        with pytest.raises(Refusal, match="belongs to another customer") as refused:
            store.run("kim", edit_order, order_id, version=1, **{field: key})  # type: ignore[arg-type]
        assert refused.value.field == field.removesuffix("_id")


def test_an_agreement_must_hold_and_not_be_suspended(store: Store, workshop: Workshop) -> None:
    over = replace(AGREEMENT, ends_on=date(2026, 2, 1))
    ended = store.run("kim", agreement_service.create_agreement, BREWERY, over)
    with pytest.raises(Refusal, match="does not hold on 02/03/2026") as refused:
        store.run("kim", opened, wish(workshop, agreement_id=ended))
    assert refused.value.field == "agreement"
    suspended = store.run("kim", agreement_service.create_agreement, BREWERY, AGREEMENT)
    store.run("kim", agreement_service.suspend, suspended)
    with pytest.raises(Refusal, match="is suspended"):
        store.run("kim", opened, wish(workshop, agreement_id=suspended))


def test_an_order_for_a_covered_asset_falls_under_its_agreement(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", agreement_service.create_agreement, BREWERY, AGREEMENT)
    draft = AgreementLineDraft(LineKind.FEE, "Inspection", asset_id=workshop.asset)
    line = store.run("kim", agreement_lines.add_line, agreement, draft)
    order_id = store.run("kim", opened, wish(workshop))
    assert read(store, order_id, "agreement_id", "agreement_line_id") == [agreement, line]
    alone = store.run("kim", opened, wish(workshop, without_agreement=True))
    assert read(store, alone, "agreement_id", "agreement_line_id") == [None, None]
    store.run("kim", edit_order, order_id, version=read(store, order_id, "version")[0], agreement_id=None)
    assert read(store, order_id, "agreement_id", "agreement_line_id") == [None, None]


def covered(store: Store, asset_id: int | None, text: str = "Inspection") -> tuple[int, int]:
    """An agreement with the brewery, with one line; for one asset alone where that is given."""
    agreement = store.run("kim", agreement_service.create_agreement, BREWERY, AGREEMENT)
    draft = AgreementLineDraft(LineKind.FEE, text, asset_id=asset_id)
    return agreement, store.run("kim", agreement_lines.add_line, agreement, draft)


def second_asset(work: UnitOfWork, workshop: Workshop) -> int:
    known = work.get(Asset, workshop.asset)
    names = {"number": "A-77", "name": "Second chiller", "serial": "S-77"}
    kept = {name: getattr(known, name) for name in ("model_id", "site_id", "customer_id")}
    return work.add(Asset(**names, **kept), "asset.created").id


def story(store: Store, order_id: int) -> list[str]:
    wording = Wording({}, lambda at: f"{at:%H:%M}")
    with store.read() as session:
        told = [tell(fact, wording) for fact in order_facts(session, order_id)]
    return [sentence for sentence in told if sentence]


def test_an_order_for_another_asset_falls_under_what_covers_that_one(store: Store, workshop: Workshop) -> None:
    covered(store, workshop.asset)
    other = store.run("setup", second_asset, workshop)
    order_id = store.run("kim", opened, wish(workshop))
    store.run("kim", edit_order, order_id, version=1, asset_id=other)
    assert read(store, order_id, "agreement_id", "agreement_line_id") == [None, None]
    assert story(store, order_id)[-1] == "Asset now Second chiller, agreement taken away"
    agreement, line = covered(store, other)
    third = store.run("kim", opened, wish(workshop))
    store.run("kim", edit_order, third, version=1, asset_id=other)
    assert read(store, third, "agreement_id", "agreement_line_id") == [agreement, line]
    assert story(store, third)[-1] == "Asset now Second chiller, agreement now AG-000002"


def test_an_agreement_that_names_no_asset_stays_with_the_order(store: Store, workshop: Workshop) -> None:
    agreement, line = covered(store, None)
    other = store.run("setup", second_asset, workshop)
    order_id = store.run("kim", opened, wish(workshop, agreement_id=agreement, agreement_line_id=line))
    store.run("kim", edit_order, order_id, version=1, asset_id=other)
    assert read(store, order_id, "agreement_id", "agreement_line_id") == [agreement, line]


def test_an_asset_with_another_owner_is_not_covered_by_what_the_one_before_agreed(
    store: Store, workshop: Workshop
) -> None:
    covered(store, workshop.asset)

    def sell(work: UnitOfWork) -> None:
        asset, theirs = work.get(Asset, workshop.asset), work.get(Asset, workshop.other_asset)
        asset.customer_id, asset.site_id = theirs.customer_id, theirs.site_id
        work.note("asset.moved", asset)

    store.run("kim", sell)
    order_id = store.run("kim", opened, wish(workshop))
    assert read(store, order_id, "customer_id", "agreement_id") == [CLINIC, None]


# --- an address for this order alone ---


def address(store: Store, order_id: int) -> OrderAddress | None:
    with store.read() as session:
        return session.scalar(select(OrderAddress).where(OrderAddress.order_id == order_id))


def test_an_address_for_one_order_alone_is_set_changed_and_taken_away(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", opened, wish(workshop, address=QUAY))
    found = address(store, order_id)
    assert found is not None
    assert (found.street, found.country, found.hint) == ("Kai 9", "DE", "Ring twice")
    store.run("kim", set_address, order_id, replace(QUAY, street="Kai 11", latitude=53.5, longitude=10.0))
    changed = address(store, order_id)
    assert changed is not None
    assert (changed.id, changed.street, changed.latitude) == (found.id, "Kai 11", 53.5)
    store.run("kim", clear_address, order_id)
    assert address(store, order_id) is None


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"country": " "}, "country", "needs a country"),
        ({"country": "Germany"}, "country", "is no country"),
        ({"country": "XX"}, "country", "is no country"),
        ({"country": "zz"}, "country", "is no country"),
        ({"city": ""}, "city", "needs a town"),
        ({"street": "x" * 201}, "street", "At most 200 letters"),
        ({"latitude": 53.5}, "longitude", "both latitude and longitude"),
        ({"latitude": 91.0, "longitude": 0.0}, "latitude", "between −90 and 90"),
        ({"latitude": 0.0, "longitude": 181.0}, "longitude", "between −180 and 180"),
    ],
)
def test_a_bad_address_is_refused_beside_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        store.run("kim", opened, wish(workshop, address=replace(QUAY, **changes)))
    assert refused.value.field == field
    with store.read() as session:
        assert session.scalar(select(Order.id)) is None, "no order without its address"


# --- parent and follow-up ---


def test_a_follow_up_is_for_the_same_asset_and_knows_what_it_follows(store: Store, workshop: Workshop) -> None:
    first = store.run("kim", order, workshop)
    second = store.run("kim", followed, first, wish(workshop, asset_id=None))
    assert read(store, second, "parent_id", "asset_id", "origin") == [first, workshop.asset, Origin.ORDER]


def test_an_order_never_follows_up_itself(store: Store, workshop: Workshop) -> None:
    first = store.run("kim", order, workshop)
    second = store.run("kim", followed, first, wish(workshop))
    for parent in (first, second):
        with pytest.raises(Refusal, match="cannot follow up itself") as refused:
            store.run("kim", edit_order, first, version=1, parent_id=parent)
        assert refused.value.field == "parent"


# --- deletion ---


def allow_deletion(work: UnitOfWork, stage_id: int) -> None:
    stage = work.get(Stage, stage_id)
    stage.allows_delete = True
    work.note("stage.changed", stage)


def test_an_order_is_deleted_with_all_it_consists_of(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", opened, wish(workshop, address=QUAY, skill_ids=frozenset({workshop.skill})))
    store.run("kim", add_task, order_id, TaskDraft("Look"))
    with pytest.raises(Refusal, match="cannot be deleted in the stage “New”"):
        store.run("kim", delete_order, order_id)
    store.run("admin", allow_deletion, workshop.stages[StageMeaning.NEW])
    store.run("kim", delete_order, order_id)
    with pytest.raises(Gone):
        store.run("kim", delete_order, order_id)
    assert store.run("kim", order, workshop) > order_id, "its id never means another order"


def test_an_order_that_something_belongs_to_stays(store: Store, workshop: Workshop) -> None:
    store.run("admin", allow_deletion, workshop.stages[StageMeaning.NEW])
    store.run("admin", allow_deletion, workshop.stages[StageMeaning.PLANNED])
    first = store.run("kim", order, workshop)
    store.run("kim", followed, first, wish(workshop))
    with pytest.raises(Refusal, match="another order follows it up"):
        store.run("kim", delete_order, first)
    start = MONDAY_MORNING + timedelta(hours=3)
    booked = store.run("kim", order, workshop)
    store.run("kim", place, booked, workshop.kim, start, start + timedelta(hours=1), override=True)
    with pytest.raises(Refusal, match="SO-000003 cannot be deleted; this belongs to it: booking"):
        store.run("kim", delete_order, booked)
