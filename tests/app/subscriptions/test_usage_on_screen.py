"""A subscription is billed by a meter: agreed, seen before, made, given up, with real keys."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.shared.dialog import FormDialog
from app.shared.rows_field import RowsField
from domain.meters.reading_service import ReadingDraft, take_reading
from domain.meters.service import MeterDraft, create_meter
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from tests.app.keys import CTRL, SHIFT, form, press, put, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.subscriptions.subscribing import Show, fees, kept, periods, preview, told
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import FIRST, Subscribed


@pytest.fixture
def meter(desk: ServiceDesk) -> int:
    """Hours of the brewery's chiller: 744 in January."""
    made = desk.store.run("setup", create_meter, desk.company.chiller.id, MeterDraft("Running hours", "h"))
    for at, value in ((datetime(2025, 12, 31, 23, tzinfo=UTC), 100), (datetime(2026, 1, 31, 23, tzinfo=UTC), 844)):
        desk.store.run("kim", take_reading, made, ReadingDraft(at, value))
    return made


@pytest.fixture
def unpriced(desk: ServiceDesk, subscribed: Subscribed, meter: int) -> int:
    """Without a price: billed by usage alone."""
    draft = SubscriptionDraft("Cooling", subscribed.group, FIRST)
    return desk.store.run("setup", create_subscription, desk.company.brewery.id, draft)


def tiers(dialog: FormDialog) -> RowsField:
    field = dialog.form.fields["tiers"]
    assert isinstance(field, RowsField)
    return field


def type_tier(dialog: FormDialog, at: int, up_to: str, price: str) -> None:
    inputs = tiers(dialog).lines()[at].findChildren(QLineEdit)
    for each, text in zip(inputs, (up_to, price), strict=True):
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(each, text)


def test_usage_is_agreed_tier_by_tier_and_its_fees_are_seen_and_made(
    desk: ServiceDesk, show: Show, unpriced: int, meter: int, qtbot: QtBot
) -> None:
    page = show()
    assert page.record_shown() == unpriced
    press(page.table, Qt.Key.Key_M)
    dialog = form(page)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "tiers") == "A number is needed here."
    type_tier(dialog, 0, "100", "2")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "tiers") == "The last price tier must have no end."
    QTest.mouseClick(tiers(dialog).add_button, Qt.MouseButton.LeftButton)
    type_tier(dialog, 1, "", "1.50")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "meter") == "Choose the meter that usage is billed by."
    dialog.form.fields["meter"].set_value(meter)
    put(dialog, included="44")
    press(dialog, Qt.Key.Key_Return, CTRL)
    desk.tail()
    page.presenter.look_at(unpriced)
    assert "Running hours · up to 100: 2.00 EUR · then 1.50 EUR · 44 included" in told(page)
    press(page.table, Qt.Key.Key_F)
    dialog = form(page)
    qtbot.waitUntil(lambda: len(preview(dialog)) == 1)
    assert [(row["days"], row["kind"], row["amount"]) for row in preview(dialog)] == [
        ("January 2026", "Usage", "1,100.00 EUR")
    ]
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert fees(desk, unpriced) == ["2026-01-01 – 2026-01-31"]
    desk.tail()
    page.presenter.load()
    page.presenter.look_at(unpriced)
    assert periods(page) == ["open", "gap", "gap", "later"]
    assert kept(desk, unpriced).next_days.starts_on == date(2026, 2, 1)
    assert page.table.rows()[0].paid_until == date(2026, 1, 31)


def test_usage_that_is_not_read_yet_is_told_with_its_reason(
    desk: ServiceDesk, show: Show, unpriced: int, meter: int, qtbot: QtBot
) -> None:
    page = show()
    press(page.table, Qt.Key.Key_M)
    dialog = form(page)
    dialog.form.fields["meter"].set_value(meter)
    type_tier(dialog, 0, "", "2")
    press(dialog, Qt.Key.Key_Return, CTRL)
    desk.tail()
    page.presenter.look_at(unpriced)
    press(page.table, Qt.Key.Key_F)
    dialog = form(page)
    dialog.form.fields["ends_on"].set_value(date(2026, 2, 28))
    qtbot.waitUntil(lambda: len(preview(dialog)) == 2)
    assert [(row["days"], row["done"]) for row in preview(dialog)] == [
        ("January 2026", "is made"),
        ("February 2026", "skipped"),
    ]
    assert preview(dialog)[1]["why"].startswith("Running hours: the last reading is of 01/02/2026.")


def test_usage_is_given_up_while_nothing_is_billed_by_it(
    desk: ServiceDesk, show: Show, unpriced: int, meter: int
) -> None:
    page = show()
    assert not page.bound_actions()["subscriptions_usage_none"].isEnabled()
    press(page.table, Qt.Key.Key_M)
    form(page).form.fields["meter"].set_value(meter)
    type_tier(form(page), 0, "", "2")
    press(form(page), Qt.Key.Key_Return, CTRL)
    desk.tail()
    page.presenter.look_at(unpriced)
    press(page.table, Qt.Key.Key_M, SHIFT)
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert kept(desk, unpriced).usage is None


def test_the_form_of_usage_is_translated(show: Show, unpriced: int) -> None:
    with pseudo_language():
        page = show()
        page.doing.agree_usage()
        own = frozenset({"Running hours · Chiller 1 A-00001"})
        assert {each for each in untranslated(form(page), own) if "⟦" not in each} == set()
