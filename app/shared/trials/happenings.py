"""The lower half of a try: the list of alerts and troubles, beside it the plot around the chosen one, and limits."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from app.shared.calm import CalmCombo
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.layout import column, label, row
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.shared.trials.around_plot import AroundPlot
from app.shared.trials.limit_plot import LimitPlot
from app.shared.trials.table import LEAST, happening_columns
from app.shared.trials.values import Found, Happening, Verdict
from domain.language import tr

GAP = 12
SHARES = (730, 470)

Wanted = Callable[[Happening], bool]


class HappeningsPane(QWidget):
    """Follows what is chosen on the time line, and the other way round."""

    chosen = Signal(object)
    """The `Happening` chosen in the list, or None."""
    opened = Signal(object)
    limits_wanted = Signal()
    """Somebody looks at the limits."""
    limit_taken = Signal(float)
    """The limit that shall be put into the rule."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._found: Found | None = None
        self.shown = CalmCombo()
        self.count = label("", "count")
        self.table: RowTable[Happening] = RowTable(
            happening_columns(kit.times, self._title_of), kit, "trial", tr("Alerts and troubles")
        )
        self.around, self.limits_tab = AroundPlot(kit), Later(self._made_limits)
        self.tabs = QTabWidget()
        self._arrange()
        self.shown.currentIndexChanged.connect(self._show_rows)
        self.table.row_chosen.connect(self.chosen)
        self.table.row_opened.connect(self.opened)
        self.tabs.currentChanged.connect(self._on_tab)

    @property
    def limits(self) -> LimitPlot:
        """What each limit would be worth."""
        return self.limits_tab.content

    @Slot(str)
    def say_of_limits(self, sentence: str) -> None:
        """Why there are none to draw."""
        self.limits.say(sentence)

    def show_found(self, found: Found) -> None:
        """List what happened."""
        self._found = found
        self.around.show_nothing()
        before = max(0, self.shown.currentIndex())
        self.shown.blockSignals(True)
        self.shown.clear()
        for words in _choices(found):
            self.shown.addItem(words)
        self.shown.setCurrentIndex(min(before, self.shown.count() - 1))
        self.shown.blockSignals(False)
        self._show_rows()

    def choose(self, happening: Happening) -> None:
        """Make something the current row, if it is listed."""
        if not self.table.choose(happening.id):
            self.table.clearSelection()

    def looks_at_limits(self) -> bool:
        """Whether the limits are in front."""
        return self.tabs.currentWidget() is self.limits_tab

    def _arrange(self) -> None:
        self.shown.setAccessibleName(tr("What is listed"))
        head = row(spacing=8)
        head.addWidget(self.shown)
        head.addWidget(self.count)
        head.addStretch(1)
        left = QWidget()
        lines = column(left, spacing=6)
        lines.addLayout(head)
        lines.addWidget(self.table, 1)
        self.table.set_empty(
            tr("Nothing of this kind"), tr("Alerts that a rule would have raised stand here."), "bell-off"
        )
        NarrowColumns(self.table, LEAST)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.around, tr("Readings"))
        self.tabs.addTab(self.limits_tab, tr("Better limits"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.tabs)
        splitter.setSizes(SHARES)
        column(self).addWidget(splitter)

    def _made_limits(self) -> LimitPlot:
        made = LimitPlot(self._kit)
        made.taken.connect(self.limit_taken)
        return made

    def _title_of(self, row: Happening) -> str:
        if row.version is None or self._found is None:
            return row.words or tr("Failure")
        return self._found.results[row.version].version.title

    @Slot()
    def _show_rows(self) -> None:
        if self._found is None:
            return
        wanted = _choices(self._found)[self.shown.currentText()]
        rows = [each for each in self._found.happenings if wanted(each)]
        self.table.set_rows(rows, mark=False)
        self.count.setText(self._kit.times.number(len(rows)))

    @Slot()
    def _on_tab(self) -> None:
        if self.looks_at_limits():
            self.limits_wanted.emit()


def _choices(found: Found) -> Mapping[str, Wanted]:
    """What the list can show, by its words."""
    titles = [result.version.title for result in found.results]
    alerts: dict[str, Wanted] = {
        tr("Alerts: {version}", version=title): _of_version(at) for at, title in enumerate(titles)
    }
    only: dict[str, Wanted] = alerts if len(titles) > 1 else {}
    if not found.measured:
        return {tr("Alerts"): _all, **only}
    return {
        tr("Alerts and troubles"): _all,
        **only,
        tr("False alerts"): _of_verdict(Verdict.FALSE),
        tr("Troubles"): _troubles,
        tr("Missed troubles"): _of_verdict(Verdict.MISSED),
    }


def _all(_each: Happening) -> bool:
    return True


def _troubles(each: Happening) -> bool:
    return each.is_trouble


def _of_version(version: int) -> Wanted:
    def wanted(each: Happening) -> bool:
        return each.version == version

    return wanted


def _of_verdict(verdict: Verdict) -> Wanted:
    def wanted(each: Happening) -> bool:
        return each.verdict is verdict

    return wanted
