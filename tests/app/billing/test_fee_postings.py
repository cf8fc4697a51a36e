"""What fees have booked, on the page of invoicing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.billing.presenter import Tab
from app.billing.view import BillingPage
from app.shared.days import to_qt
from app.shared.links import Link
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.billed_fees import bill, make_fees
from tests.support.in_front import in_front
from tests.support.service_desk import NOW, ServiceDesk
from tests.support.subscribed import FIRST, subscribe

Show = Callable[[], BillingPage]
TODAY = NOW.date()


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> BillingPage:
        page = in_front(BillingPage(desk.kit, desk.desk), desk, qtbot)
        page.tabs.setCurrentIndex(Tab.FEE_POSTINGS)
        return page

    return shown


@pytest.fixture
def invoiced(desk: ServiceDesk) -> None:
    """A fee of 310.00 for January, invoiced today."""
    subscribed = desk.store.run("ada", subscribe)
    desk.store.run("ada", make_fees, subscribed.subscription, FIRST, FIRST.replace(day=31))
    desk.store.run("ada", bill)


def texts(page: BillingPage) -> list[list[str]]:
    table = page.tabs.fee_postings.table
    return [[column.text(row) for column in table.row_model().columns] for row in table.rows()]


@pytest.mark.usefixtures("invoiced")
def test_each_entry_stands_with_its_account_and_opens_its_subscription(show: Show) -> None:
    page = show()
    debit, credit = texts(page)
    assert (debit[0], debit[2], debit[3], debit[5]) == ("FP-000001", "Invoiced", "SU-000001", "INV-000001")
    assert debit[7:] == ["Customer", "1400", "310.00 EUR", ""]
    assert credit[7:] == ["Invoiced revenue – subscription", "4440", "", "310.00 EUR"]
    links: list[Link] = []
    page.open_asked.connect(links.append)
    page.tabs.fee_postings.table.choose(page.tabs.fee_postings.table.rows()[0].id)
    QTest.keyClick(page, Qt.Key.Key_U)
    assert links == [Link("subscriptions", 1)]


@pytest.mark.usefixtures("invoiced")
def test_only_what_was_posted_since_a_day_is_shown(show: Show) -> None:
    page = show()
    page.tabs.fee_postings.since.setDate(to_qt(TODAY + timedelta(days=1)))
    assert texts(page) == []
    page.tabs.fee_postings.since.setDate(to_qt(TODAY))
    assert len(texts(page)) == 2


@pytest.mark.usefixtures("invoiced")
def test_the_table_is_a_sound_model(show: Show, qtmodeltester: ModelTester) -> None:
    page = show()
    qtmodeltester.check(page.tabs.fee_postings.table.row_model(), force_py=True)  # type: ignore[no-untyped-call]


def test_without_any_it_says_what_would_stand_there(show: Show) -> None:
    with pseudo_language():
        page = show()
        assert texts(page) == []
        assert untranslated(page.tabs.fee_postings) == set()
