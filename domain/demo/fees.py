"""What customers of the demo company pay by the period, beside what is done for them."""

from datetime import date
from decimal import Decimal

from domain.agreements.model import Agreement
from domain.calendars.months import months_on
from domain.catalogue.model import LineKind
from domain.catalogue.service import ArticleDraft, create_article
from domain.demo.contracts import ContractData, SubscriptionData, agreements_by_group
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.periods import PeriodCode, Rhythm, period_of
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.service import SubscriptionDraft, create_subscription

TAX = Decimal(19)
QUARTER = Rhythm(PeriodCode.QUARTER)


def subscribe(work: UnitOfWork, data: ContractData, today: date) -> None:
    """Let the customers subscribe as their agreements say, since the quarter before; this quarter is to be invoiced."""
    articles = {number: _article(work, number, name, unit) for number, name, unit in data.articles}
    groups = {
        name: create_group(work, GroupDraft(name, each.code, articles[each.article], each.accrual))
        for name, each in data.groups.items()
    }
    this_quarter = period_of(QUARTER, today)
    since = months_on(this_quarter.starts_on, -QUARTER.code.months)
    for group, agreement in agreements_by_group(work):
        for each in data.subscriptions[group]:
            key = _subscription(work, agreement, each, groups[each.group], since)
            create_fees(work, key, Wish(this_quarter))


def _article(work: UnitOfWork, number: str, name: str, unit: str) -> int:
    return create_article(work, ArticleDraft(number, name, LineKind.FEE, unit, tax_percent=TAX))


def _subscription(work: UnitOfWork, agreement: Agreement, data: SubscriptionData, group_id: int, since: date) -> int:
    assert agreement.customer_id is not None, "it is no template"
    draft = SubscriptionDraft(data.name, group_id, since, agreement_id=agreement.id, quantity=data.quantity)
    key = create_subscription(work, agreement.customer_id, draft)
    set_rate(work, key, RateDraft(since, data.base))
    return key
