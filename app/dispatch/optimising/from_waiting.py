"""Tells the optimiser which orders are selected where they wait."""

from PySide6.QtCore import QObject, Slot

from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.waiting.list import WaitingList


class FromWaiting(QObject):
    """They may be all that is planned."""

    def __init__(self, waiting: WaitingList, pane: OptimisingPane) -> None:
        super().__init__(pane)
        self._waiting, self._pane = waiting, pane
        waiting.selectionModel().selectionChanged.connect(self._on_selected)
        waiting.model().modelReset.connect(self._on_selected)

    @Slot()
    def _on_selected(self) -> None:
        self._pane.asking.orders.select({each.id for each in self._waiting.chosen()})
