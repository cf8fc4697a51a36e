"""What waits to be billed, lines of orders and fees together: as sums, and as lines of bills."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.billing.billable import BillableRow, BillScope, billable_lines, waiting
from domain.billing.billable_fees import billable_fees, waiting_fees
from domain.billing.model import InvoiceLine
from domain.catalogue.model import Article
from domain.language import tr
from domain.orders.content import OrderLine
from domain.orders.margin import amount
from domain.orders.model import Order
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.model import Fee, FeeKind
from domain.subscriptions.periods import Rhythm, rhythm_from
from domain.subscriptions.proration import part_words
from domain.subscriptions.spans import Span


@dataclass(frozen=True, slots=True)
class Pile:
    """What one bill is for."""

    customer_id: int
    agreement_id: int | None
    currency: str


def billable(session: Session, until: date | None = None) -> list[BillableRow]:
    """What could be billed up to a day, by customer, agreement and currency."""
    found: dict[Pile, BillableRow] = {}
    for row in (*billable_lines(session, until), *billable_fees(session, until)):
        pile = Pile(row.customer_id, row.agreement_id, row.currency)
        found[pile] = _together(found[pile], row) if pile in found else row
    return sorted(found.values(), key=lambda row: (row.customer.casefold(), row.agreement, row.currency))


def gathered(work: UnitOfWork, scope: BillScope) -> Mapping[Pile, list[InvoiceLine]]:
    """What waits as lines of the bills it goes on; it is held, so that nobody else bills it meanwhile."""
    _hold_orders(work, scope)
    _hold_fees(work, scope)
    piles: defaultdict[Pile, list[InvoiceLine]] = defaultdict(list)
    if scope.takes_lines:
        for line, order in work.session.execute(waiting(scope)):
            piles[Pile(order.customer_id, order.agreement_id, order.currency)].append(_of_line(line, order.currency))
    for fee, whose, group, article in work.session.execute(waiting_fees(scope)):
        rhythm = rhythm_from(group.code, whose.starts_on, from_start=whose.from_start)
        piles[Pile(whose.customer_id, whose.agreement_id, fee.currency)].append(_of_fee(fee, article, rhythm))
    return piles


def _together(one: BillableRow, other: BillableRow) -> BillableRow:
    net, first_on = one.net + other.net, min(one.first_on, other.first_on)
    return replace(one, fees=one.fees + other.fees, net=net, first_on=first_on)


def _hold_orders(work: UnitOfWork, scope: BillScope) -> None:
    """Keep others from billing the same lines, or taking their postings back, until this is done."""
    if not scope.takes_lines:
        return
    whose = waiting(scope).order_by(None).with_only_columns(Order.id)
    work.session.scalars(select(Order.id).where(Order.id.in_(whose)).order_by(Order.id).with_for_update()).all()


def _hold_fees(work: UnitOfWork, scope: BillScope) -> None:
    """Keep others from billing the same fees, or taking them back, until this is done."""
    whose = waiting_fees(scope).order_by(None).with_only_columns(Fee.id)
    work.session.scalars(select(Fee.id).where(Fee.id.in_(whose)).order_by(Fee.id).with_for_update()).all()


def _of_line(line: OrderLine, currency: str) -> InvoiceLine:
    return InvoiceLine(
        order_line_id=line.id,
        billed_line_id=line.id,
        text=line.text,
        quantity=line.quantity,
        unit=line.unit,
        price=line.sales_price,
        tax_percent=line.tax_percent,
        net=amount(line.quantity, line.sales_price, currency),
    )


def _of_fee(fee: Fee, article: Article, rhythm: Rhythm) -> InvoiceLine:
    days = part_words(rhythm, Span(fee.starts_on, fee.ends_on)) if fee.kind.takes_days else ""
    return InvoiceLine(
        fee_id=fee.id,
        billed_fee_id=fee.id,
        text=_fee_text(fee, days),
        quantity=fee.quantity,
        unit=_unit(fee, article, days),
        price=fee.price,
        tax_percent=fee.tax_percent,
        net=fee.amount,
    )


def _fee_text(fee: Fee, days: str) -> str:
    if fee.reduces_id is not None:
        return f"{fee.kind.label}: {fee.text}"
    return f"{fee.text} ({days})" if days else fee.text


def _unit(fee: Fee, article: Article, days: str) -> str:
    """What a fee is counted in; some days of a period, at their own price, and price reductions have no unit."""
    if fee.kind is FeeKind.REDUCTION_DAYS:
        return tr("d")
    return "" if days or fee.kind is FeeKind.PRICE_REDUCTION else article.unit
