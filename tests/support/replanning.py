"""An agreement with visits that are made, to be planned anew after a change."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from domain.clock import FixedClock
from domain.orders.content import LineStatus, OrderLine
from domain.orders.model import Order
from domain.store.store import Store
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit, VisitPlan
from domain.visits.plan import Period
from domain.visits.plan_service import set_plan
from domain.visits.queries import plan_draft
from domain.visits.replan_rows import ReplanRow
from domain.visits.replan_service import Replanned, preview_replan, replan
from domain.visits.window import Window, WindowKind
from tests.support.contract import Contract, sign
from tests.support.workshop import Workshop

SPRING = Period(date(2026, 3, 5), date(2026, 6, 30))
DAY = timedelta(days=1)


def signed(store: Store, workshop: Workshop, clock: FixedClock) -> Contract:
    """The contract, generated for the spring on the day after it was signed; now is a day later."""
    contract = store.run("setup", sign, workshop)
    clock.advance(DAY)
    store.run("setup", generate_agreement, contract.agreement, SPRING)
    clock.advance(DAY)
    return contract


def shown(store: Store, contract: Contract) -> list[ReplanRow]:
    """What planning anew would do."""
    with store.read() as session:
        return preview_replan(session, store.clock.now(), [contract.agreement])


def done(store: Store, contract: Contract) -> Replanned:
    """Plan anew as it was shown."""
    return store.run("kim", replan, [contract.agreement], shown(store, contract))


def change(store: Store, line_id: int, **changes: Any) -> None:
    """Let a line fall due otherwise than before."""
    with store.read() as session:
        plan = session.scalars(select(VisitPlan).where(VisitPlan.agreement_line_id == line_id)).one()
        draft, version = plan_draft(plan), plan.version
    store.run("kim", set_plan, line_id, replace(draft, **changes), version)


def visits(store: Store, line_id: int | None = None) -> list[Visit]:
    """All visits, or those of a line, by due day."""
    with store.read() as session:
        found = session.scalars(select(Visit).order_by(Visit.due_on, Visit.agreement_line_id))
        return [each for each in found if line_id in {None, each.agreement_line_id}]


def order_of(store: Store, visit: Visit) -> Order:
    """The order of a visit with its stage."""
    with store.read() as session:
        order = session.get_one(Order, visit.order_id)
        assert order.stage
        return order


def texts(store: Store, order_id: int) -> set[str]:
    """What stands on an order."""
    with store.read() as session:
        mine = (OrderLine.order_id == order_id, OrderLine.status == LineStatus.CREATED)
        return set(session.scalars(select(OrderLine.text).where(*mine)))


def pairs(store: Store) -> list[list[Visit]]:
    """The visits of each order."""
    by_order: dict[int, list[Visit]] = {}
    for each in visits(store):
        by_order.setdefault(each.order_id, []).append(each)
    return list(by_order.values())


def together(store: Store, contract: Contract) -> None:
    """Let the chiller go along with the cellar where it can."""
    change(store, contract.chiller, window=Window(WindowKind.DAYS, 3, 0))
    done(store, contract)
