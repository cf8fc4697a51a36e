"""What could not be made, each with its reason and what can be done about it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.visits.table import LEAST_TROUBLES, trouble_columns
from domain.language import tr
from domain.visits.queries import TroubleRow


class TroublesTab(QWidget):
    """A list, with buttons over it for its current row."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        columns, title = trouble_columns(kit.times), tr("What could not be made")
        self.table: RowTable[TroubleRow] = RowTable(columns, kit, "visit_troubles", title)
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(
            tr("Everything could be made"),
            tr("A visit that cannot be made when its orders are generated stands here with the reason."),
            "circle-check",
        )
        NarrowColumns(self.table, LEAST_TROUBLES)
        self._buttons = row(margins=(16, 6, 16, 6), spacing=6)
        self._buttons.addWidget(label(tr("Mend the reason, then try again."), "hint"), 1)
        whole = column(self)
        whole.addLayout(self._buttons)
        whole.addWidget(self.table, 1)

    def set_actions(self, bound: Iterable[BoundAction]) -> None:
        """What can be done with the current row."""
        for each in bound:
            self._buttons.addWidget(ActionButton(each, self._kit.theme))
