"""The database reckons amounts as the rules do, to the cent."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.catalogue.model import LineKind
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_amounts import as_decimal, cost_amount, sales_amount
from domain.orders.line_queries import lines
from domain.orders.model import Order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.priced import line
from tests.support.workshop import Workshop, order

Wanted = tuple[Decimal, Decimal, Decimal, bool, LineStatus]
QUANTITIES = st.decimals(0, 100, places=4)
PRICES = st.decimals(-1000, 1000, places=4)
LINES = st.lists(st.tuples(QUANTITIES, PRICES, PRICES.map(abs), st.booleans(), st.sampled_from(LineStatus)), max_size=5)
HALVES: list[Wanted] = [(Decimal("0.5"), Decimal("0.01"), Decimal("0.03"), True, LineStatus.CREATED)]


def fill(work: UnitOfWork, workshop: Workshop, wanted: list[Wanted], currency: str) -> int:
    order_id = order(work, workshop)
    held = work.get(Order, order_id)
    held.currency = currency
    work.note("test.marked", held)
    for quantity, sales, cost, chargeable, status in wanted:
        values = {"quantity": quantity, "sales_price": sales, "cost_price": cost, "chargeable": chargeable}
        made = line(work, order_id, LineKind.FEE, text="x", **values)
        made.status = status
        work.note("test.marked", made)
    return order_id


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=LINES, currency=st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_database_and_rules_agree(store: Store, workshop: Workshop, wanted: list[Wanted], currency: str) -> None:
    order_id = store.run("kim", fill, workshop, [*HALVES, *wanted], currency)
    statement = (
        select(sales_amount(), cost_amount())
        .join(OrderLine.order)
        .where(Order.id == order_id)
        .order_by(OrderLine.position)
    )
    with store.read() as session:
        reckoned = [(as_decimal(sales), as_decimal(cost)) for sales, cost in session.execute(statement)]
        assert reckoned == [(row.sales, row.cost) for row in lines(session, order_id)]
