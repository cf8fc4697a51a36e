"""The rubber band on empty ground: which bookings it reaches."""

from PySide6.QtCore import QPoint, QPointF, QRectF

from app.dispatch.board.scene import Scene

DISTANCE = 5


class Lasso:
    """Spans a rectangle over the content from where it was begun; it stays there while the board scrolls."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._begun: QPointF | None = None
        self._kept: frozenset[int] = frozenset()
        self._at = QPoint()
        self.area: QRectF | None = None
        """In the content of the board; None until it was pulled."""

    def begin(self, at: QPoint, kept: frozenset[int]) -> None:
        """Begin here; `kept` stay chosen whatever is reached."""
        self._begun, self._kept = self._content(at), kept

    def pull(self, at: QPoint) -> bool:
        """To here; says whether there is a band now."""
        if self._begun is None:
            return False
        self._at, reached = at, self._content(at)
        if self.area is None and (reached - self._begun).manhattanLength() < DISTANCE:
            return False
        self.area = QRectF(self._begun, reached).normalized().adjusted(0, 0, 1, 1)
        return True

    def pull_on(self) -> None:
        """The content moved under the pointer."""
        self.pull(self._at)

    def reached(self) -> frozenset[int]:
        """The bookings under it, and those that stay chosen."""
        return self._kept if self.area is None else self._kept | self._scene.bookings_in(self.area)

    def end(self) -> bool:
        """Let it go; says whether there was a band."""
        had = self.area is not None
        self._begun = self.area = None
        return had

    def _content(self, at: QPoint) -> QPointF:
        return QPointF(at.x() + self._scene.left, at.y() + self._scene.top)
