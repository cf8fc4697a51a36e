"""The window of tries over the past of two chillers."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.shared.trials.past import Past
from app.shared.trials.values import Candidate
from app.shared.trials.window import TrialWindow
from tests.support.past import PastDesk
from tests.support.service_desk import ServiceDesk

Open = Callable[[Candidate], TrialWindow]


@pytest.fixture
def past(desk: ServiceDesk) -> PastDesk:
    return PastDesk(desk)


@pytest.fixture
def both(past: PastDesk) -> Candidate:
    """The rule as it is, and a better one."""
    return Candidate(past.better, past.saved, "Supply temperature", "°C")


@pytest.fixture
def open_window(past: PastDesk, qtbot: QtBot) -> Open:
    """Opens the window on a rule, and shows it."""

    def opened(candidate: Candidate) -> TrialWindow:
        owner = QWidget()
        qtbot.addWidget(owner)
        window = TrialWindow(past.desk.kit, past.desk.desk, owner, tries=Past(past.desk.store, past.desk.telemetry))
        with qtbot.waitExposed(window):
            window.begin(candidate)
        return window

    return opened
