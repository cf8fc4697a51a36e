"""Loads the list of subscriptions page by page, and the one that is looked at; holds no widgets."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.list_presenter import ListPresenter
from domain.reporting.subscription_overview import SubscriptionOverview, subscription_overview
from domain.subscriptions.choices import group_choices
from domain.subscriptions.queries import AT_ONCE, Asked, SubscriptionPage, subscription_page


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, and the groups there are to choose from."""

    page: SubscriptionPage
    groups: tuple[tuple[int, str], ...]


class SubscriptionsPresenter(ListPresenter[Asked, Listing, SubscriptionOverview]):
    """Says what list and detail show."""

    subjects = (
        "subscription",
        "subscription group",
        "subscription rate",
        "fee",
        "fee accrual",
        "fee price",
        "invoice",
        "agreement",
        "customer",
    )
    at_once = AT_ONCE

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(kit, desk, Asked(), parent)

    def read_list(self, session: Session, question: Asked, words: str, limit: int) -> Listing:
        asked = replace(question, words=words)
        return Listing(subscription_page(session, self.today, asked, limit), group_choices(session))

    def read_record(self, session: Session, record_id: int) -> SubscriptionOverview | None:
        return subscription_overview(session, record_id, self.today)
