"""The three lists of the page of visits, and which row of the one in front is meant."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget

from app.shared.kit import Kit
from app.visits.made_tab import MadeTab
from app.visits.presenter import Shown
from app.visits.preview_tab import PreviewTab
from app.visits.troubles_tab import TroublesTab
from domain.language import tr
from domain.visits.made_queries import MadeRow
from domain.visits.preview import PreviewRow
from domain.visits.queries import MOST_TROUBLES, TroubleRow

ORDER = tuple(Shown)


class VisitTabs(QTabWidget):
    """Preview, visits made, what could not be made."""

    shown_changed = Signal(object)
    """The `Shown` in front."""
    chosen_changed = Signal()
    """Another row, or another list, is in front."""
    row_opened = Signal(object)
    """A row of any of the lists."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._number = kit.times.number
        self.preview = PreviewTab(kit)
        self.made = MadeTab(kit)
        self.troubles = TroublesTab(kit)
        self.setDocumentMode(True)
        titles = (tr("Preview"), tr("Visits made"), tr("Not made"))
        for widget, words in zip((self.preview, self.made, self.troubles), titles, strict=True):
            self.addTab(widget, words)
        for table in (self.preview.table, self.made.table, self.troubles.table):
            table.row_chosen.connect(self._on_chosen)
            table.row_opened.connect(self.row_opened)
        self.currentChanged.connect(self._on_tab)

    @property
    def shown(self) -> Shown:
        """The list in front."""
        return ORDER[self.currentIndex()]

    def show_list(self, shown: Shown) -> None:
        """Bring a list in front."""
        self.setCurrentIndex(ORDER.index(shown))

    def show_troubles(self, found: list[TroubleRow]) -> None:
        """Fill the list of what could not be made, and say how much that is."""
        self.troubles.table.set_rows(found)
        count = self._number(len(found))
        count = tr("{count}+", count=count) if len(found) == MOST_TROUBLES else count
        words = tr("Not made {count}", count=count) if found else tr("Not made")
        self.setTabText(ORDER.index(Shown.TROUBLES), words)

    def row(self) -> PreviewRow | MadeRow | TroubleRow | None:
        """The current row of the list in front."""
        if self.shown is Shown.PREVIEW:
            return self.preview.table.chosen()
        return self.made.table.chosen() if self.shown is Shown.MADE else self.troubles.table.chosen()

    def made_row(self) -> MadeRow | None:
        """The current row where it is a visit that was made."""
        row = self.row()
        return row if isinstance(row, MadeRow) else None

    def trouble(self) -> TroubleRow | None:
        """The current row where it is one that could not be made."""
        row = self.row()
        return row if isinstance(row, TroubleRow) else None

    @Slot(int)
    def _on_tab(self, _at: int) -> None:
        self.shown_changed.emit(self.shown)
        self.chosen_changed.emit()

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self.chosen_changed.emit()
