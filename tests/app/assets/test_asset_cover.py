"""What covers an asset stands with it, and its agreement is a click away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.assets.detail import RecordLink
from app.assets.view import AssetsPage
from app.shared.links import Link
from tests.support.covered import LABOUR, cover_the_chiller
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk


def test_an_asset_tells_its_agreement_and_what_that_covers(desk: ServiceDesk, qtbot: QtBot) -> None:
    page = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)
    page.show_record(desk.company.chiller.id)
    assert not told(page, "Included by")
    agreement = desk.store.run("lou", cover_the_chiller, desk.company)
    desk.tail()
    qtbot.waitUntil(lambda: told(page, f"Hour: {LABOUR}"))
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    link = next(each for each in page.findChildren(RecordLink) if "Full service" in each.text())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked == [Link("agreements", agreement)]


def told(page: AssetsPage, words: str) -> bool:
    return any(words in each.text() for each in page.detail.overview.findChildren(QLabel))
