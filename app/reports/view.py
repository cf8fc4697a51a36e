"""The page of reports: one is chosen in the first word of the sentence."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.reports.presenter import ReportsPresenter
from app.reports.report import Kind, Loaded, Report
from app.reports.report_table import ReportTable
from app.reports.reports import reports
from app.reports.saving import SaveDialog
from app.reports.sentence import DEFAULT, REPORT, asked, filters
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.page import Page
from app.shared.papers.preview import PreviewDialog, open_preview
from domain.documents.sheets import Sheet
from domain.language import tr

FILTERS_KEY = "pages/reports/filters"


class ReportsPage(Page):
    """What orders, fees and agreements brought and cost, and what falls due."""

    key = "reports"
    icon = "file-chart-column"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._reports = reports()
        self.presenter = ReportsPresenter(kit, desk, self._reports, self)
        self.frame = PageFrame(kit, self.key, self.title, filters())
        self._tables: dict[Kind, ReportTable] = {}
        self.totals = label("", "strong", wrap=True)
        self.paper: PreviewDialog | None = None
        self._stack = QStackedWidget()
        self._kind = Kind.MARGIN
        self._loaded: Loaded | None = None
        self._words = ""
        self._arrange()
        self._connect()
        if kit.memory.data(FILTERS_KEY) is None:
            self.frame.filters.choose(DEFAULT)
        self._ask()

    @property
    def title(self) -> str:
        return tr("Reports")

    @property
    def table(self) -> ReportTable:
        """The table of the report that is shown, made when it is looked at first."""
        if self._kind not in self._tables:
            table = ReportTable(self._report(), self.kit)
            table.link_asked.connect(self.open_asked)
            self._tables[self._kind] = table
            self._stack.addWidget(table)
        return self._tables[self._kind]

    def page_actions(self) -> Sequence[Action]:
        lines, rows = partial(self.ask_where, lines=True), partial(self.ask_where, lines=False)
        return (
            Action("reports_print", tr("Print…"), self.lay_out, "P", "file-text", self._has_rows),
            Action("reports_lines", tr("Export lines…"), lines, "Shift+X", "download", self._has_lines),
            Action("reports_export", tr("Export…"), rows, "X", "download", self._has_rows),
        )

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def step_back(self) -> bool:
        """Clear the search, then go back to the whole year, for the margin by customer."""
        if self.frame.search.reset():
            return True
        before = self.frame.filters.chosen()
        self.frame.filters.choose({**DEFAULT, REPORT: before[REPORT]})
        return self.frame.filters.chosen() != before

    def ask_where(self, *, lines: bool) -> None:
        """Ask for a file, then write into it."""
        dialog = SaveDialog(self._kind.label, self.kit.memory, self)
        dialog.file_chosen.connect(partial(self.export, lines=lines))
        dialog.open()

    def export(self, path: str, *, lines: bool) -> None:
        """Write into the file of that name."""
        self.presenter.export(Path(path), lines=lines)

    def lay_out(self) -> None:
        """Show the report as a paper, to be printed or saved."""
        self.presenter.lay_out(self.totals.text().replace("\n", " · "))

    def _arrange(self) -> None:
        bound = self.bound_actions()
        self.frame.set_actions(bound.values(), primary="reports_export")
        whole = QWidget()
        layout = column(whole)
        layout.addWidget(self._stack, 1)
        foot = column(margins=(16, 8, 16, 12))
        foot.addWidget(self.totals)
        layout.addLayout(foot)
        self.totals.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.frame.set_list(whole)
        self.set_frame(self.frame)

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.loading.connect(self.frame.set_loading)
        self.presenter.told.connect(self.notice_asked)
        self.presenter.sheet_made.connect(self._on_sheet)
        self.frame.searched.connect(self._on_searched)
        self.frame.filtered.connect(self._on_filtered)

    def _report(self) -> Report:
        return self._reports[self._kind]

    def _ask(self) -> None:
        today = self.kit.times.local(self.kit.times.now()).date()
        wanted = asked(self.frame.filters.chosen(), today)
        if wanted.kind is not self._kind:
            self._loaded = None  # until it is read, nothing of the other report is shown or exported
            self.refresh_actions()
        self._kind = wanted.kind
        self.frame.filters.show_only({REPORT, *self._report().words})
        self._stack.setCurrentWidget(self.table)
        self.presenter.ask(wanted)

    def _has_rows(self) -> bool:
        return self._loaded is not None and bool(self._loaded.rows)

    def _has_lines(self) -> bool:
        return self._has_rows() and self._report().lines is not None

    def _show_rows(self) -> None:
        if self._loaded is None:
            return
        rows = self.table.show_found(self._loaded.rows, self._words)
        self.frame.set_count(self._count(len(rows), self._loaded))
        self.totals.setText("\n".join(self._report().sums(rows, self.kit.times)))
        self.refresh_actions()

    def _count(self, shown: int, loaded: Loaded) -> str:
        """How many rows are shown, and of how many, where there are more than a screen takes."""
        number = self.kit.times.number
        if len(loaded.rows) == loaded.total:
            return number(shown)
        return tr("{shown} of {total}", shown=number(shown), total=number(loaded.total))

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        if loaded.asked.kind is not self._kind:
            return
        self._loaded = loaded
        self.table.call(self._report().titles(loaded.asked))
        self._show_rows()

    @Slot(object)
    def _on_sheet(self, sheet: Sheet) -> None:
        self.paper = open_preview(self, self.kit, sheet)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._words = words.casefold()
        self._show_rows()

    @Slot(object)
    def _on_filtered(self, _chosen: Chosen) -> None:
        self._ask()
