"""Customers, sites, assets and technicians that are offered no more."""

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.orders import archiving
from domain.orders.model import Origin
from domain.orders.queries import assets_matching, sites_matching
from domain.orders.service import OrderDraft, open_order
from domain.parties.model import Customer, Site
from domain.reporting.customer_list import customers
from domain.reporting.order_choices import choices
from domain.scheduling.archiving import switch_technician
from domain.scheduling.model import Booking
from domain.scheduling.queries import technicians
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.workshop import Workshop


def refusal(store: Store, function: object, key: int) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, key)  # type: ignore[arg-type]
    return str(caught.value)


def owner(store: Store, workshop: Workshop) -> int:
    with store.read() as session:
        site = session.get(Site, workshop.site)
        assert site
        return site.customer_id


def test_a_customer_with_open_orders_is_not_archived(store: Store, workshop: Workshop) -> None:
    def opened(work: UnitOfWork) -> None:
        open_order(work, OrderDraft("Leaks", Priority.NORMAL, Origin.HAND, 60, asset_id=workshop.asset))

    store.run("kim", opened)
    key = owner(store, workshop)
    assert "1 open order" in refusal(store, archiving.archive_customer, key)
    assert "1 open order" in refusal(store, archiving.archive_site, workshop.site)
    assert "1 open order" in refusal(store, archiving.archive_asset, workshop.asset)


def test_what_is_archived_is_offered_no_more_and_again_when_brought_back(store: Store, workshop: Workshop) -> None:
    key = owner(store, workshop)
    store.run("kim", archiving.archive_customer, key)
    with store.read() as session:
        assert sites_matching(session, "Cellar") == []
        assert [row.id for row in customers(session).rows] != []
        assert [row.id for row in customers(session, active=False).rows] == [key]
    store.run("kim", archiving.restore_customer, key)
    with store.read() as session:
        assert len(sites_matching(session, "Cellar")) == 1
        kinds = session.scalars(select(journal.c.kind).where(journal.c.subject == "customer").order_by(journal.c.id))
        assert kinds.all()[-2:] == ["customer.archived", "customer.restored"]


def test_a_site_and_an_asset_go_from_the_inside_out(store: Store, workshop: Workshop) -> None:
    assert "Chiller 1" in refusal(store, archiving.archive_site, workshop.site)
    part = refusal(store, archiving.archive_asset, workshop.asset)
    assert part.startswith("Compressor of chiller 1")
    with store.read() as session:
        found = assets_matching(session, "Compressor of chiller")
    store.run("kim", archiving.archive_asset, found[0].id)
    store.run("kim", archiving.archive_asset, workshop.asset)
    store.run("kim", archiving.archive_site, workshop.site)
    with store.read() as session:
        assert assets_matching(session, "Compressor of chiller") == []
        customer = session.get(Customer, owner(store, workshop))
    assert customer
    assert customer.active


def test_a_technician_with_bookings_ahead_stays_and_then_leaves_the_board(store: Store, workshop: Workshop) -> None:
    now = store.clock.now()

    def booked(work: UnitOfWork) -> int:
        order = open_order(work, OrderDraft("Leaks", Priority.NORMAL, Origin.HAND, 60, asset_id=workshop.asset))
        booking = Booking(order_id=order.id, technician_id=workshop.kim, start_at=now, finish_at=now.replace(year=2030))
        return work.add(booking, "booking.placed").id

    def switched(work: UnitOfWork, technician_id: int) -> None:
        switch_technician(work, technician_id, active=False)

    def gone(work: UnitOfWork, booking_id: int) -> None:
        booking = work.get(Booking, booking_id)
        work.session.delete(booking)
        work.note("booking.removed", booking)

    key = store.run("kim", booked)
    assert "1 booking" in refusal(store, switched, workshop.kim)
    store.run("kim", gone, key)
    store.run("kim", switched, workshop.kim)
    with store.read() as session:
        assert [each.name for each in technicians(session, now, now.replace(year=2031))] == ["Lou"]
        assert [name for _, name in choices(session, None).technicians] == ["Lou"]
