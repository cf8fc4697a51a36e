"""The kept scenarios: shown beside the new ones, or deleted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.whatif.kept_table import columns
from app.dispatch.whatif.values import KeptLine
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from domain.language import tr

LEAST = {"goals": 1060, "supposed": 960, "shown": 760, "days": 660, "by": 480}


class Kept(QWidget):
    """A table of all of them."""

    show_asked = Signal(object)
    """The ids of scenarios, as a frozenset, that shall stand in the comparison, and no other kept ones."""
    delete_asked = Signal(object)
    """The `KeptLine` to be deleted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.table: RowTable[KeptLine] = RowTable(columns(kit.times), kit, "whatif_kept", tr("Kept scenarios"))
        NarrowColumns(self.table, LEAST)
        self.show_button = QPushButton(tr("Show in the comparison"))
        self.delete_button = QPushButton(tr("Delete…"))
        self.tools: tuple[QWidget, ...] = (self.show_button, self.delete_button)
        self._arrange()
        self.table.set_empty(tr("No scenario is kept"), tr("Compare some, choose a column and keep it."), "bookmark")
        self.table.selection_changed.connect(self._on_selected)
        self.table.row_opened.connect(self._on_opened)
        self.show_button.clicked.connect(self._on_show)
        self.delete_button.clicked.connect(self._on_delete)
        self._on_selected()

    def set_lines(self, lines: Sequence[KeptLine]) -> None:
        """Show these."""
        self.table.set_rows(lines)
        self._on_selected()

    def _arrange(self) -> None:
        for name, button in (("show", self.show_button), ("delete", self.delete_button)):
            button.setObjectName(f"whatif_kept_{name}")
        self.delete_button.setToolTip(QKeySequence(Qt.Key.Key_Delete).toString(QKeySequence.SequenceFormat.NativeText))
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete)
        column(self).addWidget(self.table)
        self.setFocusProxy(self.table)

    @Slot()
    def _on_selected(self) -> None:
        selected = self.table.selected()
        self.show_button.setEnabled(bool(selected))
        self.delete_button.setEnabled(len(selected) == 1)
        hide = bool(selected) and all(line.shown for line in selected)
        self.show_button.setText(tr("Take out of the comparison") if hide else tr("Show in the comparison"))

    @Slot(object)
    def _on_opened(self, line: KeptLine | None) -> None:
        if line is not None:
            self._show([line])

    @Slot()
    def _on_show(self) -> None:
        self._show(self.table.selected())

    @Slot()
    def _on_delete(self) -> None:
        selected = self.table.selected()
        if len(selected) == 1:
            self.delete_asked.emit(selected[0])

    def _show(self, lines: Sequence[KeptLine]) -> None:
        """Show these too; where all of them are shown already, take them out."""
        shown = {line.id for line in self.table.rows() if line.shown}
        wanted = {line.id for line in lines}
        self.show_asked.emit(frozenset(shown - wanted if wanted <= shown else shown | wanted))
