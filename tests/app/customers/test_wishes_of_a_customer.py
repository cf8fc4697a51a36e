"""Whom a customer wants to come, entered with keys and told beside the customer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.customers.view import CustomersPage
from app.customers.wish_line import WishLine
from app.shared.dialog import FormDialog
from app.shared.rows_field import RowsField
from domain.reporting.customer_detail import WishRow, customer_detail
from domain.scheduling.requirement_model import Wish
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.service import create_technician
from tests.app.keys import CTRL, form, press
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> CustomersPage:
    """The page with a technician to wish for."""
    team = desk.store.run("ada", create_team, TeamDraft("South"))
    desk.store.run("ada", create_technician, TechnicianDraft("Aaron", team, "Europe/Berlin", 53.5, 10.0))
    return in_front(CustomersPage(desk.kit, desk.desk), desk, qtbot, 1158, 714)


def begun(page: CustomersPage) -> tuple[FormDialog, RowsField]:
    press(page.table, Qt.Key.Key_W)
    dialog = form(page)
    field = dialog.form.fields["wishes"]
    assert isinstance(field, RowsField)
    return dialog, field


def add(field: RowsField) -> WishLine:
    QTest.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    line = field.lines()[-1]
    assert isinstance(line, WishLine)
    return line


def wishes(desk: ServiceDesk, page: CustomersPage) -> tuple[WishRow, ...]:
    with desk.store.read() as session:
        detail = customer_detail(session, page.deeds.shown.id)
    assert detail is not None
    return detail.wishes


def test_a_wish_is_made_told_and_withdrawn(desk: ServiceDesk, page: CustomersPage, qtbot: QtBot) -> None:
    dialog, field = begun(page)
    line = add(field)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Choose a technician" in field.widget.accessibleDescription()
    technician = line.technician.widget
    assert isinstance(technician, QComboBox)
    QTest.keyClick(technician, Qt.Key.Key_Down)
    assert isinstance(line.wish.widget, QComboBox)
    QTest.keyClick(line.wish.widget, Qt.Key.Key_Down)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wishes(desk, page) == (WishRow("Aaron", Wish.RESTRICTED, ""),)
    desk.tail()
    qtbot.waitUntil(lambda: len(page.deeds.shown.wishes) == 1)
    dialog, field = begun(page)
    QTest.mouseClick(field.lines()[0].remove_button, Qt.MouseButton.LeftButton)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wishes(desk, page) == ()


def test_every_word_can_be_translated(page: CustomersPage) -> None:
    with pseudo_language():
        dialog, field = begun(page)
        add(field)
        sites = {site.name for site in page.deeds.shown.sites}
        data = frozenset({"Aaron", page.deeds.shown.name, *sites})
        assert untranslated(dialog, data) == set()
