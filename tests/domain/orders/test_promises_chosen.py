"""Whose SLA holds for an order that an agreement covers, step by step from the group to the order."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.agreements.group_service import create_group
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.model import Agreement, AgreementGroup, AgreementLine
from domain.agreements.service import create_agreement
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.orders import promises
from domain.orders.model import Order
from domain.orders.promise_queries import promises as promised_of
from domain.parties.model import Customer
from domain.sla import service as slas
from domain.sla.selection import Source
from domain.store.base import Entity
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support import promised
from tests.support.moments import MONDAY_MORNING
from tests.support.promised import Promised, sla
from tests.support.workshop import Workshop, order

#: From the least particular to the most.
NAMED_IN: tuple[tuple[Source, type[Entity]], ...] = (
    (Source.CUSTOMER, Customer),
    (Source.AGREEMENT_GROUP, AgreementGroup),
    (Source.AGREEMENT, Agreement),
    (Source.AGREEMENT_LINE, AgreementLine),
    (Source.ASSET, Asset),
    (Source.ORDER, Order),
)


@pytest.fixture
def terms(store: Store) -> Promised:
    return store.run("setup", promised.build)


def agree(work: UnitOfWork, workshop: Workshop) -> None:
    """An agreement of a group with the owner of the chiller, with a line for it."""
    group = create_group(work, "Gold")
    customer = work.get(Asset, workshop.asset).customer_id
    draft = AgreementDraft("Full service", (MONDAY_MORNING - timedelta(days=30)).date(), group_id=group)
    agreement = create_agreement(work, customer, draft)
    add_line(work, agreement, AgreementLineDraft(LineKind.HOUR, "Maintenance", asset_id=workshop.asset))


def name(work: UnitOfWork, kind: type[Entity], order_id: int, sla_id: int) -> None:
    """Name an SLA where it is read from for that order."""
    found = work.get(Order, order_id)
    keys = {
        Customer: found.customer_id,
        AgreementGroup: None if found.agreement is None else found.agreement.group_id,
        Agreement: found.agreement_id,
        AgreementLine: found.agreement_line_id,
        Asset: found.asset_id,
        Order: order_id,
    }
    record = work.session.scalars(select(kind).where(kind.id == keys[kind])).one()
    record.sla_id = sla_id  # type: ignore[attr-defined]
    work.note(f"{kind.subject}.edited", record)


def test_what_is_more_particular_wins_as_soon_as_it_is_named(store: Store, workshop: Workshop, terms: Promised) -> None:
    store.run("setup", agree, workshop)
    order_id = store.run("kim", order, workshop)
    seen = []
    for place, (source, kind) in enumerate(NAMED_IN, 2):
        sla_id = store.run("setup", slas.create_sla, sla(source.value, terms.calendar, times=place))
        store.run("setup", name, kind, order_id, sla_id)
        assert promises.recompute(store, "admin") == 1
        with store.read() as session:
            seen.append({(row.chosen_by, row.sla) for row in promised_of(session, order_id)})
    assert seen == [{(source, source.value)} for source, _ in NAMED_IN]


def test_without_any_name_the_default_holds_for_agreements_too(
    store: Store, workshop: Workshop, terms: Promised
) -> None:
    store.run("setup", agree, workshop)
    order_id = store.run("kim", order, workshop)
    with store.read() as session:
        assert session.get_one(Order, order_id).agreement_id is not None
        assert {row.chosen_by for row in promised_of(session, order_id)} == {Source.DEFAULT}
