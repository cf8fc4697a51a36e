"""What agreements bring and cost: their fees and the sales of their orders against all cost of these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.orders.margin import Margin
from domain.parties.model import Customer
from domain.reporting.order_margin import Grouping, MarginSearch, order_margin
from domain.subscriptions.model import Fee, FeeStatus, Subscription

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class AgreementMargin:
    """One agreement in one currency; `number` is empty for what belongs to none."""

    number: str
    name: str
    currency: str
    fees: int = 0
    orders: int = 0
    fee_sales: Decimal = ZERO
    order_sales: Decimal = ZERO
    cost: Decimal = ZERO
    customer: str = ""

    @property
    def result(self) -> Margin:
        """All sales against all cost."""
        return Margin(self.fee_sales + self.order_sales, self.cost)


def agreement_margin(
    session: Session, since: date | None = None, until: date | None = None, *, posted_only: bool = False
) -> list[AgreementMargin]:
    """Every agreement with fees that begin, or work that is done, in a time; added up in the database.

    `posted_only` leaves out fees that are not invoiced and lines that are not posted.
    """
    by_agreement = MarginSearch(Grouping.AGREEMENT, since, until, posted_only=posted_only)
    found = {
        (row.name, row.currency): AgreementMargin(
            row.name, row.detail, row.currency, 0, row.orders, ZERO, row.sales, row.cost
        )
        for row in order_margin(session, by_agreement)
    }
    for fees in _fees(session, since, until, posted_only=posted_only):
        key = (fees.number, fees.currency)
        found[key] = replace(found[key], fees=fees.fees, fee_sales=fees.fee_sales) if key in found else fees
    customers = _customers(session) if found else {}
    named = (replace(row, customer=customers.get(row.number, "")) for row in found.values())
    return sorted(named, key=lambda row: (row.number, row.currency))


def _customers(session: Session) -> Mapping[str, str]:
    """Whose each agreement is."""
    whose = select(Agreement.number, Customer.name).join(Customer, Customer.id == Agreement.customer_id)
    return dict(session.execute(whose).all())


def _fees(session: Session, since: date | None, until: date | None, *, posted_only: bool) -> Iterable[AgreementMargin]:
    conditions: list[ColumnElement[bool]] = [
        Fee.status == FeeStatus.INVOICED if posted_only else Fee.status != FeeStatus.CREDITED
    ]
    if since is not None:
        conditions.append(Fee.starts_on >= since)
    if until is not None:
        conditions.append(Fee.starts_on <= until)
    statement = (
        select(Agreement.number, Agreement.name, Fee.currency, func.count(Fee.id), func.sum(Fee.amount))
        .select_from(Fee)
        .join(Fee.subscription)
        .outerjoin(Agreement, Agreement.id == Subscription.agreement_id)
        .where(*conditions)
        .group_by(Agreement.id, Agreement.number, Agreement.name, Fee.currency)
    )
    for number, name, currency, fees, amount in session.execute(statement):
        yield AgreementMargin(number or "", name or "", currency, fees, fee_sales=amount)
