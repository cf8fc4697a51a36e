"""Repairs and tasks beside the list and over the whole page: what matters is readable, and a click is enough."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.orders.signature_pad import SignaturePad
from app.orders.suggestion_list import SuggestionList
from app.orders.tasks_tab import NOTE
from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from app.shared.papers.preview import PreviewDialog
from domain.errors import Refusal
from domain.repairs.suggestions import Scope, Suggestion, Suggestions, SymptomHint
from tests.app.orders.page import open_one, show_page
from tests.support.service_desk import ServiceDesk

BESIDE, ALONE = 410, 1150


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    opened = open_one(desk)
    page = show_page(desk, qtbot)
    page.show_record(opened)
    return page


def test_one_click_takes_what_helped_before(desk: ServiceDesk, qtbot: QtBot) -> None:
    shown = SuggestionList(desk.kit)
    qtbot.addWidget(shown)
    shown.resize(400, 600)
    shown.show()
    helped = Suggestion(1, 1, "Electrics", 2, "Contactor burnt", 3, "Rewired", 10, 8, 1, 135, ())
    hint = SymptomHint(5, 4, "Chiller", "Compressor trips", 21)
    shown.show_found(Suggestions(Scope.MODEL, 42, (hint,), (helped,)))
    for entries, signal, meant in (
        (shown.symptoms, shown.symptom_taken, hint),
        (shown.repairs, shown.repair_taken, helped),
    ):
        with qtbot.waitSignal(signal) as taken:
            at = entries.visualItemRect(entries.item(0)).center()
            QTest.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert taken.args == [meant]


def test_a_repair_says_its_diagnosis_and_stage_beside_the_list(page: OrdersPage) -> None:
    tab = page.detail.repairs
    names = [column.name for column in tab.table.row_model().columns]
    assert shown(page, BESIDE) == ["title", "diagnosis", "finished"]
    assert shown(page, ALONE) == names


def shown(page: OrdersPage, width: int) -> list[str]:
    """The columns of repairs that are there at this width."""
    tab = page.detail.repairs
    page.detail.tabs.setCurrentWidget(tab)
    tab.table.resize(width, 300)
    columns = tab.table.row_model().columns
    return [column.name for at, column in enumerate(columns) if not tab.table.isColumnHidden(at)]


def test_rows_of_papers_and_tasks_are_as_high_as_rows_elsewhere(desk: ServiceDesk, page: OrdersPage) -> None:
    tab = page.detail.papers
    page.detail.tabs.setCurrentWidget(tab)
    height = desk.kit.theme.current().row_height
    assert tab.papers.visualItemRect(tab.papers.item(0)).height() == height
    assert tab.papers.height() < height * (tab.papers.count() + 1)


def test_a_paper_is_opened_with_the_mouse(page: OrdersPage, qtbot: QtBot) -> None:
    tab = page.detail.papers
    page.detail.tabs.setCurrentWidget(tab)
    QTest.mouseClick(tab.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    preview = page.findChild(PreviewDialog)
    assert preview is not None
    preview.close()


def test_a_refusal_makes_room_for_itself_when_signing(page: OrdersPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    (asked,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    pad = asked.findChild(SignaturePad)
    assert pad is not None
    before = pad.height()
    asked.show_refusal(Refusal("Not done yet: a first long task, a second long task. Finish this before. " * 3))
    again = next(each for each in asked.findChildren(QPushButton) if each.text() == "Draw again")
    assert pad.height() == before
    assert again.y() >= pad.geometry().bottom()


def test_notes_of_tasks_have_room_or_are_in_the_tooltip(page: OrdersPage) -> None:
    tab = page.detail.tasks
    page.detail.tabs.setCurrentWidget(tab)
    tab.resize(BESIDE, 300)
    assert tab.tree.isColumnHidden(NOTE)
    tab.resize(ALONE, 300)
    assert not tab.tree.isColumnHidden(NOTE)
    assert tab.tree.columnWidth(NOTE) > ALONE // 3
