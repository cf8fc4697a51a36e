"""The preview: pages at any size, saved and printed from the keyboard, in every theme."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.shared.kit import Kit
from app.shared.papers.page_view import PageView
from app.shared.papers.preview import PaperPreview, PreviewDialog, open_preview
from app.shared.theme import Look
from domain.documents.papers import Paper
from domain.documents.samples import samples
from domain.documents.sheets import Sheet, compose
from domain.parameters.registry import Parameters
from tests.app.pseudo import pseudo_language, untranslated

PARAGRAPHS = "".join(f"<p>Paragraph {at}</p>" for at in range(200))


@pytest.fixture
def sheet() -> Sheet:
    made = compose(Paper.INVOICE, samples(Paper.INVOICE)[0], Parameters(), {})
    return replace(made, html=made.html + PARAGRAPHS)


@pytest.fixture
def preview(qtbot: QtBot, kit: Kit, sheet: Sheet) -> Iterator[PaperPreview]:
    made = PaperPreview(kit)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show_sheet(sheet)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    yield made
    made.close()


def test_it_begins_at_the_top_as_wide_as_there_is_room(preview: PaperPreview) -> None:
    pages = preview.pages
    assert (pages.page, pages.count, pages.verticalScrollBar().value()) == (1, 6, 0)
    assert pages.horizontalScrollBar().maximum() == 0
    before = pages.zoom
    preview.resize(600, 700)
    assert pages.zoom < before


def test_without_a_paper_nothing_can_be_done(qtbot: QtBot, kit: Kit) -> None:
    empty = PaperPreview(kit)
    qtbot.addWidget(empty)
    assert not any(action.isEnabled() for action in empty.actions_by_id.values())


def test_keys_make_it_larger_smaller_and_as_wide_as_there_is_room(preview: PaperPreview) -> None:
    pages = preview.pages
    fitting = pages.zoom
    QTest.keyClick(pages, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom == pytest.approx(fitting * 1.2)
    QTest.keyClick(pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom == pytest.approx(fitting / 1.2)
    QTest.keyClick(pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom == pytest.approx(fitting)


def test_zoom_keeps_what_is_in_the_middle_and_stays_within_reason(preview: PaperPreview) -> None:
    pages = preview.pages
    pages.verticalScrollBar().setValue(pages.verticalScrollBar().maximum() // 2)
    page = pages.page
    for _ in range(40):
        pages.zoom_in()
    assert (pages.zoom, pages.page) == (4.0, page)
    for _ in range(40):
        pages.zoom_out()
    assert pages.zoom == 0.25
    assert not preview.grab().isNull()


def test_the_wheel_scrolls_and_with_ctrl_zooms(preview: PaperPreview) -> None:
    pages, before = preview.pages, preview.pages.zoom
    _wheel(pages, Qt.KeyboardModifier.ControlModifier, 120)
    assert pages.zoom == pytest.approx(before * 1.2)
    _wheel(pages, Qt.KeyboardModifier.NoModifier, -120)
    assert pages.verticalScrollBar().value() > 0


def test_page_down_reaches_the_last_page(preview: PaperPreview) -> None:
    for _ in range(20):
        QTest.keyClick(preview.pages, Qt.Key.Key_PageDown)
    assert preview.pages.page == preview.pages.count
    assert "Page 6 of 6" in _texts(preview)


def test_another_paper_stays_where_one_looked(preview: PaperPreview, sheet: Sheet) -> None:
    bar = preview.pages.verticalScrollBar()
    bar.setValue(900)
    preview.show_sheet(replace(sheet, html=sheet.html.replace("Paragraph 1", "Another 1")))
    assert abs(bar.value() - 900) <= 2


def test_it_is_saved_as_pdf_from_the_keyboard(qtbot: QtBot, preview: PaperPreview, kit: Kit, tmp_path: Path) -> None:
    QTest.keyClick(preview.pages, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Invoice INV-000042.pdf")
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(tmp_path / "bill"))
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "bill.pdf").exists)
    assert "INV-000042" in PdfReader(tmp_path / "bill.pdf").pages[0].extract_text()
    assert preview.told.text().startswith("Saved as")
    assert kit.memory.text("papers/folder") == str(tmp_path)


def test_a_file_that_cannot_be_written_is_told_in_the_preview(preview: PaperPreview, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "missing" / "bill.pdf")
    assert "cannot be written" in preview.told.text()
    assert preview.told.isVisible()


def test_ctrl_p_asks_which_printer(preview: PaperPreview) -> None:
    QTest.keyClick(preview.pages, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = preview.findChild(QPrintDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_the_dialog_shows_a_paper_over_its_parent_and_closes_with_escape(qtbot: QtBot, kit: Kit, sheet: Sheet) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(700, 500)
    parent.show()
    dialog = open_preview(parent, kit, sheet)
    assert (dialog.windowTitle(), dialog.width(), dialog.height()) == ("Invoice INV-000042", 700, 500)
    QTest.keyClick(dialog.preview.pages, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: parent.findChild(PreviewDialog) is None)


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
def test_pages_are_white_in_every_theme(preview: PaperPreview, kit: Kit, look: Look) -> None:
    kit.theme.set_look(look)
    picture = preview.pages.viewport().grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 40).lightness() == 255
    assert picture.pixelColor(2, 2).name() == kit.theme.current().sunken.lower()


def test_everything_it_says_is_translated(qtbot: QtBot, kit: Kit, sheet: Sheet) -> None:
    with pseudo_language():
        made = PaperPreview(kit)
        qtbot.addWidget(made)
        made.show_sheet(sheet)
        made.save_to(Path("/nowhere/at/all.pdf"))
        assert untranslated(made) == set()


def _wheel(target: PageView, keys: Qt.KeyboardModifier, by: int) -> None:
    viewport = target.viewport()
    place = QPointF(viewport.rect().center())
    event = QWheelEvent(
        place, viewport.mapToGlobal(place), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def _texts(preview: PaperPreview) -> str:
    return preview._place.text()
