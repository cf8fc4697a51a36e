"""Looks for slots and lets one be chosen: within which time, the list, and all about the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.columns import Column
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.slots.asked_bar import AskedBar
from app.shared.slots.finder import Found, Read, SlotFinder
from app.shared.slots.table import SlotRow, rows, told
from app.shared.table import RowTable
from domain.language import tr
from domain.scheduling.assistant.values import Slot as FreeSlot

ICON = "sparkles"


class SlotChooser(QWidget):
    """The first slot that is found is chosen by itself."""

    chosen = Signal(object)
    """The slot that is current now, or None."""
    opened = Signal(object)
    """The slot on which Enter was pressed."""
    edited = Signal()
    """Something else is asked: whoever hears it looks again."""
    failed = Signal(object)

    def __init__(
        self, kit: Kit, desk: Desk, name: str, columns: Sequence[Column[SlotRow]], most: int, margin: int = 12
    ) -> None:
        super().__init__()
        self._kit = kit
        self._most = most
        self.found: Found | None = None
        self.finder = SlotFinder(kit, desk, self)
        self.asked = AskedBar(margin)
        self.table: RowTable[SlotRow] = RowTable(columns, kit, name, tr("Slots"))
        self.reasons = label("", wrap=True)
        self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reasons.setContentsMargins(margin, 0, margin, 0)
        whole = column(self, spacing=8)
        whole.addWidget(self.asked)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.reasons)
        self.finder.found.connect(self._on_found)
        self.finder.failed.connect(self.failed)
        self.asked.edited.connect(self.edited)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)

    @property
    def slot(self) -> FreeSlot | None:
        """The slot that is chosen."""
        chosen = self.table.chosen()
        return None if chosen is None else chosen.slot

    def look(self, read: Read) -> None:
        """Look for the slots of what `read` brings; what was found before stays until then."""
        self.finder.look(read, self.asked.asked(self._most))

    def forget(self, title: str, hint: str = "") -> None:
        """Show nothing, and say why."""
        self.finder.drop()
        self.found = None
        self.table.set_rows((), mark=False)
        self.table.set_empty(title, hint, ICON)
        self._on_chosen(None)

    def let_go(self) -> bool:
        """Choose none; says whether one was chosen."""
        had = self.table.chosen() is not None
        self.table.clearSelection()
        self.table.selectionModel().clearCurrentIndex()
        return had

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        before, self.found = self.slot, found
        hint = tr("Nobody who may do it has so much time. Look further ahead, or at those who lack a skill.")
        self.table.set_empty(tr("No free slot"), hint, "calendar-clock")
        self.table.set_rows(rows(found.slots), mark=False)
        if found.slots:
            self.table.choose(_same(self.table.rows(), before))
        self._on_chosen(self.table.chosen())

    @Slot(object)
    def _on_chosen(self, chosen: SlotRow | None) -> None:
        shown = chosen is not None and self.found is not None
        self.reasons.setVisible(shown)
        if chosen is not None and self.found is not None:
            self.reasons.setText(told(chosen.slot, self.found.currency, self._kit.times))
        self.chosen.emit(chosen.slot if chosen is not None else None)

    @Slot(object)
    def _on_opened(self, row: SlotRow) -> None:
        self.opened.emit(row.slot)


def _same(rows: Sequence[SlotRow], slot: FreeSlot | None) -> int:
    """The row of the same time with the same technician, wherever it stands now, or the first."""
    wanted = None if slot is None else (slot.technician_id, slot.start)
    return next((row.id for row in rows if (row.slot.technician_id, row.slot.start) == wanted), rows[0].id)
