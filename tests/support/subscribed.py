"""A customer who pays a fee by the month, as ids to call services with."""

from dataclasses import dataclass
from datetime import date

from domain.catalogue.model import LineKind
from domain.catalogue.service import ArticleDraft, create_article
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.service import SubscriptionDraft, create_subscription

BREWERY, CLINIC = 1, 2
FIRST = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A monthly subscription of the brewery at 310.00 from the first day of 2026 on."""

    article: int
    hour: int
    group: int
    subscription: int
    rate: int


def subscribe(work: UnitOfWork) -> Subscribed:
    """Make all of it in this unit of work."""
    article = create_article(work, ArticleDraft("F-1", "Remote watch", LineKind.FEE, "month", tax_percent=19))
    hour = create_article(work, ArticleDraft("HOUR-1", "Hour", LineKind.HOUR, "h"))
    group = create_group(work, GroupDraft("Monthly", PeriodCode.MONTH, article))
    subscription = create_subscription(work, BREWERY, SubscriptionDraft("Remote watch of the cellar", group, FIRST))
    rate = set_rate(work, subscription, RateDraft(FIRST, "310.00"))
    return Subscribed(article, hour, group, subscription, rate)
