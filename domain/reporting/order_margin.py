"""Service order margin: what the lines of orders brought and cost, by whatever one wants to compare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Subquery, extract, func, literal_column, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_amounts import as_decimal, cost_amount, sales_amount
from domain.orders.margin import Margin
from domain.orders.model import Order, OrderType
from domain.parties.model import Customer
from domain.workforce.model import Technician


class Grouping(StrEnum):
    """What the margin can be compared by."""

    ORDER = "order"
    CUSTOMER = "customer"
    AGREEMENT = "agreement"
    ASSET_MODEL = "model"
    TECHNICIAN = "technician"
    ORDER_TYPE = "type"
    MONTH = "month"
    KIND = "kind"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Grouping.ORDER: tr("Order"),
            Grouping.CUSTOMER: tr("Customer"),
            Grouping.AGREEMENT: tr("Agreement"),
            Grouping.ASSET_MODEL: tr("Asset model"),
            Grouping.TECHNICIAN: tr("Technician"),
            Grouping.ORDER_TYPE: tr("Order type"),
            Grouping.MONTH: tr("Month"),
            Grouping.KIND: tr("Kind of line"),
        }[self]


@dataclass(frozen=True, slots=True)
class MarginSearch:
    """Which lines are wanted: by the day of the work, of one customer or agreement, or only what is posted."""

    by: Grouping = Grouping.CUSTOMER
    since: date | None = None
    until: date | None = None
    customer_id: int | None = None
    agreement_id: int | None = None
    posted_only: bool = False


@dataclass(frozen=True, slots=True)
class MarginRow:
    """One group, in one currency; `name` is empty for lines that belong to none, such as those without agreement."""

    name: str
    detail: str
    currency: str
    orders: int
    lines: int
    result: Margin

    @property
    def sales(self) -> Decimal:
        """What the customers pay, without tax."""
        return self.result.sales

    @property
    def cost(self) -> Decimal:
        """What it costs."""
        return self.result.cost

    @property
    def margin(self) -> Decimal:
        """What is left."""
        return self.result.margin

    @property
    def percent(self) -> Decimal | None:
        """What is left, in percent of the sales."""
        return self.result.percent


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One line of an order, as the report lists it."""

    order: str
    title: str
    customer: str
    done_on: date
    kind: LineKind
    status: LineStatus
    text: str
    technician: str
    quantity: Decimal
    unit: str
    currency: str
    sales: Decimal
    cost: Decimal

    @property
    def result(self) -> Margin:
        """Sales and cost together."""
        return Margin(self.sales, self.cost)


def order_margin(session: Session, search: MarginSearch) -> list[MarginRow]:
    """The groups that `search` asks for, by name; reckoned in the database, however many lines there are."""
    groups, names = _groups(search), _names(search.by)
    statement = select(*groups.c, *names[1:]).select_from(groups)
    if names:
        statement = statement.outerjoin(names[0].class_, names[0] == groups.c.key)
    rows = [_row(search.by, row[0], row[1:6], row[6:]) for row in session.execute(statement)]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.detail, row.currency))


def margin_lines(session: Session, search: MarginSearch) -> Iterator[MarginLine]:
    """Every line that the groups of `search` are made of, order by order."""
    statement = (
        select(
            Order.number,
            Order.title,
            Customer.name,
            OrderLine.done_on,
            OrderLine.kind,
            OrderLine.status,
            OrderLine.text,
            func.coalesce(Technician.name, ""),
            OrderLine.quantity,
            OrderLine.unit,
            Order.currency,
            sales_amount(),
            cost_amount(),
        )
        .join(OrderLine.order)
        .join(Order.customer)
        .outerjoin(Technician, Technician.id == OrderLine.technician_id)
        .where(*_conditions(search))
        .order_by(Order.id, OrderLine.position, OrderLine.id)
        .execution_options(yield_per=1000)
    )
    for row in session.execute(statement):
        yield _line(*row)


def totals(rows: Sequence[MarginRow]) -> dict[str, Margin]:
    """All rows together, by currency."""
    found: dict[str, Margin] = {}
    for row in rows:
        before = found.get(row.currency, Margin())
        found[row.currency] = Margin(before.sales + row.sales, before.cost + row.cost)
    return found


def _line(*told: Any) -> MarginLine:
    """One row of the statement; its amounts are the last two columns."""
    return MarginLine(*told[:-2], *map(as_decimal, told[-2:]))


def _groups(search: MarginSearch) -> Subquery:
    """The sums of each group by its key alone; names are joined to the few sums, not to the many lines."""
    key = _key(search.by)
    statement = (
        select(
            key.label("key"),
            Order.currency.label("currency"),
            func.count(Order.id.distinct()).label("orders"),
            func.count(OrderLine.id).label("lines"),
            func.sum(sales_amount()).label("sales"),
            func.sum(cost_amount()).label("cost"),
        )
        .join(OrderLine.order)
        .where(*_conditions(search))
        .group_by(key, Order.currency)
    )
    return (statement.outerjoin(Order.asset) if search.by is Grouping.ASSET_MODEL else statement).subquery()


def _key(by: Grouping) -> ColumnElement[Any]:
    """What makes a group. Adding nothing keeps SQLite from walking the orders by the index of that column.

    The nothing is written into the statement, for PostgreSQL takes two values handed over for two different keys.
    """
    nothing: ColumnElement[int] = literal_column("0")
    month = extract("year", OrderLine.done_on) * literal_column("100") + extract("month", OrderLine.done_on)
    keys: dict[Grouping, ColumnElement[Any]] = {
        Grouping.ORDER: OrderLine.order_id + nothing,
        Grouping.CUSTOMER: Order.customer_id + nothing,
        Grouping.AGREEMENT: Order.agreement_id + nothing,
        Grouping.ASSET_MODEL: Asset.model_id + nothing,
        Grouping.TECHNICIAN: OrderLine.technician_id + nothing,
        Grouping.ORDER_TYPE: Order.order_type_id + nothing,
        Grouping.MONTH: month,
        Grouping.KIND: OrderLine.kind.expression,
    }
    return keys[by]


def _names(by: Grouping) -> tuple[Any, ...]:
    """The column that the key is found by, then what the group is called, and what is said beside it."""
    names: dict[Grouping, tuple[Any, ...]] = {
        Grouping.ORDER: (Order.id, Order.number, Order.title),
        Grouping.CUSTOMER: (Customer.id, Customer.name, Customer.number),
        Grouping.AGREEMENT: (Agreement.id, Agreement.number, Agreement.name),
        Grouping.ASSET_MODEL: (AssetModel.id, AssetModel.maker, AssetModel.name),
        Grouping.TECHNICIAN: (Technician.id, Technician.name, Technician.category),
        Grouping.ORDER_TYPE: (OrderType.id, OrderType.name),
    }
    return names.get(by, ())


def _row(by: Grouping, key: Any, figures: Sequence[Any], names: Sequence[str | None]) -> MarginRow:
    currency, orders, lines, sales, cost = figures
    name, detail = _named(by, key, *(each or "" for each in (*names, "", "")[:2]))
    return MarginRow(name, detail, currency, orders, lines, Margin(as_decimal(sales), as_decimal(cost)))


def _named(by: Grouping, key: Any, first: str, second: str) -> tuple[str, str]:
    if by is Grouping.MONTH:
        return f"{int(key) // 100:04d}-{int(key) % 100:02d}", ""
    if by is Grouping.KIND:
        return LineKind(key).label, ""
    return (f"{first} {second}".strip(), "") if by is Grouping.ASSET_MODEL else (first, second)


def _conditions(search: MarginSearch) -> list[ColumnElement[bool]]:
    status = OrderLine.status
    conditions = [status == LineStatus.POSTED if search.posted_only else status != LineStatus.CANCELLED]
    if search.since is not None:
        conditions.append(OrderLine.done_on >= search.since)
    if search.until is not None:
        conditions.append(OrderLine.done_on <= search.until)
    if search.customer_id is not None:
        conditions.append(Order.customer_id == search.customer_id)
    if search.agreement_id is not None:
        conditions.append(Order.agreement_id == search.agreement_id)
    return conditions
