"""The system may end the console, which then takes down what it started."""

import os
import signal
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.commands.ending import ended_by_signals


def test_the_end_of_the_session_leaves_the_event_loop(qapp: QApplication) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with ended_by_signals(qapp):
        QTimer.singleShot(0, qapp, partial(os.kill, os.getpid(), signal.SIGTERM))
        assert qapp.exec() == 0
    assert signal.getsignal(signal.SIGTERM) is before
