"""A call from the first ring to the invoice, in the running window, from the keyboard alone."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.commands.console import Console, open_desk
from app.shared.papers.preview import PreviewDialog
from domain.billing.model import Invoice
from domain.orders.model import Order
from domain.settings import load
from tests.end_to_end.brewery import SERIAL, enter_brewery
from tests.end_to_end.keyboard import CTRL, SHIFT, active
from tests.end_to_end.orders_desk import OrdersDesk


class Desk(OrdersDesk):
    """The desk, which takes one order."""

    def order(self) -> Order:
        with self.console.desk.store.read() as session:
            return session.scalars(select(Order)).one()


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    settings = load({"profile": str(tmp_path)}, {})
    opened = open_desk(settings)
    opened.store.run("setup", enter_brewery)
    console = Console(qapp, opened, None)
    window = console.open()
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: active() is window)
    yield Desk(console, window, qtbot)
    console.close()


# The list of files that the dialog offers while one types wants of a window system what the bare one cannot do.
@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_call_goes_from_the_first_ring_to_the_invoice_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    _take_the_call(desk)
    _price_it(desk)
    desk.book("Kim")
    desk.finish("Ada Berg")
    assert desk.order().signed_off_by == "Ada Berg"
    paper = _bill_it(desk, tmp_path / "invoice.pdf")
    with desk.console.desk.store.read() as session:
        invoice = session.scalars(select(Invoice)).one()
        number, total = invoice.number, invoice.total
    assert total == Decimal("282.63")
    for told in (number or "?", "Brauerei Hafen", desk.order().number, "Working hour", "237.50", "282.63"):
        assert told in paper


def _take_the_call(desk: Desk) -> None:
    desk.go("orders")
    desk.press(Qt.Key.Key_N)
    desk.wait_for_dialog("dialog_new_order")
    desk.type(SERIAL)
    desk.wait(desk.page.new_order.asset.hits.isVisible)
    desk.press(Qt.Key.Key_Return)
    desk.type("Supply too warm")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait_for_page()
    desk.wait(lambda: desk.page.detail.shown is not None)
    assert desk.order().title == "Supply too warm"


def _price_it(desk: Desk) -> None:
    lines = desk.page.detail.lines
    desk.press(Qt.Key.Key_L)
    desk.type("hour")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: len(lines.sheet.sheet_model().rows()) == 1 and lines.chosen() is not None)
    desk.type("2.5")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: lines.sheet.sheet_model().rows()[0].quantity == Decimal("2.5"))
    desk.type("95")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: lines.totals.words().startswith("237.50 EUR"))
    desk.press(Qt.Key.Key_Escape)


def _bill_it(desk: Desk, file: Path) -> str:
    """The text that stands on the invoice."""
    desk.wait(lambda: desk.page.detail.next_steps.button.text() == "Post")
    desk.press(Qt.Key.Key_P, SHIFT)
    desk.wait(lambda: desk.page.detail.next_steps.button.text() == "Invoice…")
    desk.press(Qt.Key.Key_I)
    desk.wait_for_dialog()
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: isinstance(active(), PreviewDialog))
    desk.press(Qt.Key.Key_S, CTRL)
    desk.wait(lambda: isinstance(active(), QFileDialog))
    desk.type(str(file))
    desk.press(Qt.Key.Key_Return)
    desk.wait(file.exists)
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)
