"""A subscription as its page shows it: whole, with the bills that its fees are on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.billing.model import Invoice, InvoiceLine
from domain.subscriptions.detail import SubscriptionDetail, subscription_detail
from domain.subscriptions.model import Fee


@dataclass(frozen=True, slots=True)
class FeeBill:
    """An invoice or credit note with a fee on it; one without a number is a proposal."""

    invoice_id: int
    number: str


@dataclass(frozen=True, slots=True)
class SubscriptionOverview:
    """A subscription on a day, and the bills of its fees by the id of the fee, the latest last."""

    subscription: SubscriptionDetail
    bills: Mapping[int, tuple[FeeBill, ...]]

    @property
    def id(self) -> int:
        """That of the subscription."""
        return self.subscription.id


def subscription_overview(session: Session, subscription_id: int, on: date) -> SubscriptionOverview | None:
    """One subscription whole, None when it is not there any more."""
    found = subscription_detail(session, subscription_id, on)
    return None if found is None else SubscriptionOverview(found, _bills(session, subscription_id))


def _bills(session: Session, subscription_id: int) -> Mapping[int, tuple[FeeBill, ...]]:
    found: defaultdict[int, list[FeeBill]] = defaultdict(list)
    statement = (
        select(Fee.id, Invoice.id, Invoice.number)
        .join(InvoiceLine, InvoiceLine.fee_id == Fee.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Fee.subscription_id == subscription_id)
        .order_by(Invoice.id)
    )
    for fee_id, invoice_id, number in session.execute(statement):
        found[fee_id].append(FeeBill(invoice_id, number or ""))
    return {key: tuple(bills) for key, bills in found.items()}
