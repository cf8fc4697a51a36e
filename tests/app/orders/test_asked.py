"""What an order needs, entered in its form with keys: rated skills, people together, the job that comes first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.orders.asked_lines import AfterLine, RatedSkillLine, RequirementLine
from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from app.shared.rows_field import RowsField
from domain.scheduling.needs.asking_service import Asked, asked_of
from domain.scheduling.needs.requirement_service import RequirementDraft
from tests.app.orders.page import open_one, show_page
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    """Two orders, the second one shown."""
    open_one(desk, "Build the scaffold")
    second = open_one(desk, "Change the compressor")
    page = show_page(desk, qtbot)
    page.show_record(second)
    return page


def asking(page: OrdersPage, qtbot: QtBot) -> FormDialog:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    QTest.keyClick(page.table, Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = (each for each in page.findChildren(FormDialog, "dialog_asked") if each.isVisible())
    return dialog


def lines(dialog: FormDialog, name: str) -> RowsField:
    field = dialog.form.fields[name]
    assert isinstance(field, RowsField)
    return field


def submit(dialog: FormDialog) -> None:
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)


def asked(desk: ServiceDesk) -> Asked:
    with desk.store.read() as session:
        return asked_of(session, 2)


def need_fitter(dialog: FormDialog) -> RequirementLine:
    field = lines(dialog, "requirements")
    QTest.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    line = field.lines()[-1]
    assert isinstance(line, RequirementLine)
    QTest.keyClicks(line.name, "Fitter")
    return line


def find(dialog: FormDialog, words: str) -> AfterLine:
    field = lines(dialog, "after")
    QTest.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    line = field.lines()[-1]
    assert isinstance(line, AfterLine)
    QTest.keyClicks(line.order, words)
    return line


def test_all_that_an_order_needs_is_entered_shown_and_taken_back(
    desk: ServiceDesk, page: OrdersPage, qtbot: QtBot
) -> None:
    dialog = asking(page, qtbot)
    need_fitter(dialog)
    after = find(dialog, "scaffold")
    qtbot.waitUntil(after.order.is_offering)
    QTest.keyClick(after.order, Qt.Key.Key_Return)
    skills = lines(dialog, "skills")
    QTest.mouseClick(skills.add_button, Qt.MouseButton.LeftButton)
    rated = skills.lines()[-1]
    assert isinstance(rated, RatedSkillLine)
    assert isinstance(rated.skill.widget, QComboBox)
    QTest.keyClick(rated.skill.widget, Qt.Key.Key_Down)
    QTest.keyClick(rated.rating, Qt.Key.Key_Down)
    submit(dialog)
    there = asked(desk)
    assert [draft for _, draft in there.requirements] == [RequirementDraft("Fitter", 60)]
    assert there.after == {(1, 0)}
    assert [rating for _, rating in there.skills] == [1]
    desk.tail()
    qtbot.waitUntil(lambda: {"Fitter", "SO-000001"} <= set(page.detail.facts.text().splitlines()))
    dialog = asking(page, qtbot)
    assert asked(desk) == there
    for name in ("skills", "requirements", "after"):
        QTest.mouseClick(lines(dialog, name).lines()[0].remove_button, Qt.MouseButton.LeftButton)
    submit(dialog)
    assert asked(desk) == Asked()


def test_what_is_wrong_is_said_at_its_field_and_stays(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    dialog = asking(page, qtbot)
    find(dialog, "nothing at all")
    submit(dialog)
    assert "Choose the order" in lines(dialog, "after").widget.accessibleDescription()
    QTest.mouseClick(lines(dialog, "after").lines()[0].remove_button, Qt.MouseButton.LeftButton)
    need_fitter(dialog).name.clear()
    submit(dialog)
    assert "Say who or what" in lines(dialog, "requirements").widget.accessibleDescription()
    assert len(lines(dialog, "requirements").lines()) == 1
    assert asked(desk) == Asked()


def test_a_circle_is_refused_beside_the_orders(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    for order_id, words in ((2, "scaffold"), (1, "compressor")):
        page.show_record(order_id)
        dialog = asking(page, qtbot)
        line = find(dialog, words)
        qtbot.waitUntil(line.order.is_offering)
        QTest.keyClick(line.order, Qt.Key.Key_Return)
        submit(dialog)
    assert "in a circle" in lines(dialog, "after").widget.accessibleDescription()


def test_every_word_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    open_one(desk, "Build")
    with pseudo_language():
        page = show_page(desk, qtbot)
        page.show_record(1)
        dialog = asking(page, qtbot)
        need_fitter(dialog)
        find(dialog, "x")
        data = frozenset({"Fitter", "x", "SO-000001", "Refrigerant circuit", "High voltage"})
        assert untranslated(dialog, data) == set()
