"""The page of orders as tests show and drive it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from domain.orders import service
from domain.orders.model import Origin
from domain.orders.service import OrderDraft
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk


def show_page(desk: ServiceDesk, qtbot: QtBot, width: int = 1500) -> OrdersPage:
    """The page in front, of a size that shows every part."""
    return in_front(OrdersPage(desk.kit, desk.desk), desk, qtbot, width, 800)


def open_one(desk: ServiceDesk, title: str = "Leaks", priority: Priority = Priority.NORMAL) -> int:
    """An order for the chiller."""
    draft = OrderDraft(title, priority, Origin.HAND, 60, asset_id=desk.company.chiller.id)
    return desk.store.run("ada", _open, draft)


def focused(page: QWidget) -> QWidget:
    """Where the keyboard is."""
    found = page.window().focusWidget()
    assert found is not None
    return found


def type_here(page: QWidget, text: str) -> None:
    """Type where the keyboard is."""
    for letter in text:
        QTest.keyClicks(focused(page), letter)


def press(page: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(page), key, modifier)


def editor(page: QWidget, name: str) -> QLineEdit:
    """The editor that is open in a cell."""
    found = page.findChild(QLineEdit, f"editor_{name}")
    assert found is not None
    return found


def _open(work: UnitOfWork, draft: OrderDraft) -> int:
    return service.open_order(work, draft).id
