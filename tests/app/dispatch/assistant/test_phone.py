"""A customer on the phone: from the site to an order that is promised and booked, in one dialog."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.assistant.pane import SlotsPane
from app.dispatch.assistant.phone import PhoneDialog
from app.dispatch.view import DispatchPage
from domain.orders.model import Order
from domain.store.history import facts_of
from tests.app.dispatch.house import House


def asked(house: House, qtbot: QtBot) -> tuple[DispatchPage, PhoneDialog]:
    """The dialog, with the page behind it."""
    page = house.window()
    pane = page.findChild(SlotsPane)
    assert pane is not None
    page.panes.open(pane.key)
    QTest.mouseClick(pane.phone_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(PhoneDialog)))
    (dialog,) = page.findChildren(PhoneDialog)
    return page, dialog


def fill(dialog: PhoneDialog, title: str = "Compressor is loud") -> None:
    site = dialog.site.widget
    assert isinstance(site, QComboBox)
    site.setCurrentIndex(site.findText("Harbour Brewery · Cellar"))
    QTest.keyClicks(dialog.title.widget, title)


def test_an_order_is_opened_promised_and_booked_in_one(house: House, qtbot: QtBot) -> None:
    page, dialog = asked(house, qtbot)
    assert not dialog.submit_button.isEnabled()
    fill(dialog)
    qtbot.waitUntil(lambda: len(dialog.chooser.table.rows()) == 4)
    chosen = dialog.chooser.slot
    assert chosen is not None
    QTest.keyClick(dialog.chooser.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(house.bookings()) == 1)
    (booked,) = house.bookings()
    assert (booked.title, booked.start) == ("Compressor is loud", chosen.start)
    with house.store.read() as session:
        order = session.get_one(Order, booked.order_id)
        assert (order.window_from, order.window_until) == (chosen.start, chosen.start + timedelta(hours=2))
    qtbot.waitUntil(lambda: page.board.scene.rows.bar(booked.id) is not None)


def test_skills_narrow_whom_the_assistant_offers(house: House, qtbot: QtBot) -> None:
    _page, dialog = asked(house, qtbot)
    fill(dialog)
    qtbot.waitUntil(lambda: {row.slot.name for row in dialog.chooser.table.rows()} == {"Kim", "Lea"})
    dialog.skills.set_value(frozenset(dialog.skills._boxes))
    qtbot.waitUntil(lambda: {row.slot.name for row in dialog.chooser.table.rows()} == {"Kim"})


def test_without_a_title_nothing_is_opened(house: House, qtbot: QtBot) -> None:
    _page, dialog = asked(house, qtbot)
    fill(dialog, title="")
    qtbot.waitUntil(dialog.submit_button.isEnabled)
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.title.widget.accessibleDescription()))
    assert house.bookings() == []


def names(dialog: PhoneDialog) -> set[str]:
    return {row.slot.name for row in dialog.chooser.table.rows()}


def choose(dialog: PhoneDialog, name: str) -> None:
    dialog.chooser.table.choose(next(row.id for row in dialog.chooser.table.rows() if row.slot.name == name))


def warned(house: House, qtbot: QtBot) -> tuple[PhoneDialog, QWidget]:
    """The dialog after Lea was asked for, who lacks the skill; and where the reason is typed."""
    _page, dialog = asked(house, qtbot)
    fill(dialog)
    dialog.skills.set_value(frozenset(dialog.skills._boxes))
    qtbot.waitUntil(lambda: names(dialog) == {"Kim"})
    dialog.chooser.asked.lacking.click()
    qtbot.waitUntil(lambda: "Lea" in names(dialog))
    choose(dialog, "Lea")
    reason = dialog.form.fields["reason"].widget
    assert not reason.isVisible()
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(reason.isVisible)
    return dialog, reason


def test_what_warnings_speak_against_is_booked_with_a_reason(house: House, qtbot: QtBot) -> None:
    dialog, reason = warned(house, qtbot)
    assert dialog.submit_button.text() == "Book all the same"
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(reason.accessibleDescription()))
    assert house.bookings() == []
    QTest.keyClicks(reason, "Her colleague is ill")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(house.bookings()) == 1)
    with house.store.read() as session:
        (placed,) = facts_of(session, "booking", [house.bookings()[0].id])
    assert placed.after["reason"] == "Her colleague is ill"


def test_what_is_chosen_stays_so_where_it_stands_in_the_new_list(house: House, qtbot: QtBot) -> None:
    _page, dialog = asked(house, qtbot)
    fill(dialog)
    qtbot.waitUntil(lambda: names(dialog) == {"Kim", "Lea"})
    chooser = dialog.chooser
    chooser.table.choose(2)
    chosen, found = chooser.slot, chooser.found
    assert chosen is not None
    assert found is not None
    chooser._on_found(replace(found, slots=tuple(reversed(found.slots))))
    assert chooser.slot == chosen
    assert found.slots.index(chosen) != len(found.slots) - 1 - found.slots.index(chosen)


def test_another_slot_asks_anew(house: House, qtbot: QtBot) -> None:
    dialog, reason = warned(house, qtbot)
    choose(dialog, "Kim")
    assert not reason.isVisible()
    assert dialog.submit_button.text() == "Open and book"
