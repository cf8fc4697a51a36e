"""What tests ask about the page of subscriptions and what was kept."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from app.subscriptions.preview import PreviewDialog
from app.subscriptions.view import SubscriptionsPage
from domain.subscriptions.detail import SubscriptionDetail, subscription_detail
from tests.support.service_desk import ServiceDesk

Show = Callable[[], SubscriptionsPage]
TODAY = date(2026, 3, 2)
"""That of the desk."""


def kept(desk: ServiceDesk, subscription_id: int) -> SubscriptionDetail:
    with desk.store.read() as session:
        found = subscription_detail(session, subscription_id, TODAY)
        assert found
        return found


def fees(desk: ServiceDesk, subscription_id: int) -> list[str]:
    """The days of its fees, the earliest first."""
    return [str(fee.span) for fee in reversed(kept(desk, subscription_id).fees)]


def names(page: SubscriptionsPage) -> list[str]:
    return [row.name for row in page.table.rows()]


def periods(page: SubscriptionsPage) -> list[str]:
    return [str(each.state) for each in page.detail.records.strip.model.periods()]


def told(page: SubscriptionsPage) -> str:
    return " | ".join(each.text() for each in page.detail.records.facts.findChildren(QLabel))


def preview(dialog: QWidget) -> list[dict[str, str]]:
    """What the table beside a form shows, row by row and by the names of its columns."""
    assert isinstance(dialog, PreviewDialog)
    columns = dialog.table.row_model().columns
    return [{column.name: column.text(row) for column in columns} for row in dialog.table.rows()]
