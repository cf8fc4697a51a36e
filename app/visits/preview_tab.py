"""What would be made: the calendar, and under it the due days, each with its visit or the reason why there is none."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from app.shared.due.calendar_pane import CalendarPane
from app.shared.filters import Chosen, Filter, FilterBar
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.visits.preview_table import LEAST, preview_columns
from domain.language import tr
from domain.visits.outlook import PRESENT, Outlook
from domain.visits.preview import PreviewRow

MOST_SHOWN = 3000
"""More rows than anybody reads; the calendar narrows them."""
DIMMED = 0.45


class PreviewTab(QWidget):
    """Shows an `Outlook`; days that are picked in the calendar and words of the sentence narrow its rows."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._number = kit.times.number
        self._outlook = Outlook()
        self._days: tuple[date, date] | None = None
        self.pane = CalendarPane(kit)
        self.filters = FilterBar([what_filter()])
        self.told = label("", "hint")
        self.table: RowTable[PreviewRow] = RowTable(preview_columns(kit.times), kit, "visit_preview", tr("Due days"))
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        NarrowColumns(self.table, LEAST)
        sentence = row(margins=(9, 0, 16, 4), spacing=8)
        sentence.addWidget(self.filters)
        sentence.addStretch(1)
        sentence.addWidget(self.told)
        whole = column(self)
        whole.addWidget(self.pane)
        whole.addLayout(sentence)
        whole.addWidget(self.table, 1)
        self.pane.calendar.picked.connect(self._on_picked)
        self.filters.changed.connect(self._on_filtered)
        self._dimmed = QGraphicsOpacityEffect(self)
        self._dimmed.setOpacity(DIMMED)
        self._dimmed.setEnabled(False)
        self.setGraphicsEffect(self._dimmed)
        self._tell_emptiness()

    def show_outlook(self, found: Outlook) -> None:
        """Show another preview; what narrows its rows stays."""
        self._outlook = found
        self.pane.show_outlook(found)
        self._show_rows()

    def dim(self, dimmed: bool) -> None:
        """Let what is shown step back, and be of no use, while it answers nothing that is asked."""
        self.setEnabled(not dimmed)
        self._dimmed.setEnabled(dimmed)

    def begin(self, first: date) -> None:
        """Show the months from a day on, and nothing picked in them."""
        self._days = None
        self.pane.begin(first)

    def step_back(self) -> bool:
        """Let go what narrows the rows; says whether there was anything."""
        narrowed = self._days is not None
        self._days = None
        self.pane.pick_nothing()
        narrowed = self.filters.reset() or narrowed
        self._show_rows()
        return narrowed

    def _show_rows(self) -> None:
        wanted = WHAT[next(iter(self.filters.chosen()["what"]), "")]
        found = [row for row in self._outlook.rows if wanted(row) and self._is_picked(row)]
        self.table.set_rows(found[:MOST_SHOWN], mark=False)
        told = tr("{count} due days", count=self._number(len(found)))
        if len(found) > MOST_SHOWN or not self._outlook.whole:
            most = self._number(min(len(found), MOST_SHOWN))
            told = tr("the first {count} due days; choose a month in the calendar or fewer agreements", count=most)
        self.told.setText(told if found else "")
        self._tell_emptiness()

    def _is_picked(self, row: PreviewRow) -> bool:
        return self._days is None or self._days[0] <= row.shown_on <= self._days[1]

    def _tell_emptiness(self) -> None:
        if self._outlook.count:
            self.table.set_empty(tr("Nothing here"), tr("Press Esc to see all days again."), "calendar-check")
        else:
            hint = tr("Give lines of agreements an interval, or choose another period.")
            self.table.set_empty(tr("Nothing falls due in this period"), hint, "calendar-check")

    @Slot(object, object)
    def _on_picked(self, first: date | None, last: date | None) -> None:
        self._days = None if first is None or last is None else (first, last)
        self._show_rows()

    @Slot(object)
    def _on_filtered(self, _chosen: Chosen) -> None:
        self._show_rows()


def what_filter() -> Filter:
    """All due days, unless some are asked for by what becomes of them."""
    choices = (
        ("new", tr("to be made")),
        ("together", tr("put together with others")),
        ("closed", tr("on closed days")),
        ("made", tr("made already")),
        ("skipped", tr("skipped")),
    )
    return Filter("what", tr("all due days"), choices, several=False)


def _is_any(_row: PreviewRow) -> bool:
    return True


def _is_new(row: PreviewRow) -> bool:
    return row.order is not None


def _is_together(row: PreviewRow) -> bool:
    return row.together > 1


def _is_closed(row: PreviewRow) -> bool:
    return row.conflict


def _is_made(row: PreviewRow) -> bool:
    return row.how in PRESENT


def _is_skipped(row: PreviewRow) -> bool:
    return row.order is None and row.how not in PRESENT


WHAT: Mapping[str, Callable[[PreviewRow], bool]] = {
    "": _is_any,
    "new": _is_new,
    "together": _is_together,
    "closed": _is_closed,
    "made": _is_made,
    "skipped": _is_skipped,
}
