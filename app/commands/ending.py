"""What the system's wish to end the program does to a console: its windows close as if by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from devices.stopping import stop_on_signals

LOOK_MS = 200


class Ending(QObject):
    """Leaves the event loop soon after `stop` is set."""

    def __init__(self, application: QCoreApplication, stop: Event) -> None:
        super().__init__()
        self._application = application
        self._stop = stop
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        if self._stop.is_set():
            self._timer.stop()
            self._application.quit()


@contextmanager
def ended_by_signals(application: QCoreApplication) -> Iterator[None]:
    """SIGTERM, as at the end of a session, and Ctrl+C in the terminal leave the event loop, not the children behind."""
    with stop_on_signals() as stop:
        ending = Ending(application, stop)
        yield
        ending.deleteLater()
