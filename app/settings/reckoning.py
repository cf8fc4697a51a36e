"""Reckons the promises of open orders anew after a calendar or an SLA was changed, beside all other work."""

from collections import deque
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.language import tr, trn
from domain.orders.promises import recompute_in_parts


class Reckoning(QObject):
    """One run after the other; each says how far it is, and what it changed."""

    running = Signal(bool)
    progressed = Signal(int, int, int)
    """How many orders are done, of how many, and how many have changed so far."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk
        self._waiting: deque[int | None] = deque()
        self._busy = False
        self._stopped = Event()

    def after_calendar(self, calendar_id: int) -> None:
        """Reckon the orders whose SLA counts by a calendar."""
        self._ask(calendar_id)

    def after_sla(self) -> None:
        """Reckon all open orders: another default concerns even those that name no SLA."""
        self._ask(None)

    @Slot()
    def stop(self) -> None:
        """Leave the orders that are not reckoned yet as they are."""
        self._waiting.clear()
        self._stopped.set()

    def _ask(self, calendar_id: int | None) -> None:
        if calendar_id not in self._waiting:
            self._waiting.append(calendar_id)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        self.running.emit(self._busy)
        if self._busy:
            self._stopped.clear()
            work = partial(self._reckon, self._waiting.popleft())
            self._tasks.run(work, self._on_done, self._on_failed, owner=self)

    def _reckon(self, calendar_id: int | None) -> int:
        changed = 0
        for part in recompute_in_parts(self._desk.store, self._desk.user, calendar_id=calendar_id):
            changed += part.changed
            if isValid(self):  # the window may be gone; the work goes on to its end
                self.progressed.emit(part.done, part.total, changed)
            if self._stopped.is_set():
                break
        return changed

    def _on_done(self, changed: int) -> None:
        if self._stopped.is_set():
            left = tr("Stopped; open orders that were left are reckoned when a calendar or an SLA is saved again.")
            self.told.emit(Notice(left, Mood.WARNING))
            self._next()
            return
        words = trn("{count} open order is promised anew.", "{count} open orders are promised anew.", changed)
        self.told.emit(Notice(words if changed else tr("No promise of an open order has changed."), Mood.INFO))
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(tr("Open orders were not reckoned anew: {why}", why=error), Mood.ERROR))
        self._next()
