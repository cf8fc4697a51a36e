"""Fees and prices seen before they are made, for one subscription or its group, with real keys."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.shared.links import Mood
from app.subscriptions.preview import PreviewDialog
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.indexation import IndexMethod
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from domain.subscriptions.spans import Span
from tests.app.keys import CTRL, SHIFT, form, press, put, wrong
from tests.app.subscriptions.subscribing import Show, fees, kept, preview
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import FIRST, Subscribed

JANUARY = Wish(Span(FIRST, date(2026, 1, 31)))


@pytest.fixture
def beside(desk: ServiceDesk, subscribed: Subscribed) -> int:
    """Another one in the group, without a price."""
    draft = SubscriptionDraft("Without a price", subscribed.group, FIRST)
    return desk.store.run("setup", create_subscription, desk.company.clinic.id, draft)


def test_what_is_proposed_is_shown_and_made(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtmodeltester: ModelTester
) -> None:
    page = show()
    press(page.table, Qt.Key.Key_F)
    dialog = form(page)
    assert isinstance(dialog, PreviewDialog)
    assert preview(dialog) == [
        {
            "number": "SU-000001",
            "days": "January 2026",
            "kind": "Regular",
            "amount": "310.00 EUR",
            "done": "is made",
            "why": "price of the subscription from 01/01/2026: 310 at index 100",
        }
    ]
    assert dialog.summary.text() == "1 fee: 310.00 EUR"
    qtmodeltester.check(dialog.table.row_model())  # type: ignore[no-untyped-call]
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert fees(desk, subscribed.subscription) == ["2026-01-01 – 2026-01-31"]
    assert desk.notices[-1].text == "1 fee is made."


def test_what_is_skipped_is_told_with_its_reason(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtbot: QtBot
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    press(page.table, Qt.Key.Key_F)
    dialog = form(page)
    assert dialog.form.values()["starts_on"] == date(2026, 2, 1)
    dialog.form.fields["starts_on"].set_value(date(2025, 12, 1))
    qtbot.waitUntil(lambda: len(preview(dialog)) == 3)
    assert [(row["days"], row["done"], row["why"].split(":")[0]) for row in preview(dialog)] == [
        ("December 2025", "skipped", "The subscription begins later."),
        ("January 2026", "skipped", "There is a fee already."),
        ("February 2026", "is made", "price of the subscription from 01/01/2026"),
    ]


@pytest.mark.parametrize(
    ("field", "day", "sentence"),
    [
        ("starts_on", date(2026, 2, 3), "Regular fees are for whole periods: begin on 01/02/2026 or 01/03/2026."),
        ("ends_on", date(2026, 2, 20), "Regular fees are for whole periods: end on 31/01/2026 or 28/02/2026."),
        ("ends_on", date(2026, 1, 31), "The end is before the start."),
    ],
)
def test_days_that_cannot_be_billed_are_told_at_once_and_refused_at_their_field(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtbot: QtBot, field: str, day: date, sentence: str
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    press(page.table, Qt.Key.Key_F)
    dialog = form(page)
    dialog.form.fields[field].set_value(day)
    qtbot.waitUntil(lambda: preview(dialog) == [])
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, field) == sentence
    assert len(fees(desk, subscribed.subscription)) == 1


def test_the_example_of_the_gaps_is_made_without_continuous_and_not_with_it(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtbot: QtBot
) -> None:
    spans = (("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-15"), ("2026-04-01", "2026-04-30"))
    for first, last in spans:
        span = Span(date.fromisoformat(first), date.fromisoformat(last))
        desk.store.run("kim", create_fees, subscribed.subscription, Wish(span, regular=False))
    page = show()
    press(page.table, Qt.Key.Key_F)
    dialog = form(page)
    for name, value in (
        ("regular", False),
        ("starts_on", date(2026, 2, 1)),
        ("ends_on", date(2026, 5, 31)),
        ("continuous", True),
    ):
        dialog.form.fields[name].set_value(value)
    qtbot.waitUntil(lambda: [row["done"] for row in preview(dialog)] == ["skipped"])
    assert preview(dialog)[0]["why"] == "There are fees until 30/04/2026: continuous ones begin after it."
    dialog.form.fields["continuous"].set_value(False)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert fees(desk, subscribed.subscription)[-3:] == [
        "2026-03-16 – 2026-03-31",
        "2026-04-01 – 2026-04-30",
        "2026-05-01 – 2026-05-31",
    ]


def test_a_whole_group_is_shown_and_made_and_what_is_left_out_is_told(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, beside: int, qtbot: QtBot
) -> None:
    page = show()
    page.show_record(subscribed.subscription)
    press(page.table, Qt.Key.Key_F)
    dialog = form(page)
    dialog.form.fields["scope"].set_value("group")
    qtbot.waitUntil(lambda: len(preview(dialog)) == 2)
    assert [(row["number"], row["done"]) for row in preview(dialog)] == [
        ("SU-000001", "is made"),
        ("SU-000002", "skipped"),
    ]
    assert "There is no price for SU-000002 on 01/01/2026" in preview(dialog)[1]["why"]
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].mood is Mood.WARNING
    assert desk.notices[-1].text.startswith("1 fee is made. 1 subscription got none: There is no price for SU-000002")
    assert fees(desk, subscribed.subscription) == ["2026-01-01 – 2026-01-31"]
    assert not page.strip.isVisible()


def test_open_fees_are_taken_back_once_it_is_said_again(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, Wish(Span(FIRST, date(2026, 2, 28))))
    page = show()
    assert not page.bound_actions()["subscriptions_fees_back"].isEnabled()
    page.detail.show_fees()
    page.detail.records.fees.selectAll()
    press(page.detail.records.fees, Qt.Key.Key_F, SHIFT)
    assert form(page).windowTitle() == "Take back 2 fees?"
    QTest.mouseClick(form(page).submit_button, Qt.MouseButton.LeftButton)
    assert fees(desk, subscribed.subscription) == []


def test_a_price_from_a_day_that_is_billed_is_refused(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    press(page.table, Qt.Key.Key_P)
    dialog = form(page)
    assert dialog.form.values()["effective_on"] == date(2026, 2, 1)
    put(dialog, base="330")
    dialog.form.fields["effective_on"].set_value(date(2026, 1, 31))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "There are fees until 31/01/2026" in wrong(dialog, "effective_on")
    dialog.form.fields["effective_on"].set_value(date(2026, 2, 1))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert [step.rate.price for step in kept(desk, subscribed.subscription).prices] == [330, 310]


def test_a_price_that_no_fee_has_is_taken_back(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    page = show()
    page.detail.show_prices()
    prices = page.detail.records.prices
    prices.choose(prices.rows()[0].id)
    press(prices, Qt.Key.Key_P, SHIFT)
    assert kept(desk, subscribed.subscription).prices == ()


@pytest.mark.parametrize(
    ("method", "value", "price"),
    [
        (IndexMethod.INDEX_BY_PERCENT, "10", Decimal(341)),
        (IndexMethod.INDEX_TO, "110", Decimal(341)),
        (IndexMethod.BASE_BY_PERCENT, "10", Decimal(341)),
        (IndexMethod.BASE_TO, "320", Decimal(320)),
    ],
)
def test_prices_are_raised_in_four_ways_seen_before(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtbot: QtBot, method: IndexMethod, value: str, price: Decimal
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    press(page.table, Qt.Key.Key_I)
    dialog = form(page)
    dialog.form.fields["method"].set_value(method)
    put(dialog, value=value)
    qtbot.waitUntil(lambda: len(preview(dialog)) == 1)
    (shown,) = preview(dialog)
    assert shown["before"] == "310.00 EUR"
    assert shown["after"].startswith(f"{price}.00 EUR")
    press(dialog, Qt.Key.Key_Return, CTRL)
    newest = kept(desk, subscribed.subscription).prices[0]
    assert (newest.rate.price, newest.rate.effective_on) == (price, date(2026, 2, 1))


def test_a_group_is_raised_at_once_and_who_stays_is_told(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, beside: int, qtbot: QtBot
) -> None:
    page = show()
    page.show_record(subscribed.subscription)
    press(page.table, Qt.Key.Key_I)
    dialog = form(page)
    put(dialog, value="-100")
    dialog.form.fields["scope"].set_value("group")
    dialog.form.fields["effective_on"].set_value(date(2026, 6, 1))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "value") == "A percentage above -100 is needed."
    put(dialog, value="5")
    qtbot.waitUntil(lambda: len(preview(dialog)) == 2)
    assert preview(dialog)[1]["why"] == "SU-000002 has no price of its own; change the price list."
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "1 price is raised. 1 stays as it is."
    assert kept(desk, subscribed.subscription).prices[0].rate.price == Decimal("325.5")
