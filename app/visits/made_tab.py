"""What was made: visits with their orders, page by page."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.filters import Chosen, Filter, FilterBar
from app.shared.kit import Kit
from app.shared.layout import column, row
from app.shared.more_bar import MoreBar
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.visits.table import LEAST_MADE, made_columns
from domain.language import tr
from domain.visits.made_queries import MadePage, MadeRow
from domain.visits.model import VisitStatus


class MadeTab(QWidget):
    """Shows a `MadePage`."""

    statuses_asked = Signal(object)
    """A frozenset of `VisitStatus`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        choices = tuple((each.value, each.label) for each in VisitStatus)
        self.filters = FilterBar([Filter("status", tr("all visits"), choices)])
        self.table: RowTable[MadeRow] = RowTable(made_columns(), kit, "visits_made", tr("Visits"))
        self.more = MoreBar(kit)
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(
            tr("No visits here"),
            tr("What is generated from the preview stands here with its orders."),
            "calendar-check",
        )
        NarrowColumns(self.table, LEAST_MADE)
        sentence = row(margins=(9, 6, 16, 4))
        sentence.addWidget(self.filters)
        whole = column(self)
        whole.addLayout(sentence)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.more)
        self.filters.changed.connect(self._on_filtered)

    def show_page(self, page: MadePage) -> None:
        """Show the first visits, and that there are more."""
        self.table.set_rows(page.rows, mark=False)
        self.more.show_page(page)

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self.statuses_asked.emit(frozenset(VisitStatus(each) for each in chosen["status"]))
