"""The repairs of an order: what was wrong, why, and what was done; Enter changes, Del takes away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.orders.order_repairs import OrderRepairs
from app.shared.kit import Kit
from app.shared.layout import column, row
from app.shared.narrow import NarrowColumns
from app.shared.table import Column, RowTable
from app.shared.times import Times
from domain.language import tr
from domain.repairs.queries import RepairRow

EDGE = 12
#: The columns that give way, and the pixels below which they do.
LEAST = {"symptom": 700, "resolution": 540}


class RepairTable(RowTable[RepairRow]):
    """Del takes the chosen one away."""

    struck = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen() is not None:
            self.struck.emit()
        else:
            super().keyPressEvent(event)


class RepairsTab(QWidget):
    """Shows repairs, lets people keep more."""

    def __init__(self, kit: Kit, deeds: OrderRepairs) -> None:
        super().__init__()
        self._deeds = deeds
        self.table = RepairTable(repair_columns(kit.times), kit, "order_repairs", tr("Repairs"))
        NarrowColumns(self.table, LEAST)
        self.add_button = QPushButton(tr("Add a repair"))
        self.add_button.setToolTip(tr("With suggestions from what helped before"))
        told = tr("Add one, and what helped before on machines like this is suggested while you type.")
        self.table.set_empty(tr("No repairs yet"), told, "wrench")
        buttons = row(margins=(EDGE, 8, EDGE, 8), spacing=6)
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        whole = column(self)
        whole.addLayout(buttons)
        whole.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.row_opened.connect(self._on_opened)
        self.table.struck.connect(self._on_struck)
        self.add_button.clicked.connect(self._on_add)

    def show_repairs(self, rows: Sequence[RepairRow]) -> None:
        """Show them."""
        self.table.set_rows(tuple(rows))
        self.add_button.setEnabled(self._deeds.can_change())

    @Slot()
    def _on_add(self) -> None:
        self._deeds.add()

    @Slot(object)
    def _on_opened(self, repair: RepairRow) -> None:
        if self._deeds.can_change():
            self._deeds.change(repair)

    @Slot()
    def _on_struck(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None and self._deeds.can_change():
            self._deeds.remove(chosen)


def repair_columns(times: Times) -> tuple[Column[RepairRow], ...]:
    """From the complaint to the cure."""
    return (
        Column("title", tr("What is wrong"), lambda row: row.title, width=120, stretch=True, tip=whole_words),
        Column("symptom", tr("Symptom"), lambda row: row.symptom, width=150, muted=True, tip=lambda row: row.symptom),
        Column("diagnosis", tr("Diagnosis"), lambda row: row.diagnosis, width=170, tip=lambda row: row.diagnosis),
        Column("resolution", tr("Resolution"), lambda row: row.resolution, width=150, tip=lambda row: row.resolution),
        Column(
            "finished",
            tr("Stage"),
            lambda row: " ".join(part for part in (row.stage, times.short(row.finished)) if part),
            sort=lambda row: row.finished,
            tip=lambda row: " ".join(part for part in (row.stage, times.full(row.finished)) if part),
            width=112,
            ticking=True,
        ),
    )


def whole_words(repair: RepairRow) -> str:
    """Everything that is known of a repair."""
    symptom = " · ".join(part for part in (repair.symptom_area, repair.symptom) if part)
    diagnosis = " · ".join(part for part in (repair.diagnosis_area, repair.diagnosis) if part)
    lines = (repair.title, symptom, diagnosis, repair.resolution, repair.stage, repair.technician, repair.note)
    return "\n".join(line for line in lines if line)
