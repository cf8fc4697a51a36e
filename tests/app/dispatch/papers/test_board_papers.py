"""The board on paper and as a picture: all rows, whole rows on each page, text that can be found."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.board.look import BoardLook, Grouping
from app.dispatch.papers.board_printing import BoardPrinting, page_height
from app.dispatch.papers.board_sheet import BoardSheet
from app.dispatch.papers.shown import Shown
from app.shared.kit import Kit
from app.shared.theme import Look
from domain.errors import Refusal
from tests.app.dispatch import plans

TIMES = 6
TECHNICIANS = [
    replace(one, id=one.id + 100 * turn, name=f"{one.name} {turn}")
    for turn in range(TIMES)
    for one in plans.technicians()
]
DAY = Shown(TECHNICIANS, plans.bookings(), BoardLook(), plans.at(6), plans.at(19))


@pytest.mark.parametrize("grouping", [Grouping.TEAM, Grouping.NONE])
@pytest.mark.parametrize("height", [400, 700, 5000])
def test_pages_together_show_every_row_whole(kit: Kit, qtbot: QtBot, grouping: Grouping, height: int) -> None:
    sheet = BoardSheet(kit, replace(DAY, look=BoardLook(grouping=grouping)), height)
    try:
        for row in sheet.rows:
            assert any(start <= row.top and row.top + row.height <= finish for start, finish in sheet.pages)
        starts = [start for start, _ in sheet.pages]
        assert starts == sorted(starts)
        assert sheet.height <= max(height, 200)
    finally:
        sheet.close()


def test_the_pdf_has_every_technician_and_every_number_as_text(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    kit.theme.set_look(Look.DARK)
    owner = QWidget()
    qtbot.addWidget(owner)
    printing = BoardPrinting(kit, path := tmp_path / "board.pdf", owner)
    with qtbot.waitSignal(printing.finished):
        printing.print_pdf(DAY)
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) > 1
    told = "\n".join(pages)
    assert {one.name for one in TECHNICIANS if one.name not in told} == set()
    today = [one for one in plans.bookings() if one.start < plans.at(19)]
    found = [one for one in today if one.number in told or one.number.rpartition("-")[2] in told]
    assert len(found) > len(today) * 0.9
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_the_picture_shows_all_rows_in_light_colours(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    kit.theme.set_look(Look.DARK)
    owner = QWidget()
    qtbot.addWidget(owner)
    printing = BoardPrinting(kit, path := tmp_path / "board.png", owner)
    with qtbot.waitSignal(printing.finished):
        printing.paint_picture(DAY)
    picture = QImage(str(path))
    assert picture.height() > len(TECHNICIANS) * 40
    assert all(picture.pixelColor(x, 60).lightness() > 200 for x in (20, 100, 200, picture.width() - 20))


def test_a_picture_without_end_is_refused(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    crowd = [replace(TECHNICIANS[0], id=number, name=f"N {number}") for number in range(1000)]
    with pytest.raises(Refusal, match="PDF"):
        BoardPrinting(kit, tmp_path / "board.png", owner).paint_picture(replace(DAY, technicians=crowd, bookings=[]))


def test_a_folder_that_is_gone_is_told(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    printing = BoardPrinting(kit, tmp_path / "gone" / "board.pdf", owner)
    with qtbot.waitSignal(printing.failed):
        printing.print_pdf(DAY)


def test_more_than_a_day_has_a_wider_board_on_the_same_paper() -> None:
    week = replace(DAY, until=plans.at(0, 7))
    assert page_height(week, 277, 190) > page_height(DAY, 277, 190)
