"""Measures the main job in the console itself: from the reading that fulfils a rule to the order, and to the screen."""

import time
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.shared.changes import Changes
from domain.monitoring.watching import WatchedRule
from domain.store.journal import FactRow

#: Which orders a widget shows at this moment, by id.
Shown = Callable[[], Collection[int]]


class Stopwatch(QObject):
    """Watches `widget`, which shows the orders that `shown` tells, and the facts that announce them.

    The clock of an order starts when its rule was fulfilled: with the reading that did it, or, for a rule with a
    duration, when that had passed. Both ends are read from the clock of this machine. What was fulfilled before this
    watch began, while nobody listened, is counted but not timed.
    """

    def __init__(
        self, changes: Changes, widget: QWidget, shown: Shown, rules: Collection[WatchedRule], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.to_order_ms: list[float] = []
        self.to_screen_ms: list[float] = []
        self.orders: list[int] = []
        self.alerts: list[int] = []
        self._began = time.time()
        self._shown = shown
        self._durations = {rule.id: rule.definition.duration for rule in rules}
        self._fulfilled: dict[str, float] = {}
        self._to_be_drawn: dict[int, float] = {}
        changes.arrived.connect(self._on_facts)
        self._widget = widget
        widget.installEventFilter(self)

    def look_away(self) -> None:
        """What was not drawn by now is not timed: the widget goes out of sight."""
        self._widget.removeEventFilter(self)
        self._to_be_drawn.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._to_be_drawn:
            # The paint itself comes after this filter; the next turn of the loop is after the paint.
            QTimer.singleShot(0, self._on_painted)
        return super().eventFilter(watched, event)

    @Slot(object)
    def _on_facts(self, facts: tuple[FactRow, ...]) -> None:
        now = time.time()
        for fact in facts:
            if fact.kind == "alert.raised":
                self.alerts.append(fact.subject_id)
                self._fulfilled[f"alert:{fact.subject_id}"] = self._start(fact)
            elif fact.kind == "order.opened" and fact.after.get("source") in self._fulfilled:
                started = self._fulfilled.pop(fact.after["source"])
                self.orders.append(fact.subject_id)
                if started >= self._began:
                    self.to_order_ms.append((now - started) * 1000)
                    self._to_be_drawn[fact.subject_id] = started

    def _start(self, fact: FactRow) -> float:
        begun = datetime.fromisoformat(fact.after["started_at"])
        last = datetime.fromisoformat(fact.after["last_at"])
        return max(last, begun + timedelta(seconds=self._durations.get(fact.after["rule_id"], 0.0))).timestamp()

    @Slot()
    def _on_painted(self) -> None:
        now = time.time()
        for order_id in self._to_be_drawn.keys() & set(self._shown()):
            self.to_screen_ms.append((now - self._to_be_drawn.pop(order_id)) * 1000)
