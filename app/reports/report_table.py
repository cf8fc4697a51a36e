"""The table of one report."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.reports.report import Report
from app.shared.kit import Kit
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from domain.language import tr


class ReportTable(RowTable[Any]):
    """Shows what words are found in, and opens the record behind a row."""

    link_asked = Signal(object)
    """A `Link`."""

    def __init__(self, report: Report, kit: Kit) -> None:
        super().__init__(report.columns(kit.times), kit, f"reports_{report.kind.value}", report.kind.label)
        self._report = report
        self._narrow = NarrowColumns(self, report.least)
        self.set_empty(tr("Nothing in this time"), report.hint, "file-chart-column")
        self.row_opened.connect(self._on_opened)

    def call(self, titles: Mapping[str, str]) -> None:
        """Give columns these titles; those without one are left out."""
        self.retitle(titles)
        self._narrow.leave_out([name for name, title in titles.items() if not title])

    def show_found(self, rows: Sequence[Any], words: str) -> Sequence[Any]:
        """Show the rows in which `words` stand; returns them."""
        columns = self.row_model().columns if words else ()
        found = [row for row in rows if not words or any(words in each.text(row).casefold() for each in columns)]
        self.set_rows(found, mark=False)
        return found

    @Slot(object)
    def _on_opened(self, row: Any) -> None:
        if (link := self._report.opens(row)) is not None:
            self.link_asked.emit(link)
