"""The lines of an order as the sheet, the margin and the documents read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.catalogue.model import Article, LineKind
from domain.orders.content import LineStatus, OrderLine
from domain.orders.margin import ZERO, amount
from domain.orders.model import Order, Origin
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line, with the names of what it points to. Prices are per unit, without tax, in `currency`."""

    id: int
    order_id: int
    version: int
    position: int
    kind: LineKind
    status: LineStatus
    origin: Origin
    article_id: int | None
    article_number: str
    text: str
    note: str
    technician_id: int | None
    technician: str
    agreement_line_id: int | None
    quantity: Decimal
    unit: str
    cost_price: Decimal
    sales_price: Decimal
    price_rule: str
    price_modified: bool
    tax_percent: Decimal
    chargeable: bool
    done_on: date
    started_at: datetime | None
    finished_at: datetime | None
    signed_off_at: datetime | None
    signed_off_by: str | None
    currency: str

    @property
    def counts(self) -> bool:
        """Whether it is worth anything: what is cancelled is not."""
        return self.status is not LineStatus.CANCELLED

    @property
    def sales(self) -> Decimal:
        """What the customer pays, without tax: nothing for what is cancelled or not charged."""
        charged = self.counts and self.chargeable
        return amount(self.quantity, self.sales_price, self.currency) if charged else ZERO

    @property
    def cost(self) -> Decimal:
        """What it costs the service centre."""
        return amount(self.quantity, self.cost_price, self.currency) if self.counts else ZERO


def lines(session: Session, order_id: int) -> tuple[LineRow, ...]:
    """The lines of an order in their order."""
    return _rows(session, OrderLine.order_id == order_id)


def lines_of(session: Session, order_ids: Sequence[int]) -> tuple[LineRow, ...]:
    """The lines of several orders in one query, order by order."""
    return _rows(session, OrderLine.order_id.in_(order_ids))


def line(session: Session, line_id: int) -> LineRow | None:
    """One line."""
    return next(iter(_rows(session, OrderLine.id == line_id)), None)


def _rows(session: Session, wanted: ColumnElement[bool]) -> tuple[LineRow, ...]:
    statement = (
        select(OrderLine, Article.number, Technician.name, Order.currency)
        .join(Order, Order.id == OrderLine.order_id)
        .outerjoin(Article, Article.id == OrderLine.article_id)
        .outerjoin(Technician, Technician.id == OrderLine.technician_id)
        .where(wanted)
        .order_by(OrderLine.order_id, OrderLine.position, OrderLine.id)
    )
    return tuple(
        _row(entity, number, technician, currency)
        for entity, number, technician, currency in session.execute(statement)
    )


def _row(entity: OrderLine, article_number: str | None, technician: str | None, currency: str) -> LineRow:
    return LineRow(
        id=entity.id,
        order_id=entity.order_id,
        version=entity.version,
        position=entity.position,
        kind=entity.kind,
        status=entity.status,
        origin=entity.origin,
        article_id=entity.article_id,
        article_number=article_number or "",
        text=entity.text,
        note=entity.note,
        technician_id=entity.technician_id,
        technician=technician or "",
        agreement_line_id=entity.agreement_line_id,
        quantity=entity.quantity,
        unit=entity.unit,
        cost_price=entity.cost_price,
        sales_price=entity.sales_price,
        price_rule=" · ".join(filter(None, (entity.price_rule, entity.cover_note))),
        price_modified=entity.price_modified,
        tax_percent=entity.tax_percent,
        chargeable=entity.chargeable,
        done_on=entity.done_on,
        started_at=entity.started_at,
        finished_at=entity.finished_at,
        signed_off_at=entity.signed_off_at,
        signed_off_by=entity.signed_off_by,
        currency=currency,
    )
