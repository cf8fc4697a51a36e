"""Subscriptions entered, changed, ended and stopped with real keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.service import SubscriptionDraft, change_subscription
from domain.subscriptions.spans import Span
from tests.app.keys import CTRL, form, press, put, wrong
from tests.app.subscriptions.subscribing import Show, kept
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import FIRST, Subscribed

JANUARY = Wish(Span(FIRST, date(2026, 1, 31)))


def choose(dialog: FormDialog, field: str, steps: int) -> None:
    """Go down so many steps in what is offered."""
    combo = dialog.form.fields[field].widget
    combo.setFocus()
    for _ in range(steps):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def test_a_subscription_is_entered_with_keys_alone_and_then_its_price(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    basic = AgreementDraft("Basic", FIRST)
    agreement = desk.store.run("setup", create_agreement, desk.company.brewery.id, basic)
    page = show()
    press(page.table, Qt.Key.Key_N)
    dialog = form(page)
    put(dialog, name="Watch by night", quantity="2")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "customer") == "Choose the customer first."
    choose(dialog, "customer", 2)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "group_id") == "Choose the group first."
    choose(dialog, "group_id", 1)
    offered = dialog.form.fields["agreement_id"]
    assert isinstance(offered, ChoiceField)
    assert offered.word(agreement) == "AG-000001 · Basic"
    choose(dialog, "agreement_id", 1)
    press(dialog, Qt.Key.Key_Return, CTRL)
    made = page.record_shown()
    assert made is not None
    found = kept(desk, made)
    assert (found.customer, found.group, found.draft.quantity) == ("Harbour Brewery", "Monthly", 2)
    assert (found.draft.starts_on, found.draft.agreement_id) == (date(2026, 4, 1), agreement)
    assert page.detail.tabs.currentWidget() is page.detail.records.prices_tab
    press(page.table, Qt.Key.Key_P)
    dialog = form(page)
    put(dialog, base="a lot")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "base") == "A number is needed here."
    put(dialog, base="120.50", index="110")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert [(str(step.rate.price), step.rate.effective_on) for step in kept(desk, made).prices] == [
        ("132.5500", date(2026, 4, 1))
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ends_on", date(2026, 1, 15), "There are fees until 31/01/2026: take them back or credit them first."),
        ("starts_on", date(2026, 1, 10), "There are fees from 01/01/2026 on: take them back or credit them first."),
        ("from_start", True, "There are fees already, so periods and currency stay"),
        ("currency", "CHF", "There are fees already, so periods and currency stay"),
        ("quantity", "0", "A quantity is above 0 and at most 1,000,000."),
        ("quantity", "1000000000000", "A number below 1,000,000,000,000 is needed here."),
        ("name", "", "name"),
    ],
)
def test_what_would_make_a_fee_wrong_is_refused_at_its_field(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, field: str, value: object, sentence: str
) -> None:
    desk.store.run("kim", create_fees, subscribed.subscription, JANUARY)
    page = show()
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    dialog.form.fields[field].set_value(value)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert sentence in wrong(dialog, field)
    assert kept(desk, subscribed.subscription).draft.starts_on == FIRST


def test_a_change_is_kept(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    page = show()
    press(page.table, Qt.Key.Key_E)
    put(form(page), name="Watch by day", quantity="1.5")
    press(form(page), Qt.Key.Key_Return, CTRL)
    found = kept(desk, subscribed.subscription).draft
    assert (found.name, found.quantity, found.currency) == ("Watch by day", 1.5, "EUR")


def test_who_changes_after_somebody_else_is_told_and_keeps_what_was_typed(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    page = show()
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    theirs = SubscriptionDraft("Theirs", subscribed.group, FIRST)
    desk.store.run("lou", change_subscription, subscribed.subscription, theirs, 1)
    put(dialog, name="Mine")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Somebody else" in dialog.form.general()
    assert dialog.form.values()["name"] == "Mine"
    assert kept(desk, subscribed.subscription).draft.name == "Theirs"


def test_a_subscription_ends_and_goes_on_again(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    page = show()
    press(page.table, Qt.Key.Key_T)
    dialog = form(page)
    dialog.form.fields["ends_on"].set_value(date(2025, 12, 31))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "ends_on") == "The end is before the start."
    dialog.form.fields["ends_on"].set_value(date(2026, 6, 30))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert kept(desk, subscribed.subscription).draft.ends_on == date(2026, 6, 30)
    desk.tail()
    page.presenter.look_at(subscribed.subscription)
    press(page.table, Qt.Key.Key_T)
    form(page).form.fields["ends_on"].set_value(None)
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert kept(desk, subscribed.subscription).draft.ends_on is None


def test_one_that_is_stopped_goes_on_with_undo(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    page = show()
    press(page.table, Qt.Key.Key_S)
    assert not kept(desk, subscribed.subscription).active
    undo = desk.notices[-1].undo
    assert undo is not None
    undo()
    assert kept(desk, subscribed.subscription).active
