"""All maintenance that is on or still to come, to change and to end."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.shared.changes import Follower, Touched
from app.shared.columns import Column
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.table import RowTable
from app.shared.times import Times
from domain.language import tr
from domain.monitoring.maintenance_queries import MaintenanceRow

WIDTH, HEIGHT = 820, 380


class MaintenanceDialog(QDialog):
    """Shows the rows; says which one somebody wants to change or end, and when it wants to know anew."""

    wanted = Signal()
    change_asked = Signal(object)
    """A `MaintenanceRow`."""
    end_asked = Signal(object)
    """A `MaintenanceRow`."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("dialog_maintenances")
        self.setWindowTitle(tr("Maintenance"))
        self.resize(WIDTH, HEIGHT)
        self.table: RowTable[MaintenanceRow] = RowTable(_columns(kit.times), kit, "maintenances", tr("Maintenance"))
        self.change_button = QPushButton(tr("Change…"))
        self.end_button = QPushButton(tr("End now"))
        self.close_button = QPushButton(tr("Close"))
        self._follower = Follower(kit.changes, ("maintenance",), self._on_touched, self)
        self._arrange()
        self._follower.set_visible(True)
        self.table.selection_changed.connect(self._show_possible)
        self.table.row_opened.connect(self.change_asked)
        self.change_button.clicked.connect(self._on_change)
        self.end_button.clicked.connect(self._on_end)
        self.close_button.clicked.connect(self.accept)
        self._show_possible()

    def show_rows(self, rows: tuple[MaintenanceRow, ...]) -> None:
        """Show what there is now."""
        self.table.set_rows(rows)
        self._show_possible()

    def _arrange(self) -> None:
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(
            tr("Nothing is maintained"), tr("Choose an alert or an asset and enter maintenance there."), "wrench"
        )
        for button, name in ((self.change_button, "change"), (self.end_button, "end"), (self.close_button, "close")):
            button.setObjectName(f"button_{name}")
            button.setAutoDefault(False)
        buttons = row(spacing=6)
        buttons.addWidget(self.change_button)
        buttons.addWidget(self.end_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        whole = column(self, margins=(16, 16, 16, 16), spacing=10)
        whole.addWidget(label(tr("Maintenance"), "heading"))
        whole.addWidget(self.table, 1)
        whole.addLayout(buttons)

    def _on_touched(self, _touched: Touched) -> None:
        self.wanted.emit()

    @Slot()
    def _show_possible(self) -> None:
        chosen = bool(self.table.selected())
        self.change_button.setEnabled(chosen)
        self.end_button.setEnabled(chosen)

    @Slot()
    def _on_change(self) -> None:
        for each in self.table.selected():
            self.change_asked.emit(each)

    @Slot()
    def _on_end(self) -> None:
        for each in self.table.selected():
            self.end_asked.emit(each)


def _columns(times: Times) -> tuple[Column[MaintenanceRow], ...]:
    return (
        Column("what", tr("What"), lambda each: each.what, width=150, strong=True),
        Column("site", tr("Site"), lambda each: each.site, width=120, muted=True),
        Column("reason", tr("Why"), lambda each: each.reason, width=160, stretch=True, tip=lambda each: each.reason),
        Column(
            "since",
            tr("From"),
            lambda each: times.short(each.since),
            sort=lambda each: each.since,
            tip=lambda each: times.full(each.since),
            width=132,
        ),
        Column(
            "until",
            tr("Until"),
            lambda each: times.short(each.until),
            sort=lambda each: each.until,
            tip=lambda each: times.full(each.until),
            width=132,
        ),
    )
