"""Photos on an order are seen without opening them, and large with a double click."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from app.orders.picture_strip import SIDE, PictureDialog
from app.orders.thumbnails import SMALL, Thumbnails, drawn
from app.orders.view import OrdersPage
from tests.app.orders.page import open_one, show_page
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def page(threaded_desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    opened = open_one(threaded_desk)
    page = show_page(threaded_desk, qtbot)
    page.show_record(opened)
    qtbot.waitUntil(lambda: page.detail.shown is not None)
    page.detail.tabs.setCurrentWidget(page.detail.papers)
    return page


def photo(folder: Path, name: str, colour: str, size: QSize) -> Path:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    path = folder / name
    assert image.save(str(path))
    return path


def test_a_photo_is_shown_small_and_chooses_its_file(page: OrdersPage, tmp_path: Path, qtbot: QtBot) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF-1.7 nothing")
    tab = page.detail.papers
    tab.attach([plan, photo(tmp_path, "leak.jpg", "red", QSize(3000, 2000))])
    qtbot.waitUntil(lambda: tab.pictures.count() == 1 and len(tab.files.rows()) == 2)
    strip = tab.pictures
    icon = strip.item(0).icon
    qtbot.waitUntil(lambda: QColor(icon().pixmap(SIDE, SIDE).toImage().pixel(10, 10)).red() > 200)
    assert strip.isVisible()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=strip.visualItemRect(strip.item(0)).center())
    chosen = tab.files.chosen()
    assert chosen is not None
    assert chosen.name == "leak.jpg"
    QTest.keyClick(strip, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: strip.findChild(PictureDialog) is not None)
    large = strip.findChild(PictureDialog)
    assert large is not None
    assert large.windowTitle() == "leak.jpg"
    large.close()


def test_a_small_picture_is_made_once(desk: ServiceDesk, tmp_path: Path) -> None:
    stored = desk.desk.files.add(photo(tmp_path, "leak.png", "blue", QSize(1000, 500)))
    thumbnails = Thumbnails(desk.kit, desk.desk.files, desk)
    made = QSignalSpy(thumbnails.ready)
    thumbnails.ask(stored.sha256)
    desk.desk.files.path(stored.sha256).unlink()
    thumbnails.ask(stored.sha256)
    assert [made.at(at)[1].size() for at in range(made.count())] == [QSize(SMALL, SMALL // 2)] * 2


def test_what_is_no_picture_or_gone_is_an_empty_one(desk: ServiceDesk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 32)
    assert drawn(str(broken), SMALL).isNull()
    thumbnails = Thumbnails(desk.kit, desk.desk.files, desk)
    made = QSignalSpy(thumbnails.ready)
    thumbnails.ask("a" * 64)
    assert made.at(0)[1].isNull()


def test_without_photos_there_is_no_empty_strip(page: OrdersPage) -> None:
    assert not page.detail.papers.pictures.isVisible()
