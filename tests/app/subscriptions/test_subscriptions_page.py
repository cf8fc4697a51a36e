"""The list of subscriptions and the one beside it, driven with real keys and clicks over a real store."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.shared.links import Link
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.service import SubscriptionDraft, change_subscription, create_subscription
from domain.subscriptions.spans import Span
from tests.app.keys import SHIFT, form, press
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.subscriptions.subscribing import Show, kept, names, periods, told
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import FIRST, Subscribed

JANUARY = Wish(Span(FIRST, date(2026, 1, 31)))


def test_subscriptions_are_listed_with_what_is_billed_and_the_first_stands_beside(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    assert names(page) == ["Remote watch of the cellar"]
    columns = {column.name: column for column in page.table.row_model().columns}
    (row,) = page.table.rows()
    assert [columns[name].text(row) for name in ("paid", "open", "standing")] == ["31/01/2026", "1", "Running"]
    tabs = page.detail.tabs
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["Overview", "Fees 1", "Prices 1", "Accruals 0"]
    for words in ("Harbour Brewery", "Monthly", "Remote watch · F-1", "310.00 EUR", "01/02/2026 to 28/02/2026"):
        assert words in told(page)


def test_periods_are_a_strip_with_marks_words_and_a_count_of_each(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtmodeltester: ModelTester
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    strip = page.detail.records.strip
    assert periods(page) == ["open", "gap", "gap", "later"]
    assert strip.legend() == ["1 × Fee open", "2 × No fee", "1 × Still to come"]
    first = strip.model.index(0, 0)
    assert strip.model.data(first) == "January 2026: Fee open"
    assert strip.model.data(first, Qt.ItemDataRole.ToolTipRole) == "01/01/2026 to 31/01/2026: Fee open"
    qtmodeltester.check(strip.model)  # type: ignore[no-untyped-call]


def test_a_period_without_a_fee_offers_to_make_it_and_another_shows_its_fees(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    view = page.detail.records.strip.view
    view.setFocus()
    view.setCurrentIndex(page.detail.records.strip.model.index(2, 0))
    press(view, Qt.Key.Key_Return)
    assert form(page).form.values()["starts_on"] == date(2026, 3, 1)
    form(page).reject()
    view.setCurrentIndex(page.detail.records.strip.model.index(0, 0))
    press(view, Qt.Key.Key_Return)
    assert page.detail.tabs.currentWidget() is page.detail.records.fees_tab


def test_every_table_is_a_sound_model(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtmodeltester: ModelTester
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    records = show().detail.records
    (fee,) = records.fees.rows()
    shown = {column.name: column.text(fee) for column in records.fees.row_model().columns}
    assert shown == {
        "days": "January 2026",
        "kind": "Regular",
        "amount": "310.00 EUR",
        "status": "Open",
        "bill": "",
        "earned": "",
    }
    assert [line.step.holds for line in records.prices.rows()] == [True]
    for table in (records.fees, records.prices, records.accruals):
        qtmodeltester.check(table.row_model())  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(("words", "found"), [("remote", 1), ("harb month", 1), ("SU-", 1), ("clinic", 0)])
def test_a_subscription_is_found_by_its_words(
    show: Show, subscribed: Subscribed, words: str, found: int, qtbot: QtBot
) -> None:
    page = show()
    page.frame.search.setFocus()
    QTest.keyClicks(page.frame.search, words)
    qtbot.waitUntil(lambda: len(names(page)) == found)


def test_filters_show_those_that_stand_so_and_those_of_a_group(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    yearly = desk.store.run("setup", create_group, GroupDraft("Yearly", PeriodCode.YEAR, subscribed.article))
    soon = SubscriptionDraft("Soon over", yearly, FIRST, date(2026, 3, 31))
    desk.store.run("setup", create_subscription, desk.company.clinic.id, soon)
    page = show()
    for shown, expected in {
        "running": ["Soon over", "Remote watch of the cellar"],
        "ends_soon": ["Soon over"],
        "inactive": [],
        "open_fees": [],
    }.items():
        page.frame.filters.choose({"shown": [shown]})
        assert names(page) == expected
    page.frame.filters.choose({"group": [str(subscribed.group)]})
    assert names(page) == ["Remote watch of the cellar"]


def test_what_somebody_else_changes_is_shown(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    page = show()
    before = kept(desk, subscribed.subscription)
    draft = SubscriptionDraft("Remote watch, day and night", subscribed.group, FIRST)
    desk.store.run("lou", change_subscription, subscribed.subscription, draft, before.version)
    desk.tail()
    page.presenter.load()
    assert names(page) == ["Remote watch, day and night"]


def test_customer_and_agreement_are_a_key_away(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    basic = AgreementDraft("Basic", FIRST)
    agreement = desk.store.run("setup", create_agreement, desk.company.brewery.id, basic)
    draft = SubscriptionDraft("Remote watch", subscribed.group, FIRST, agreement_id=agreement)
    desk.store.run("setup", change_subscription, subscribed.subscription, draft, 1)
    page = show()
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    press(page.table, Qt.Key.Key_G)
    press(page.table, Qt.Key.Key_G, SHIFT)
    assert asked == [Link("customers", desk.company.brewery.id), Link("agreements", agreement)]


def test_an_empty_list_says_how_to_begin(show: Show) -> None:
    page = show()
    assert names(page) == []
    assert page.record_shown() is None
    assert not page.bound_actions()["subscriptions_fees"].isEnabled()


def test_everything_on_the_page_and_in_its_forms_is_translated(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    data = frozenset(
        {"Remote watch of the cellar", "Harbour Brewery", "SU-000001 · Harbour Brewery", "Monthly", "EUR"}
        | {"Harbour Brewery · C-0001", "Clinic on the Hill · C-0002", "F-1 Remote watch", "Remote watch · F-1"}
    )
    with pseudo_language():
        page = show()
        records = page.detail.records
        assert records.fees.rows()
        assert records.prices.rows()
        assert not records.accruals.rows()
        records.fees.selectAll()
        for begin in (
            page.doing.new,
            page.doing.change,
            page.doing.end,
            page.doing.make_fees,
            page.doing.take_back_fees,
            page.doing.reduce_fee,
            page.doing.invoice_fees,
            page.doing.credit_fees,
            page.doing.accrue,
            page.doing.take_accruals_back,
            page.doing.set_price,
            page.doing.index_prices,
        ):
            begin()
            assert {each for each in untranslated(form(page), data) if "⟦" not in each} == set()
            form(page).reject()
        assert {each for each in untranslated(page, data) if not each.startswith("Monthly ·")} == set()
