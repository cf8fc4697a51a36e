"""The place on the board where pasted bookings go: a technician and a moment, shown as a mark in the row."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.board.geometry import SNAP, snapped
from app.dispatch.board.scene import Scene

WIDTH = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A technician, and a moment in seconds."""

    technician_id: int
    at: float


class Cursor(QWidget):
    """Lies over the board and lets the mouse through."""

    def __init__(self, scene: Scene, over: QWidget) -> None:
        super().__init__(over)
        self._scene = scene
        self.spot: Spot | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def put(self, spot: Spot | None) -> None:
        """Stand here, or nowhere."""
        self.spot = spot
        self.follow()

    def put_at(self, x: float, y: float) -> None:
        """Stand at the quarter hour nearest to a place in the viewport."""
        row = self._scene.row_at(y)
        if row is not None and row.technician is not None:
            self.put(Spot(row.technician.id, snapped(self._scene.seconds(x))))

    def step(self, across: int, down: int) -> None:
        """Go by quarter hours and rows; begin at the selected booking, or at now."""
        rows, spot = self._scene.rows, self.spot or self._beginning()
        row = rows.of(spot.technician_id) if spot is not None else None
        if row is None or spot is None:
            return
        beside = (rows.neighbour(row, down) or row) if down else row
        if beside.technician is not None:
            self.put(Spot(beside.technician.id, spot.at + across * SNAP))

    def follow(self) -> None:
        """The content moved, or the spot: stand over it."""
        row = self._scene.rows.of(self.spot.technician_id) if self.spot is not None else None
        if row is None or self.spot is None:
            self.hide()
            return
        x = round(self._scene.x(self.spot.at))
        self.setGeometry(x - WIDTH // 2, self._scene.y(row) + 1, WIDTH, row.height - 2)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._scene.colours.accent)
        painter.end()

    def _beginning(self) -> Spot | None:
        scene = self._scene
        found = scene.rows.bar(scene.selected) if scene.selected is not None else None
        if found is not None:
            return Spot(found[1].booking.technician_id, found[1].start)
        first = next((row.technician for row in scene.rows.rows if row.technician is not None), None)
        return Spot(first.id, snapped(scene.now)) if first is not None else None
