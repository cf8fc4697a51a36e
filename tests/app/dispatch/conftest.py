"""A board with a plan, as it stands on the screen."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.shared.tasks import Tasks
from app.shared.theme import Theme
from app.shared.times import Times
from domain.clock import FixedClock
from tests.app.dispatch import plans
from tests.app.dispatch.house import House


@pytest.fixture
def times() -> Times:
    return Times(FixedClock(plans.NOW), UTC)


@pytest.fixture
def board(qtbot: QtBot, theme: Theme, times: Times) -> BoardView:
    """Twelve technicians on a Wednesday, one working day wide."""
    made = BoardView(theme, times)
    qtbot.addWidget(made)
    made.resize(1400, 760)
    made.set_plan(plans.technicians(), plans.bookings())
    with qtbot.waitExposed(made):
        made.show()
    made.fit_days(1)
    made.go_to_day(plans.NOW)
    made.setFocus()
    return made


@pytest.fixture
def house(sqlite_folder: Path, theme: Theme, tasks: Tasks, qtbot: QtBot) -> Iterator[House]:
    made = House(sqlite_folder, theme, tasks, qtbot)
    yield made
    made.close()
