"""Fees are reduced, invoiced, earned, credited and billed anew with real keys."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from app.shared.dialog import FormDialog
from app.shared.links import Link
from app.subscriptions.view import SubscriptionsPage
from domain.parameters.service import change
from domain.subscriptions.group_service import GroupDraft, change_group
from domain.subscriptions.periods import PeriodCode
from tests.app.keys import ALT, CTRL, NONE, SHIFT, form, press, put, wrong
from tests.app.subscriptions.subscribing import Show, fees, kept
from tests.support.billed_fees import bill, make_fees, standing
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import FIRST, Subscribed

LAST = date(2026, 3, 31)


@pytest.fixture
def billed(desk: ServiceDesk, subscribed: Subscribed) -> Subscribed:
    """With fees for January to March that are earned month by month."""
    draft = GroupDraft("Monthly", PeriodCode.MONTH, subscribed.article, PeriodCode.MONTH)
    desk.store.run("setup", change_group, subscribed.group, draft, 1)
    desk.store.run("kim", make_fees, subscribed.subscription, FIRST, LAST)
    return subscribed


def with_fees(page: SubscriptionsPage, *rows: int) -> SubscriptionsPage:
    """Select fees by where they stand, the newest first."""
    page.detail.show_fees()
    table = page.detail.records.fees
    table.select([table.rows()[at].id for at in rows])
    return page


def begin(page: SubscriptionsPage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> FormDialog:
    press(page.table, key, modifier)
    return form(page)


def again(desk: ServiceDesk, page: SubscriptionsPage) -> None:
    """Let the page follow what was done."""
    desk.tail()
    page.presenter.look_at(page.record_shown())


def statuses(desk: ServiceDesk, subscribed: Subscribed) -> list[str]:
    """Of all fees, the earliest first."""
    return [fee.status.value for fee in reversed(kept(desk, subscribed.subscription).fees)]


def test_days_an_amount_or_a_share_are_taken_off_a_fee(desk: ServiceDesk, show: Show, billed: Subscribed) -> None:
    page = with_fees(show(), 0)
    dialog = begin(page, Qt.Key.Key_R)
    assert [name for name, field in dialog.form.fields.items() if field.widget.isVisible()] == ["way", "days"]
    put(dialog, days="two")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "days") == "A whole number is needed here."
    put(dialog, days="32")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "days") == "This fee has 31 days left to take off."
    put(dialog, days="2")
    press(dialog, Qt.Key.Key_Return, CTRL)
    for way, typed in (("amount", "10.50"), ("percent", "5")):
        dialog = begin(page, Qt.Key.Key_R)
        dialog.form.fields["way"].set_value(way)
        put(dialog, **{way: typed})
        press(dialog, Qt.Key.Key_Return, CTRL)
    amounts = [fee.amount for fee in kept(desk, billed.subscription).fees if fee.amount < 0]
    assert sorted(amounts) == [Decimal(-20), Decimal("-15.5"), Decimal("-10.5")]


def test_more_than_is_left_is_refused_at_its_field(desk: ServiceDesk, show: Show, billed: Subscribed) -> None:
    dialog = begin(with_fees(show(), 0), Qt.Key.Key_R)
    dialog.form.fields["way"].set_value("amount")
    put(dialog, amount="310.01")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "amount") == "Only 310.00 is left of this fee."
    assert len(fees(desk, billed.subscription)) == 3


def test_chosen_fees_are_proposed_and_are_a_key_away_in_invoicing(
    desk: ServiceDesk, show: Show, billed: Subscribed
) -> None:
    page = with_fees(show(), 2)
    press(begin(page, Qt.Key.Key_B), Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "1 proposal is made. Look it through in Invoicing."
    again(desk, page)
    assert page.detail.records.fees.rows()[2].bills[0].number == ""
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    press(page.table, Qt.Key.Key_B, ALT)
    assert asked == [Link("billing", 1)]
    press(begin(page, Qt.Key.Key_B), Qt.Key.Key_Return, CTRL)
    assert "Nothing is waiting" in form(page).form.general()


def test_a_subscription_is_billed_earned_credited_indexed_and_billed_anew(
    desk: ServiceDesk, show: Show, billed: Subscribed
) -> None:
    page = with_fees(show(), 0, 1, 2)
    dialog = begin(page, Qt.Key.Key_B)
    dialog.form.fields["at_once"].set_value(True)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Issued: INV-000001."
    again(desk, page)
    assert not page.bound_actions()["subscriptions_invoice"].isEnabled()
    press(begin(page, Qt.Key.Key_U), Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "2 accruals are posted."
    again(desk, page)
    assert [str(each.state) for each in page.detail.records.strip.model.periods()] == [
        "earned",
        "earned",
        "billed",
        "later",
    ]
    with_fees(page, 2)
    dialog = begin(page, Qt.Key.Key_B, SHIFT)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "reason") == "Say why the invoice is taken back."
    put(dialog, reason="wrong currency")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Credited: CN-000001."
    assert statuses(desk, billed) == ["credited", "invoiced", "invoiced"]
    again(desk, page)
    dialog = begin(page, Qt.Key.Key_I)
    put(dialog, value="10")
    press(dialog, Qt.Key.Key_Return, CTRL)
    again(desk, page)
    dialog = begin(page, Qt.Key.Key_F)
    dialog.form.fields["starts_on"].set_value(FIRST)
    press(dialog, Qt.Key.Key_Return, CTRL)
    made = [fee for fee in kept(desk, billed.subscription).fees if fee.is_open]
    assert [(fee.span.starts_on, fee.amount) for fee in made] == [
        (date(2026, 4, 1), Decimal(341)),
        (FIRST, Decimal(310)),
    ]


def test_revenue_is_not_posted_into_closed_books(desk: ServiceDesk, show: Show, billed: Subscribed) -> None:
    desk.store.run("kim", bill)
    desk.store.run("setup", change, "books_closed_until", date(2026, 3, 10))
    page = show()
    dialog = begin(page, Qt.Key.Key_U)
    dialog.form.fields["post_on"].set_value(date(2026, 3, 5))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "post_on") == "The books are closed for 05/03/2026: choose a later day."
    dialog.form.fields["post_on"].set_value(date(2026, 3, 11))
    dialog.form.fields["scope"].set_value("group")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "2 accruals are posted."
    assert {each.posted_on for each in kept(desk, billed.subscription).accruals} == {None, date(2026, 3, 11)}


def test_what_was_earned_is_taken_back_by_hand(desk: ServiceDesk, show: Show, billed: Subscribed) -> None:
    desk.store.run("kim", bill)
    page = show()
    press(begin(page, Qt.Key.Key_U), Qt.Key.Key_Return, CTRL)
    again(desk, page)
    page.detail.tabs.setCurrentWidget(page.detail.records.accruals_tab)
    accruals = page.detail.records.accruals
    accruals.selectAll()
    dialog = begin(page, Qt.Key.Key_U, SHIFT)
    assert dialog.windowTitle() == "Take back 2 accruals?"
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert sum(each.reversed_on is not None for each in kept(desk, billed.subscription).accruals) == 2
    assert sum(standing(desk.store).values()) == 0
