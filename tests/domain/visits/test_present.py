"""Which orders a group of visits had, and on which of them further visits can go."""

from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.orders.service import OrderDraft, open_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.present import Present, numbered, present_orders
from domain.words import Priority
from tests.support.workshop import Workshop


def ordered(work: UnitOfWork, workshop: Workshop, source: str) -> int:
    draft = OrderDraft("Service", Priority.LOW, Origin.AGREEMENT, 60, site_id=workshop.site, source=source)
    return open_order(work, draft).id


def cancel(work: UnitOfWork, order_id: int) -> None:
    order = work.get(Order, order_id, lock=True)
    enter_stage(work, order, stage_for(work, order, StageMeaning.CANCELLED))


def test_the_newest_open_order_is_used_and_all_are_counted(store: Store, workshop: Workshop) -> None:
    keys = [store.run("kim", ordered, workshop, numbered("visits:1:5", number)) for number in range(1, 7)]
    store.run("kim", cancel, keys[-1])
    alone = store.run("kim", ordered, workshop, "visits:1:50")
    with store.read() as session:
        found = present_orders(session, ["visits:1:5", "visits:1:50", "visits:1:500"])
    assert found == {"visits:1:5": Present(6, keys[-2]), "visits:1:50": Present(1, alone)}


def test_a_group_whose_orders_are_closed_has_none_to_use(store: Store, workshop: Workshop) -> None:
    store.run("kim", cancel, store.run("kim", ordered, workshop, "visits:1:5"))
    with store.read() as session:
        assert present_orders(session, ["visits:1:5"])["visits:1:5"] == Present(1, None)
        assert present_orders(session, []) == {}
