"""The upper half of a try: the difference in words, the figures side by side, and the time line."""

from PySide6.QtCore import QPointF, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.theme import Theme
from app.shared.trials.figures import Figures
from app.shared.trials.marks import paint_mark
from app.shared.trials.timeline import Timeline
from app.shared.trials.values import Found, Verdict
from app.shared.trials.words import difference, left_out, notes
from domain.language import tr

GAP = 20
APART = 20
MARK = 16


class OutcomePane(QWidget):
    """Shows what a try found."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._times = kit.times
        self._entries: dict[Verdict, QWidget] = {}
        self.difference = label("", "heading", wrap=True)
        self.notes, self.left_out = label("", "hint", wrap=True), label("", "late", wrap=True)
        self.figures = Figures()
        self.timeline = Timeline(kit)
        self._lanes = label("", "hint")
        beside = row(spacing=GAP)
        beside.addWidget(self.figures)
        right = column(spacing=2)
        right.addLayout(self._legend(kit))
        right.addWidget(self.timeline, 1)
        beside.addLayout(right, 1)
        whole = column(self, spacing=6)
        whole.addWidget(self.difference)
        whole.addWidget(self.notes)
        whole.addWidget(self.left_out)
        whole.addLayout(beside, 1)

    def show_found(self, found: Found) -> None:
        """Tell and draw it."""
        self.difference.setText(difference(found))
        self.notes.setText(notes(found, self._times))
        self.notes.setVisible(bool(self.notes.text()))
        for verdict, entry in self._entries.items():
            entry.setVisible(found.measured is not (verdict is Verdict.ALERT))
        self.left_out.setText(left_out(found))
        self.left_out.setVisible(bool(found.remarks))
        self.figures.show_found(found)
        self.timeline.show_found(found)
        titles = [result.version.title for result in found.results]
        both = len(titles) > 1
        self._lanes.setText(tr("Above: {first}, below: {last}", first=titles[0], last=titles[-1]) if both else "")

    def _legend(self, kit: Kit) -> QHBoxLayout:
        line = row(spacing=APART)
        for verdict in Verdict:
            entry = self._entries[verdict] = QWidget()
            inner = row(entry, spacing=6)
            inner.addWidget(LegendMark(kit.theme, verdict))
            inner.addWidget(label(verdict.label, "muted"))
            line.addWidget(entry)
        line.addStretch(1)
        line.addWidget(self._lanes)
        return line


class LegendMark(QWidget):
    """A mark as it stands on the time line."""

    def __init__(self, theme: Theme, verdict: Verdict) -> None:
        super().__init__()
        self._theme, self._verdict = theme, verdict
        self.setFixedSize(MARK, MARK)
        theme.changed.connect(self._repaint)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, self._theme.current(), self._verdict, QPointF(MARK / 2, MARK / 2))
        painter.end()

    @Slot()
    def _repaint(self) -> None:
        self.update()
