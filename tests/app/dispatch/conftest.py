"""A board with a plan, as it stands on the screen."""

from collections.abc import Iterator
from datetime import UTC

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dispatch.board import BoardView
from app.shared.theme import Look, Theme
from app.shared.times import Times
from domain.clock import FixedClock
from tests.app.dispatch import plans


@pytest.fixture
def times() -> Times:
    return Times(FixedClock(plans.NOW), UTC)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, Look.LIGHT)
    yield made
    made.deleteLater()


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
