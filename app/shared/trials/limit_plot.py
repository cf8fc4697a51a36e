"""What each limit would be worth: precision and recall over the limit, the one suggested, and one to take."""

from bisect import bisect_left
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from app.shared.calm import CalmDoubleSpin
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.plot import AXIS_WIDTH, GRID, LINE, dress_axis
from app.shared.trials.values import Limits
from app.shared.trials.words import share
from app.shared.value_axis import ValueAxis
from devices.backtest.suggesting import Variation
from domain.language import tr, trn
from domain.monitoring.definitions.wording import number

HUNDRED = 100
TOP = 150
LINE_WIDTH = 2
OPAQUE = 0.85


class LimitPlot(QWidget):
    """The line can be drawn aside with the mouse; the number beside it does the same with keys."""

    taken = Signal(float)
    """The limit that shall be put into the rule."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._limits: Limits | None = None
        self._unit = ""
        self.said = label(tr("What other limits would be worth is found out on the first look."), "hint", wrap=True)
        self.worth = label("", "muted", wrap=True)
        self.limit = CalmDoubleSpin()
        self.take_button = QPushButton(tr("Take this limit"))
        self._plot = pg.PlotWidget(axisItems={"bottom": ValueAxis(kit.times, "bottom"), "left": ValueAxis(kit.times)})
        self._legend = self._plot.addLegend(offset=(8, 1), colCount=2, verSpacing=-6)
        self._curves: list[Any] = []
        self._equal = pg.LinearRegionItem(movable=False, pen=pg.mkPen(None))
        self._line = pg.InfiniteLine(angle=90, movable=True)
        self._stack = QStackedWidget()
        self._arrange()
        self._restyle()
        self._connect()

    def show_limits(self, limits: Limits, unit: str) -> None:
        """Draw what was found, with the suggested limit chosen."""
        self._limits, self._unit = limits, unit
        suggestion = limits.suggestion
        least, greatest = limits.variations[0].limit, limits.variations[-1].limit
        ends = sorted((least, greatest))
        chosen = suggestion.limit if suggestion else limits.current if limits.current is not None else ends[0]
        self.limit.setRange(min(ends[0], chosen), max(ends[1], chosen))
        self.limit.setSingleStep(max((ends[1] - ends[0]) / HUNDRED, 10.0 ** -self.limit.decimals()))
        self.limit.setSuffix(f" {unit}" if unit else "")
        self.limit.setValue(chosen)
        self._draw()
        self._stack.setCurrentIndex(1)
        self._on_limit(self.limit.value())

    def say(self, sentence: str) -> None:
        """Why there is nothing to draw."""
        self.said.setText(sentence)
        self._stack.setCurrentIndex(0)

    def _arrange(self) -> None:
        self.limit.setDecimals(3)
        self.limit.setAccessibleName(tr("Limit"))
        below = row(spacing=8)
        below.addWidget(label(tr("Limit"), "muted"))
        below.addWidget(self.limit)
        below.addWidget(self.take_button)
        below.addWidget(self.worth, 1)
        drawn = QWidget()
        whole = column(drawn, spacing=6)
        whole.addWidget(self._plot, 1)
        whole.addLayout(below)
        nothing = QWidget()
        column(nothing, margins=(0, 8, 0, 0)).addWidget(self.said, 0, Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(nothing)
        self._stack.addWidget(drawn)
        column(self, margins=(12, 6, 0, 0)).addWidget(self._stack)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setFrameShape(QFrame.Shape.NoFrame)
        self._plot.setYRange(0, TOP, padding=0.03)
        self._plot.getAxis("left").setTicks([[(value, str(value)) for value in (0, 25, 50, 75, HUNDRED)]])
        self._plot.getAxis("left").setWidth(AXIS_WIDTH)
        self._plot.setAccessibleName(tr("Precision and recall over the limit"))
        for item in (self._equal, self._line):
            self._plot.addItem(item)

    def _connect(self) -> None:
        self._kit.theme.changed.connect(self._restyle)
        self._line.sigPositionChanged.connect(self._on_dragged)
        self.limit.valueChanged.connect(self._on_limit)
        self.take_button.clicked.connect(self._on_take)

    @Slot()
    def _restyle(self) -> None:
        tokens = self._kit.theme.current()
        self._plot.setBackground(QColor(tokens.surface))
        for name in ("left", "bottom"):
            dress_axis(self._plot.getAxis(name), tokens)
        self._plot.showGrid(x=False, y=True, alpha=GRID)
        self._equal.setBrush(tokens.faded(tokens.tone("good").fill, GRID))
        self._line.setPen(pg.mkPen(tokens.accent, width=LINE_WIDTH))
        self._line.setHoverPen(pg.mkPen(tokens.accent_hover, width=LINE_WIDTH + 1))
        self._legend.setBrush(pg.mkBrush(tokens.faded(tokens.surface, OPAQUE)))
        self._legend.setLabelTextColor(QColor(tokens.text))
        self._draw()

    def _draw(self) -> None:
        for curve in self._curves:
            self._plot.removeItem(curve)
        self._curves = []
        if self._limits is None:
            return
        series, at = self._kit.theme.current().series, [each.limit for each in self._limits.variations]
        shares = (
            (tr("Precision, %"), [each.score.precision for each in self._limits.variations]),
            (tr("Recall, %"), [each.score.recall for each in self._limits.variations]),
        )
        for place, (name, values) in enumerate(shares):
            known = [float("nan") if value is None else value * HUNDRED for value in values]
            pen = pg.mkPen(series[place], width=LINE, style=(Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)[place])
            self._curves.append(self._plot.plot(at, known, pen=pen, name=name, connect="finite", antialias=True))
        self._plot.setXRange(min(at), max(at), padding=0.02)
        suggestion = self._limits.suggestion
        self._equal.setVisible(suggestion is not None)
        if suggestion is not None:
            self._equal.setRegion((suggestion.least, suggestion.greatest))

    @Slot(object)
    def _on_dragged(self, line: pg.InfiniteLine) -> None:
        self.limit.setValue(line.value())

    @Slot(float)
    def _on_limit(self, limit: float) -> None:
        self._line.setValue(limit)
        if self._limits is not None:
            self.worth.setText(_worth(self._limits, limit, self._unit))
            self.take_button.setEnabled(limit != self._limits.current)

    @Slot()
    def _on_take(self) -> None:
        self.taken.emit(self.limit.value())


def nearest(variations: tuple[Variation, ...], limit: float) -> Variation:
    """The limit tried that is nearest to another one."""
    ordered = sorted(variations, key=_limit)
    at = bisect_left(ordered, limit, key=_limit)
    return min(ordered[max(0, at - 1) : at + 1] or ordered[-1:], key=lambda each: abs(each.limit - limit))


def _limit(variation: Variation) -> float:
    return variation.limit


def _worth(limits: Limits, limit: float, unit: str) -> str:
    score = nearest(limits.variations, limit).score
    words = tr(
        "{alerts}, precision {precision}, recall {recall}.",
        alerts=trn("{count} alert", "{count} alerts", score.alerts),
        precision=share(score.precision),
        recall=share(score.recall),
    )
    suggestion = limits.suggestion
    if suggestion is None:
        none = tr("No limit foresees a trouble at a precision of 60 %, so none is suggested.")
        return f"{words} {none}"
    suggested = tr("Suggested: {limit}", limit=number(suggestion.limit, unit))
    ends = {"least": number(suggestion.least), "greatest": number(suggestion.greatest, unit)}
    equal = tr("equally good from {least} to {greatest}.", **ends)
    return f"{words} {suggested} · {equal}"
