"""A part is replaced from its order, which then waits until the part is there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.orders.needs_card import NeedLine
from app.orders.view import OrdersPage
from app.shared.links import Mood
from domain.orders.line_queries import lines
from domain.orders.model import Order
from domain.parts.needs import needs
from tests.app.keys import CTRL, SHIFT, form, press, put, wrong
from tests.app.orders.page import show_page
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.parts import Chiller
from tests.support.service_desk import ServiceDesk


@pytest.fixture(autouse=True)
def begun(chiller: Chiller) -> None:
    """The chiller has its parts."""
    chiller.begin()


def shown(desk: ServiceDesk, qtbot: QtBot, order: int) -> OrdersPage:
    page = show_page(desk, qtbot)
    page.show_record(order)
    return page


def replace_fan(page: OrdersPage, *, required: bool) -> None:
    """The first part that is no assembly is the fan; it is offered first."""
    page.table.setFocus()
    press(page, Qt.Key.Key_E, SHIFT)
    dialog = form(page)
    fields = dialog.form.fields
    assert fields["quantity"].value() == "2"
    put(dialog, quantity="1", serial="Q-1")
    box = fields["required"].widget
    assert isinstance(box, QCheckBox)
    assert box.isVisible()
    if required:
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    press(dialog, Qt.Key.Key_Return, CTRL)


def lines_of_card(page: OrdersPage) -> list[NeedLine]:
    return page.detail.needs.lines if page.detail.needs.isVisible() else []


def is_open(desk: ServiceDesk, order: int) -> bool:
    with desk.store.read() as session:
        found = session.get(Order, order)
        assert found
        return found.closed_at is None


def test_a_part_is_replaced_from_the_order_and_billed_on_it(desk: ServiceDesk, chiller: Chiller, qtbot: QtBot) -> None:
    order = chiller.order()
    page = shown(desk, qtbot, order)
    replace_fan(page, required=False)
    desk.tail()
    assert desk.notices[-1].text == "“Fan” is replaced."
    with desk.store.read() as session:
        assert [line.text for line in lines(session, order)] == ["Fan"]
    assert lines_of_card(page) == []
    assert chiller.words()[:3] == ["1 Fan unit", "  1 Fan", "  1 Fan"]


def test_an_order_that_waits_for_a_part_is_not_done_until_it_is_there(
    desk: ServiceDesk, chiller: Chiller, qtbot: QtBot
) -> None:
    order = chiller.order()
    page = shown(desk, qtbot, order)
    replace_fan(page, required=True)
    desk.tail()
    qtbot.waitUntil(lambda: len(lines_of_card(page)) == 1)
    press(page, Qt.Key.Key_W)
    page.detail.tabs.setCurrentIndex(2)
    press(page, Qt.Key.Key_D)
    assert is_open(desk, order)
    assert "still waits for: Fan" in desk.notices[-1].text
    assert desk.notices[-1].mood is Mood.ERROR
    assert page.detail.tabs.currentIndex() == 0
    QTest.mouseClick(lines_of_card(page)[0].provide_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not lines_of_card(page)[0].provide_button.isVisible())
    assert lines_of_card(page)[0].words.text() == "1 pcs Fan: there"
    press(page, Qt.Key.Key_D)
    assert not is_open(desk, order)


def test_what_is_needed_no_more_lets_the_order_go(desk: ServiceDesk, chiller: Chiller, qtbot: QtBot) -> None:
    order = chiller.order()
    page = shown(desk, qtbot, order)
    replace_fan(page, required=True)
    desk.tail()
    qtbot.waitUntil(lambda: len(lines_of_card(page)) == 1)
    QTest.mouseClick(lines_of_card(page)[0].withdraw_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines_of_card(page) == [])
    with desk.store.read() as session:
        assert needs(session, order) == ()


def test_too_many_are_refused_and_nothing_typed_is_lost(desk: ServiceDesk, chiller: Chiller, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, chiller.order())
    page.table.setFocus()
    press(page, Qt.Key.Key_E, SHIFT)
    dialog = form(page)
    put(dialog, quantity="7", note="Loud")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "quantity") == "At most 2 can be replaced."
    assert dialog.form.values()["note"] == "Loud"


def test_an_order_for_a_machine_without_parts_says_where_they_are_entered(
    desk: ServiceDesk, chiller: Chiller, qtbot: QtBot
) -> None:
    chiller.asset = chiller.other
    page = shown(desk, qtbot, chiller.order())
    page.table.setFocus()
    press(page, Qt.Key.Key_E, SHIFT)
    assert "that is done on its page" in desk.notices[-1].text


def test_the_words_of_the_card_can_be_translated(desk: ServiceDesk, chiller: Chiller, qtbot: QtBot) -> None:
    order = chiller.order()
    page = shown(desk, qtbot, order)
    replace_fan(page, required=True)
    with pseudo_language():
        again = shown(desk, qtbot, order)
        assert untranslated(again.detail.needs) == set()
