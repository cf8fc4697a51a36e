"""From when to when a chart shows, as two inputs."""

from datetime import UTC, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.assets.charts.window import Window
from app.shared.kit import Kit
from app.shared.layout import label, row
from app.shared.moments import MomentInput
from domain.clock import from_ms, to_ms
from domain.language import tr

FORMAT = "d MMM yyyy, HH:mm"
WIDEST = datetime(2028, 9, 30, 20, 0, tzinfo=UTC)
#: What the arrow that opens the calendar takes, and the edges.
ARROW = 58
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2059, 12, 31, tzinfo=UTC)


class Ends(QWidget):
    """Follows what is looked at, but for an input that somebody is in."""

    chosen = Signal(object)
    """A `Window`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.since = MomentInput(kit.times, "chart_since")
        self.until = MomentInput(kit.times, "chart_until")
        self.wrong = label("", "wrong")
        self._filling = False
        beside = row(self, spacing=4)
        for each, words in ((self.since, tr("From")), (self.until, tr("To"))):
            each.setAccessibleName(words)
            each.setToolTip(words)
            each.setDisplayFormat(FORMAT)
            each.setKeyboardTracking(False)  # what is half typed is no moment
            each.limit(FIRST, LAST)
            each.put(WIDEST)
            each.setMinimumWidth(each.fontMetrics().horizontalAdvance(each.text()) + ARROW)
            each.dateTimeChanged.connect(self._on_changed)
            beside.addWidget(each)
        beside.insertWidget(1, label("–", "muted"))
        beside.addWidget(self.wrong)
        self.wrong.hide()

    def show_window(self, window: Window) -> None:
        """This is looked at now."""
        if self.since.hasFocus() or self.until.hasFocus():
            return
        self._filling = True
        self.since.put(from_ms(window.since))
        self.until.put(from_ms(window.until))
        self._filling = False
        self.wrong.hide()

    @Slot()
    def _on_changed(self) -> None:
        if self._filling:
            return
        since, until = to_ms(self.since.moment), to_ms(self.until.moment)
        self.wrong.setText(tr("The end must come after the beginning."))
        self.wrong.setVisible(since >= until)
        if since < until:
            self.chosen.emit(Window(since, until))
