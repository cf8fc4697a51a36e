"""A call from the first ring to the invoice, in the running window, from the keyboard alone."""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.commands.console import Console, open_desk
from app.orders.view import OrdersPage
from app.shared.links import Notice
from app.shared.papers.preview import PreviewDialog
from app.shell.window import Window
from domain.assets.model import Asset, AssetModel
from domain.billing.model import Invoice
from domain.orders.defaults import ensure_defaults
from domain.orders.model import Order
from domain.parties.model import Customer, Site
from domain.scheduling.model import Booking
from domain.settings import load
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Shift, Team, Technician

PATIENCE = 20_000
SERIAL = "NF-2044-17"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def _company(work: UnitOfWork) -> None:
    """What a service centre has entered before the first call comes: a customer with a machine, and a technician."""
    ensure_defaults(work)
    customer = work.add(Customer(number="C-0007", name="Brauerei Hafen"), "customer.created")
    site = Site(
        customer_id=customer.id,
        parent_id=None,
        name="Kellerei",
        street="Kai 1",
        postcode="20457",
        city="Hamburg",
        country="DE",
        latitude=53.5,
        longitude=10.0,
        timezone="Europe/Berlin",
    )
    work.add(site, "site.created")
    model = AssetModel(kind="chiller", maker="Nordfrost", name="CX 400", skill_id=None)
    work.add(model, "asset_model.created")
    asset = Asset(
        number="A-00017",
        name="Chiller 1",
        serial=SERIAL,
        model_id=model.id,
        site_id=site.id,
        customer_id=customer.id,
        parent_id=None,
        installed_on=date(2021, 4, 1),
    )
    work.add(asset, "asset.created")
    _technician(work)


def _technician(work: UnitOfWork) -> None:
    team = work.add(Team(name="North"), "team.created")
    kim = Technician(name="Kim", phone="", email="", team_id=team.id, latitude=0, longitude=0, timezone="Europe/Berlin")
    work.add(kim, "technician.created")
    for weekday in range(7):
        shift = Shift(technician_id=kim.id, weekday=weekday, start=time(0, 0), finish=time(23, 59))
        work.add(shift, "shift.created")


class Desk:
    """A person who has only a keyboard: keys go to whatever window and input has the focus."""

    def __init__(self, console: Console, window: Window, qtbot: QtBot) -> None:
        self.console = console
        self.window = window
        self._qtbot = qtbot
        self.told: list[str] = []
        self.page.notice_asked.connect(self._on_told)

    def _on_told(self, notice: Notice) -> None:
        self.told.append(notice.text)

    @property
    def page(self) -> OrdersPage:
        found = self.window.places.pages["orders"]
        assert isinstance(found, OrdersPage)
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(_focused(), key, modifier)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(_focused(), ord(letter))

    def wait(self, condition: Callable[[], bool]) -> None:
        try:
            self._qtbot.waitUntil(condition, timeout=PATIENCE)
        except QtTimeoutError as error:
            raise AssertionError(f"the desk was told: {self.told}") from error

    def wait_for_dialog(self, name: str = "") -> None:
        """Until a dialog has the keyboard, so that nothing typed is lost."""
        self.wait(lambda: _is_dialog(_active(), name))

    def wait_for_page(self) -> None:
        """Until the dialog is gone and the window has the keyboard, also where no window manager gives it back."""
        self.wait(lambda: not any(each.isVisible() for each in self.window.findChildren(QDialog)))
        if _active() is None:
            self.window.activateWindow()
        self.wait(lambda: _active() is self.window)

    def order(self) -> Order:
        with self.console.desk.store.read() as session:
            return session.scalars(select(Order)).one()

    def stage(self) -> str:
        shown = self.page.detail.shown
        return shown.stage if shown else ""


def _active() -> QWidget | None:
    return QApplication.activeWindow()


def _is_dialog(window: QWidget | None, name: str) -> bool:
    return isinstance(window, QDialog) and name in {"", window.objectName()}


def _focused() -> QWindow:
    found = QGuiApplication.focusWindow()
    assert found is not None
    return found


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    settings = load({"profile": str(tmp_path)}, {})
    opened = open_desk(settings)
    opened.store.run("setup", _company)
    console = Console(qapp, opened, None)
    window = console.open()
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: _active() is window)
    yield Desk(console, window, qtbot)
    console.close()


# The list of files that the dialog offers while one types wants of a window system what the bare one cannot do.
@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_call_goes_from_the_first_ring_to_the_invoice_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    _take_the_call(desk)
    _price_it(desk)
    _book_it(desk)
    _do_the_work(desk)
    paper = _bill_it(desk, tmp_path / "invoice.pdf")
    with desk.console.desk.store.read() as session:
        invoice = session.scalars(select(Invoice)).one()
        number, total = invoice.number, invoice.total
    assert total == Decimal("282.63")
    for told in (number or "?", "Brauerei Hafen", desk.order().number, "Working hour", "237.50", "282.63"):
        assert told in paper


def _take_the_call(desk: Desk) -> None:
    desk.press(Qt.Key.Key_2, ALT)
    desk.wait(lambda: desk.window.places.current is desk.page)
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


def _book_it(desk: Desk) -> None:
    desk.press(Qt.Key.Key_R)
    desk.wait(lambda: "Assign" in desk.page.detail.next_steps.button.text())
    desk.press(Qt.Key.Key_T)
    desk.wait_for_dialog("dialog_assign")
    desk.press(Qt.Key.Key_Return)
    desk.wait_for_page()
    with desk.console.desk.store.read() as session:
        assert session.scalars(select(Booking)).one().technician.name == "Kim"
    desk.wait(lambda: desk.stage() == "Planned")


def _do_the_work(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Right, ALT)
    desk.wait(lambda: desk.stage() == "In progress")
    desk.press(Qt.Key.Key_S, SHIFT)
    desk.wait_for_dialog()
    desk.type("Ada Berg")
    desk.press(Qt.Key.Key_Return)
    desk.wait_for_page()
    desk.wait(lambda: desk.order().signed_off_by == "Ada Berg")
    desk.press(Qt.Key.Key_D)
    desk.wait(lambda: desk.stage() == "Done")


def _bill_it(desk: Desk, file: Path) -> str:
    """The text that stands on the invoice."""
    desk.wait(lambda: desk.page.detail.next_steps.button.text() == "Post")
    desk.press(Qt.Key.Key_P, SHIFT)
    desk.wait(lambda: desk.page.detail.next_steps.button.text() == "Invoice…")
    desk.press(Qt.Key.Key_I)
    desk.wait_for_dialog()
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: isinstance(_active(), PreviewDialog))
    desk.press(Qt.Key.Key_S, CTRL)
    desk.wait(lambda: isinstance(_active(), QFileDialog))
    desk.type(str(file))
    desk.press(Qt.Key.Key_Return)
    desk.wait(file.exists)
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)
