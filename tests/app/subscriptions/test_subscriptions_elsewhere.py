"""Subscriptions stand where their customer and agreement are, and are a double click away."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.agreements.view import AgreementsPage
from app.customers.view import CustomersPage
from app.shared.fields import ChoiceField
from app.shared.links import Link
from app.shared.table import RowTable
from app.subscriptions.view import SubscriptionsPage
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.subscriptions.queries import SubscriptionRow
from domain.subscriptions.service import SubscriptionDraft, change_subscription
from tests.app.keys import form, press
from tests.support.billed_fees import make_fees
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import FIRST, Subscribed


@pytest.fixture
def agreement(desk: ServiceDesk, subscribed: Subscribed) -> int:
    """What the subscription is under; January is billed."""
    made = desk.store.run("setup", create_agreement, desk.company.brewery.id, AgreementDraft("Basic", FIRST))
    draft = SubscriptionDraft("Remote watch", subscribed.group, FIRST, agreement_id=made)
    desk.store.run("setup", change_subscription, subscribed.subscription, draft, 1)
    desk.store.run("kim", make_fees, subscribed.subscription, FIRST, date(2026, 1, 31))
    return made


def told(table: RowTable[SubscriptionRow]) -> list[list[str]]:
    return [[column.text(row) for column in table.row_model().columns] for row in table.rows()]


def open_first(table: RowTable[SubscriptionRow]) -> None:
    place = table.visualRect(table.row_model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_customer_shows_its_subscriptions(
    desk: ServiceDesk, qtbot: QtBot, subscribed: Subscribed, agreement: int, qtmodeltester: ModelTester
) -> None:
    page = in_front(CustomersPage(desk.kit, desk.desk), desk, qtbot)
    page.show_record(desk.company.brewery.id)
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    page.detail.tabs.setCurrentWidget(page.detail.records.subscriptions_tab)
    table = page.detail.records.subscriptions_tab.content
    assert told(table) == [["SU-000001", "Remote watch", "Monthly", "31/01/2026", "Running"]]
    qtmodeltester.check(table.row_model())  # type: ignore[no-untyped-call]
    open_first(table)
    assert asked == [Link("subscriptions", subscribed.subscription)]


def test_an_agreement_shows_what_is_paid_under_it(
    desk: ServiceDesk, qtbot: QtBot, subscribed: Subscribed, agreement: int
) -> None:
    page = in_front(AgreementsPage(desk.kit, desk.desk), desk, qtbot)
    page.show_record(agreement)
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    page.detail.tabs.setCurrentWidget(page.detail.records.subscriptions_tab)
    open_first(page.detail.records.subscriptions_tab.content)
    assert asked == [Link("subscriptions", subscribed.subscription)]


def test_a_subscription_is_begun_at_its_customer(
    desk: ServiceDesk, qtbot: QtBot, subscribed: Subscribed, agreement: int
) -> None:
    customers = in_front(CustomersPage(desk.kit, desk.desk), desk, qtbot)
    customers.show_record(desk.company.brewery.id)
    asked: list[Link] = []
    customers.open_asked.connect(asked.append)
    press(customers.table, Qt.Key.Key_B)
    assert asked == [Link("subscriptions", desk.company.brewery.id, new=True)]
    page = in_front(SubscriptionsPage(desk.kit, desk.desk), desk, qtbot)
    page.begin_record(desk.company.brewery.id)
    values, offered = form(page).form.values(), form(page).form.fields["agreement_id"]
    assert values["customer"] == desk.company.brewery.id
    assert isinstance(offered, ChoiceField)
    assert offered.word(agreement) == "AG-000001 · Basic"
