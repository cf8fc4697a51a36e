"""The tree of messages received, in which values and parts of topics are clicked on."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot

from app.settings.mappings.heard_rows import HeardRow, HeardRows
from app.shared.columns import Column
from app.shared.kit import Kit
from app.shared.tree import RowTree
from domain.language import tr
from domain.monitoring.telemetry.overhearing import Overheard

NAME_WIDTH = 320


class ReceivedTree(RowTree[HeardRow]):
    """What came last on each topic; it stays open where it was opened."""

    picked = Signal(object)
    """A `Pick`: somebody clicked on it, or pressed Enter."""

    def __init__(self, kit: Kit) -> None:
        columns: Sequence[Column[HeardRow]] = (
            Column("name", tr("What came"), lambda row: row.name, width=NAME_WIDTH),
            Column("value", tr("Value"), lambda row: row.value, stretch=True, muted=True, tip=lambda row: row.value),
        )
        super().__init__(columns, kit, "received", tr("Messages received"))
        self.set_empty(tr("Nothing received yet"), icon="radio-tower")
        self._heard = HeardRows()
        self.clicked.connect(self._on_clicked)
        self.row_opened.connect(self._on_opened)

    def show_messages(self, messages: Sequence[Overheard]) -> None:
        """The newest message of each topic, the newest first in `messages`."""
        before = {row.id for row in self.rows()}
        rows = self._heard.of(messages)
        self.set_rows(rows)
        alone = sum(row.parent_id is None for row in rows) == 1
        for row_id in {row.parent_id for row in rows} - before:
            if row_id is not None:
                self._open(row_id, alone=alone)

    def _open(self, row_id: int, *, alone: bool) -> None:
        """What is new shows all that it has; a topic itself only where it is the only one."""
        index = self._model.index_of(row_id)
        self.setExpanded(index, alone or index.parent().isValid())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._on_opened(self._model.row_at(index))

    @Slot(object)
    def _on_opened(self, row: HeardRow) -> None:
        if row.pick is not None:
            self.picked.emit(row.pick)
