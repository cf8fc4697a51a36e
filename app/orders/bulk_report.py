"""What became of each of many orders, where not all went well."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.orders.bulk import OutcomeRow
from app.shared.chips import Chip, Shape
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.table import Column, RowTable
from domain.language import tr

SIZE = (760, 420)


class BulkReport(QDialog):
    """One line for each order: done, or why not."""

    refused_asked = Signal(object)
    """The ids of the orders that were refused: they are to be selected again."""

    def __init__(self, rows: Sequence[OutcomeRow], kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._refused = [row.id for row in rows if not row.done]
        done = len(rows) - len(self._refused)
        title = tr("{done} of {count} orders done", done=kit.times.number(done), count=kit.times.number(len(rows)))
        self.setWindowTitle(title)
        self.setObjectName("dialog_bulk_report")
        self.resize(*SIZE)
        self.table: RowTable[OutcomeRow] = RowTable(_columns(), kit, "bulk_report", title)
        self.table.set_rows(sorted(rows, key=lambda one: one.done), mark=False)
        self.select_button = QPushButton(tr("Select the refused"))
        self.close_button = QPushButton(tr("Close"))
        self._arrange(title)
        self.select_button.clicked.connect(self._on_select)
        self.close_button.clicked.connect(self.accept)

    def _arrange(self, title: str) -> None:
        self.close_button.setProperty("role", "primary")
        self.close_button.setDefault(True)
        self.select_button.setAutoDefault(False)
        heading = label(title, "heading")
        hint = label(tr("What was refused is as it was before; the others are kept."), "muted", wrap=True)
        for each in (heading, hint):
            each.setContentsMargins(16, 0, 16, 0)
        buttons = row(margins=(16, 0, 16, 0), spacing=6)
        buttons.addStretch(1)
        buttons.addWidget(self.select_button)
        buttons.addWidget(self.close_button)
        whole = column(self, margins=(0, 16, 0, 16), spacing=8)
        whole.addWidget(heading)
        whole.addWidget(hint)
        whole.addWidget(self.table, 1)
        whole.addLayout(buttons)

    @Slot()
    def _on_select(self) -> None:
        self.refused_asked.emit(self._refused)
        self.accept()


def _columns() -> tuple[Column[OutcomeRow], ...]:
    return (
        Column("number", tr("Number"), lambda one: one.number, width=100, strong=True),
        Column("title", tr("Work"), lambda one: one.title, width=190, muted=True),
        Column("done", tr("Done"), _word, width=96, chip=_chip),
        Column("why", tr("What happened"), lambda one: one.sentence, stretch=True, tip=lambda one: one.sentence),
    )


def _word(one: OutcomeRow) -> str:
    return tr("Done") if one.done else tr("Refused")


def _chip(one: OutcomeRow) -> Chip:
    return Chip(_word(one), "good", Shape.DOT) if one.done else Chip(_word(one), "critical", Shape.OCTAGON)
