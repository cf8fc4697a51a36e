"""What the lines of a chart are, and what they say where somebody points."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.assets.charts.panels import colour_of
from app.assets.charts.stretch import Stretch
from app.assets.charts.values import Line, Lines, Loaded
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from domain.clock import from_ms
from domain.language import tr
from domain.monitoring.definitions.wording import number
from domain.monitoring.telemetry.charting import TextSpan

DOT = 10


class Swatch(QWidget):
    """A dot in the colour of a line."""

    def __init__(self, kit: Kit, place: int) -> None:
        super().__init__()
        self._kit = kit
        self._place = place
        self.setFixedSize(DOT, DOT)
        kit.theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(colour_of(self._kit.theme.current(), self._place)))
        painter.drawEllipse(self.rect())
        painter.end()


class Entry(QWidget):
    """One line: its name, and its value."""

    def __init__(self, kit: Kit, line: Line) -> None:
        super().__init__()
        self.line = line
        self.value = label("", "strong")
        beside = row(self, spacing=6)
        beside.addWidget(Swatch(kit, line.place))
        beside.addWidget(label(line.label, "muted"))
        beside.addWidget(self.value)


class Readout(QWidget):
    """The moment that is pointed at, the pin there, and the value of each line; else the newest ones in sight."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.moment = label("", "hint")
        self.entries: list[Entry] = []
        self._beyond = label("", "late")
        self._flow = FlowLayout(across=18, down=2)
        whole = column(self, spacing=4)
        whole.addWidget(self.moment)
        whole.addLayout(self._flow)

    def set_lines(self, lines: Lines) -> None:
        """Show these lines, and say of how many more there is no room for."""
        self._flow.removeWidget(self._beyond)
        for entry in self.entries:
            self._flow.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = [Entry(self._kit, line) for line in lines.shown]
        for entry in self.entries:
            self._flow.addWidget(entry)
        self._flow.addWidget(self._beyond)
        more = self._kit.times.number(lines.left_out)
        self._beyond.setText(tr("{count} lines are shown, {more} more are chosen", count=len(lines.shown), more=more))
        self._beyond.setVisible(lines.left_out > 0)

    def tell(self, loaded: Loaded, at: float, words: str) -> None:
        """Show the values at a moment (ms) under a line of words."""
        self.moment.setText(words)
        for entry in self.entries:
            entry.value.setText(_told(entry.line, loaded, at))

    def words_at(self, at: float) -> str:
        """The moment in full, with the zone."""
        return self._kit.times.full(from_ms(round(at)))


def _told(line: Line, loaded: Loaded, at: float) -> str:
    if line.key in loaded.texts:
        return text_at(loaded.texts[line.key], at)
    return value_at(loaded.curves, line, at, loaded.ask.resolution.bucket)


def text_at(spans: Sequence[TextSpan], at: float) -> str:
    """What was said last before a moment."""
    said = [span.text for span in spans if span.at <= at]
    return said[-1] if said else "–"


def value_at(curves: Mapping[tuple[str, str], Stretch], line: Line, at: float, bucket: int) -> str:
    """The value closest to a moment; of a bucket the mean, and between what it lay."""
    curve = curves.get(line.key)
    place = None if curve is None else curve.nearest(at - bucket / 2)
    if curve is None or place is None:
        return "–"
    unit = line.metric.unit
    low, mean, high = (float(each[place]) for each in (curve.low, curve.mean, curve.high))
    if low == high:
        return number(mean, unit)
    return tr("{mean} ({low} to {high})", mean=number(mean, unit), low=number(low), high=number(high))
