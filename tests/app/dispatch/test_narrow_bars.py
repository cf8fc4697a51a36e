"""What bars say that are too narrow for words beside each other."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.dispatch.board.paint_bars import fitting
from app.dispatch.board.typeface import Faces
from tests.app.dispatch.test_board_look import painted


@pytest.mark.parametrize(("days", "worded"), [(7, True), (14, False)])
def test_bars_of_a_week_say_their_number_upright(board: BoardView, qtbot: QtBot, days: int, worded: bool) -> None:
    board.fit_days(days)
    found = board.scene.rows.bar(1)
    assert found is not None
    rect = board.scene.rect(*found).toRect()
    image = painted(board, qtbot)
    middle = range(rect.top() + 6, rect.bottom() - 6)
    inside = {image.pixelColor(x, y).name() for x in range(rect.left() + 1, rect.right()) for y in middle}
    assert (len(inside) > 1) is worded


@pytest.mark.parametrize(
    ("room", "shown"), [("", "642"), ("642", "642"), ("1642", "1642"), ("001642", "001642"), ("SO-001642", "SO-001642")]
)
def test_a_narrow_bar_shows_the_end_of_its_number(qapp: QApplication, room: str, shown: str) -> None:
    face = Faces().strong
    assert fitting("SO-001642", face, face.width(room)) == shown
