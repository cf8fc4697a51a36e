"""The page of reports: the margin of service orders."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.reports.presenter import ReportsPresenter
from app.reports.rows import Group, sums
from app.reports.sentence import DEFAULT, asked, filters
from app.reports.table import margin_columns, titles
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.money import money, percent
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.table import RowTable
from domain.language import tr
from domain.orders.margin import Margin
from domain.reporting.order_margin import Grouping

FILTERS_KEY = "pages/reports/filters"
FOLDER = "reports/folder"
SUFFIXES = ("xlsx", "csv", "json")


class ReportsPage(Page):
    """What orders brought and cost, by whatever is compared."""

    key = "reports"
    icon = "file-chart-column"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.presenter = ReportsPresenter(kit, desk, self)
        self.frame = PageFrame(kit, self.key, tr("Service order margin"), filters())
        self.table: RowTable[Group] = RowTable(margin_columns(kit.times), kit, self.key, tr("Service order margin"))
        self.totals = label("", "strong", wrap=True)
        self._rows: Sequence[Group] = ()
        self._words = ""
        self._arrange()
        self._connect()
        if kit.memory.data(FILTERS_KEY) is None:
            self.frame.filters.choose(DEFAULT)
        self._ask()

    @property
    def title(self) -> str:
        return tr("Reports")

    def page_actions(self) -> Sequence[Action]:
        return (
            Action(
                "reports_lines",
                tr("Export lines…"),
                partial(self.ask_where, lines=True),
                "Shift+X",
                "download",
                self._has_rows,
            ),
            Action(
                "reports_export", tr("Export…"), partial(self.ask_where, lines=False), "X", "download", self._has_rows
            ),
        )

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def step_back(self) -> bool:
        """Clear the search, then go back to the whole year by customer."""
        if self.frame.search.reset():
            return True
        before = self.frame.filters.chosen()
        self.frame.filters.choose(DEFAULT)
        return self.frame.filters.chosen() != before

    def ask_where(self, *, lines: bool) -> None:
        """Ask for a file, then write into it."""
        words = (tr("Excel (*.xlsx)"), tr("CSV (*.csv)"), tr("JSON (*.json)"))
        dialog = QFileDialog(self, tr("Export"), self.kit.memory.text(FOLDER), ";;".join(words))
        dialog.setObjectName("dialog_export")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIXES[0])
        dialog.filterSelected.connect(partial(_follow_filter, dialog, dict(zip(words, SUFFIXES, strict=True))))
        dialog.selectFile(tr("Service order margin") + "." + SUFFIXES[0])
        dialog.fileSelected.connect(partial(self.export, lines=lines))
        dialog.open()

    def export(self, path: str, *, lines: bool) -> None:
        """Write into the file of that name."""
        self.kit.memory.keep(FOLDER, str(Path(path).parent))
        self.presenter.export(Path(path), lines=lines)

    def _arrange(self) -> None:
        bound = self.bound_actions()
        self.frame.set_actions(bound.values(), primary="reports_export")
        self._narrow = NarrowColumns(self.table, {"detail": 900, "lines": 760, "orders": 680, "cost": 600})
        self.table.set_empty(
            tr("No lines in this time"),
            tr("Lines of orders count here by the day of the work. Esc shows the whole year by customer."),
            "file-chart-column",
        )
        whole = QWidget()
        layout = column(whole)
        layout.addWidget(self.table, 1)
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
        self.frame.searched.connect(self._on_searched)
        self.frame.filtered.connect(self._on_filtered)

    def _ask(self) -> None:
        today = self.kit.times.local(self.kit.times.now()).date()
        self.presenter.ask(asked(self.frame.filters.chosen(), today))

    def _has_rows(self) -> bool:
        return bool(self._rows)

    def _show_rows(self) -> None:
        rows = [row for row in self._rows if self._words in f"{row.name} {row.row.detail}".casefold()]
        self.table.set_rows(rows, mark=False)
        self.frame.set_count(self.kit.times.number(len(rows)))
        self.totals.setText("\n".join(self._sum(currency, each) for currency, each in sums(rows).items()))
        self.refresh_actions()

    @Slot(object, object)
    def _on_loaded(self, rows: Sequence[Group], by: Grouping) -> None:
        self._rows = rows
        named = titles(by)
        self.table.retitle(named)
        self._narrow.leave_out([name for name, title in named.items() if not title])
        self._show_rows()

    def _sum(self, currency: str, total: Margin) -> str:
        times = self.kit.times
        return tr(
            "Sales {sales} · cost {cost} · margin {margin} · {percent}",
            sales=money(total.sales, currency, times),
            cost=money(total.cost, currency, times),
            margin=money(total.margin, currency, times),
            percent=percent(total.percent, times) or "–",
        )

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._words = words.casefold()
        self._show_rows()

    @Slot(object)
    def _on_filtered(self, _chosen: Chosen) -> None:
        self._ask()


def _follow_filter(dialog: QFileDialog, suffixes: Mapping[str, str], chosen: str) -> None:
    """The end of the file's name follows the kind of file."""
    dialog.setDefaultSuffix(suffixes.get(chosen, SUFFIXES[0]))
