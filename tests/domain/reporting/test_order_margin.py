"""Service order margin: the same money, whatever it is grouped by."""

from datetime import date
from decimal import Decimal

import pytest

from domain.catalogue.model import LineKind
from domain.orders.content import LineStatus
from domain.orders.line_queries import lines
from domain.orders.margin import Margin
from domain.orders.model import Order
from domain.reporting.order_margin import Grouping, MarginRow, MarginSearch, margin_lines, order_margin, totals
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.books import post
from tests.support.priced import line, priced_order, stock
from tests.support.workshop import Workshop, order

D = Decimal
WHOLE = Margin(D(440), D("203.40"))


@pytest.fixture
def orders(store: Store, workshop: Workshop) -> tuple[int, int]:
    """One order over 360, posted, and one over 80 in April, by Kim; a cancelled line counts nowhere."""
    shelf = store.run("setup", stock)
    first = store.run("kim", priced_order, workshop, shelf)
    store.run("kim", post, first)

    def second(work: UnitOfWork) -> int:
        order_id = order(work, workshop)
        april = {"done_on": date(2026, 4, 1), "technician_id": workshop.kim, "cost_price": 36, "sales_price": 80}
        line(work, order_id, LineKind.ITEM, text="Hose", **april)
        gone = line(work, order_id, LineKind.ITEM, article_id=shelf.filter, quantity=50)
        gone.status = LineStatus.CANCELLED
        work.note("test.marked", gone)
        return order_id

    return first, store.run("kim", second)


def rows(store: Store, by: Grouping, **narrowed: object) -> list[MarginRow]:
    with store.read() as session:
        return order_margin(session, MarginSearch(by, **narrowed))  # type: ignore[arg-type]


@pytest.mark.parametrize("by", Grouping)
def test_the_groups_add_up_to_the_whole(store: Store, orders: tuple[int, int], by: Grouping) -> None:
    found = rows(store, by)
    assert totals(found) == {"EUR": WHOLE}
    assert sum(row.lines for row in found) == 5


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (Grouping.ORDER, [("SO-000001", "Warm water", D(360)), ("SO-000002", "Warm water", D(80))]),
        (Grouping.CUSTOMER, [("Harbour Brewery", "C-0001", D(440))]),
        (Grouping.AGREEMENT, [("", "", D(440))]),
        (Grouping.ASSET_MODEL, [("Nordfrost CX 400", "", D(440))]),
        (Grouping.TECHNICIAN, [("", "", D(360)), ("Kim", "", D(80))]),
        (Grouping.ORDER_TYPE, [("", "", D(440))]),
        (Grouping.MONTH, [("2026-03", "", D(360)), ("2026-04", "", D(80))]),
        (
            Grouping.KIND,
            [("Expense", "", D(60)), ("Fee", "", D(25)), ("Hour", "", D(190)), ("Item", "", D(165))],
        ),
    ],
)
def test_each_grouping_names_its_groups(
    store: Store, orders: tuple[int, int], by: Grouping, told: list[tuple[str, str, Decimal]]
) -> None:
    assert [(row.name, row.detail, row.sales) for row in rows(store, by)] == told
    assert by.label


def test_a_group_knows_its_margin(store: Store, orders: tuple[int, int]) -> None:
    (row,) = rows(store, Grouping.CUSTOMER)
    assert (row.orders, row.cost, row.margin, row.percent) == (2, D("203.40"), D("236.60"), D("53.8"))


def test_the_report_is_narrowed(store: Store, orders: tuple[int, int]) -> None:
    def sales(**narrowed: object) -> list[Decimal]:
        return [row.sales for row in rows(store, Grouping.CUSTOMER, **narrowed)]

    assert sales(posted_only=True) == sales(until=date(2026, 3, 31)) == [D(360)]
    assert sales(since=date(2026, 4, 1)) == [D(80)]
    assert sales(since=date(2026, 5, 1)) == sales(agreement_id=1) == sales(customer_id=2) == []
    assert sales(customer_id=1) == [D(440)]


def test_currencies_are_not_added_up(store: Store, orders: tuple[int, int]) -> None:
    def pay_in_dollars(work: UnitOfWork) -> None:
        held = work.get(Order, orders[1])
        held.currency = "USD"
        work.note("test.marked", held)

    store.run("setup", pay_in_dollars)
    assert [(row.currency, row.sales) for row in rows(store, Grouping.CUSTOMER)] == [("EUR", D(360)), ("USD", D(80))]


def test_the_lines_behind_the_groups_are_those_of_the_orders(store: Store, orders: tuple[int, int]) -> None:
    with store.read() as session:
        found = list(margin_lines(session, MarginSearch()))
        own = [row for key in orders for row in lines(session, key) if row.counts]
    assert [(each.text, each.sales, each.cost) for each in found] == [(row.text, row.sales, row.cost) for row in own]
    assert found[0].result.percent == D("49.5")
    assert (found[-1].order, found[-1].technician, found[-1].status) == ("SO-000002", "Kim", LineStatus.CREATED)
    assert {line.kind for line in found} == set(LineKind)
