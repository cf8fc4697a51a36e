"""Lets the optimiser be compiled while the window has nothing to do, so that nobody waits for it."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.shared.tasks import Tasks
from domain.optimising.running.warming import compile_ahead

#: Only after people have found their way about.
LATER_MS = 45_000


class Warming(QObject):
    """Once after every start; where it was done already nothing happens."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._timer = QTimer(self, interval=LATER_MS, singleShot=True)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        """Begin no more; what is under way ends with the tasks."""
        self._timer.stop()

    @Slot()
    def _on_time(self) -> None:
        self._tasks.run(self._compile, self._on_compiled, lasting=True)

    def _compile(self) -> bool:
        return compile_ahead(self._is_wanted)

    def _is_wanted(self) -> bool:
        return self._tasks.open

    @Slot(object)
    def _on_compiled(self, _done: bool) -> None:
        """Nobody waits for it."""
