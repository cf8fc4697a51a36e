"""The board scrolls by itself while something is held at its border."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtWidgets import QAbstractScrollArea

BORDER = 30
STEP = 14
TURN_MS = 30


class Creep(QObject):
    """Scrolls towards where the pointer is, and says after each step that the content has moved under it."""

    def __init__(self, area: QAbstractScrollArea, moved: Callable[[], None]) -> None:
        super().__init__(area)
        self._area = area
        self._moved = moved
        self._at = QPoint()
        self._entering = False
        self._timer = QTimer(self, interval=TURN_MS)
        self._timer.timeout.connect(self._on_turn)

    def enter(self) -> None:
        """What is held comes from outside: to cross the border on the way in is no wish to scroll."""
        self._entering = True

    def follow(self, at: QPoint) -> None:
        """The pointer is here, in the viewport."""
        self._at = at
        at_border = self._step() != QPoint()
        if self._area.viewport().rect().contains(at) and not at_border:
            self._entering = False
        creeping = at_border and not self._entering
        if creeping != self._timer.isActive():
            self._timer.start() if creeping else self._timer.stop()

    def stop(self) -> None:
        """Nothing is held any more."""
        self._entering = False
        self._timer.stop()

    def _step(self) -> QPoint:
        rect = self._area.viewport().rect()
        if not rect.contains(self._at):
            return QPoint()
        dx = (self._at.x() > rect.right() - BORDER) - (self._at.x() < BORDER)
        dy = (self._at.y() > rect.bottom() - BORDER) - (self._at.y() < BORDER)
        return QPoint(dx * STEP, dy * STEP)

    @Slot()
    def _on_turn(self) -> None:
        step = self._step()
        across, down = self._area.horizontalScrollBar(), self._area.verticalScrollBar()
        across.setValue(across.value() + step.x())
        down.setValue(down.value() + step.y())
        self._moved()
