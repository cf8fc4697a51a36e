"""How many things wait on a page, counted also while nobody looks at it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest

AT_MOST_EVERY_MS = 1000


class WaitingCount(QObject):
    """Tells `count` of the store at first, and anew after each change of `subjects`."""

    counted = Signal(int)

    def __init__(
        self, kit: Kit, desk: Desk, subjects: Iterable[str], count: Callable[[Session], int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._count = count
        self._latest = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, subjects, self._on_touched, self, interval_ms=AT_MOST_EVERY_MS)
        self._follower.set_visible(True)
        self._ask()

    def _ask(self) -> None:
        self._latest.run(self._read, self.counted.emit)

    def _read(self) -> int:
        with self._desk.store.read() as session:
            return self._count(session)

    def _on_touched(self, _touched: Touched) -> None:
        self._ask()
