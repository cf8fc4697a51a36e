"""Asking for papers and files on the dispatch page."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.board.look import BoardLook
from app.dispatch.papers.desk import PaperDesk
from app.dispatch.papers.shown import Shown
from app.shared.dialog import FormDialog
from domain.scheduling import queries
from domain.scheduling.placing.service import place
from tests.app.dispatch.house import ALL_TIME, House
from tests.app.dispatch.plans import NOW


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def papers(house: House, page: QWidget) -> PaperDesk:
    """Kim has a job today."""
    start = NOW + timedelta(hours=2)
    house.store.run("kim", place, house.people.plain, house.people.kim, start, start + timedelta(hours=1))
    with house.store.read() as session:
        technicians, bookings = queries.technicians(session, *ALL_TIME), queries.bookings(session, *ALL_TIME)
    shown = Shown(technicians, bookings, BoardLook(), NOW, NOW + timedelta(hours=12))
    return PaperDesk(house.kit, house.desk, page, lambda: shown, lambda: house.people.kim)


def answer(page: QWidget, name: str) -> FormDialog:
    dialog = page.findChild(FormDialog, f"dialog_{name}")
    assert isinstance(dialog, FormDialog)
    dialog.submitted.emit(dialog.form.values())
    return dialog


def save_as(papers: PaperDesk, path: Path) -> None:
    assert isinstance(papers.dialog, QFileDialog)
    papers.dialog.fileSelected.emit(str(path))
    papers.dialog.close()


def test_the_week_of_whoever_is_chosen_is_laid_out(papers: PaperDesk, page: QWidget, qtbot: QtBot) -> None:
    papers.ask_week()
    answer(page, "week")
    qtbot.waitUntil(lambda: papers.paper is not None)
    assert papers.paper is not None
    assert "Kim" in papers.paper.windowTitle()
    papers.paper.close()


def test_a_calendar_file_is_saved_where_asked(papers: PaperDesk, page: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    papers.ask_calendar()
    answer(page, "calendar")
    qtbot.waitUntil(lambda: papers.dialog is not None)
    with qtbot.waitSignal(papers.told):
        save_as(papers, path := tmp_path / "kim.ics")
    content = path.read_text("utf-8")
    assert content.count("BEGIN:VEVENT") == 1
    assert "Supply too warm" in content


@pytest.mark.parametrize(("end", "start"), [("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_the_board_is_saved_where_asked(
    papers: PaperDesk, qtbot: QtBot, tmp_path: Path, end: str, start: bytes
) -> None:
    {"pdf": papers.print_board, "png": papers.picture_board}[end]()
    with qtbot.waitSignal(papers.told):
        save_as(papers, path := tmp_path / f"board.{end}")
    assert path.read_bytes().startswith(start)


def test_a_folder_that_is_gone_is_told_in_a_sentence(papers: PaperDesk, qtbot: QtBot, tmp_path: Path) -> None:
    papers.print_board()
    with qtbot.waitSignal(papers.told) as told:
        save_as(papers, tmp_path / "gone" / "board.pdf")
    assert told.args is not None
    assert "gone" in told.args[0].text
