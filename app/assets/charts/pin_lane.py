"""What happened, as pins over the chart: pointed at they tell what, clicked they open it."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Signal, Slot

from app.assets.charts.panels import Panel
from app.assets.charts.values import Loaded
from app.shared.kit import Kit
from app.shared.tokens import Tokens
from domain.reporting.asset_charts import Pin, PinKind

HEIGHT = 40
ABOVE, BELOW = 0.74, 0.28
SIZE = 12
SYMBOLS = {PinKind.ALERT: "t", PinKind.ORDER: "s", PinKind.VISIT: "o", PinKind.COMMAND: "d"}
PLACES = {PinKind.ALERT: ABOVE, PinKind.COMMAND: ABOVE, PinKind.ORDER: BELOW, PinKind.VISIT: BELOW}
TONES = {PinKind.ORDER: "accent", PinKind.VISIT: "good", PinKind.COMMAND: "violet"}


class PinLane(Panel):
    """One shape for each kind; what took time has a bar as long."""

    opened = Signal(object)
    """A `Pin` was clicked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, foot=False)
        self.pins: tuple[Pin, ...] = ()
        self._bars: pg.BarGraphItem | None = None
        self._dots = pg.ScatterPlotItem(size=SIZE, hoverable=True, tip=self._tip, pxMode=True)
        self._dots.sigClicked.connect(self._on_clicked)
        self.addItem(self._dots)
        self.showGrid(x=False, y=False)
        self.setYRange(0, 1, padding=0)
        self.getAxis("left").setTicks([[]])
        self.setFixedHeight(HEIGHT)

    def draw(self, loaded: Loaded) -> None:
        self.pins = loaded.pins
        tokens = self.kit.theme.current()
        self._dots.setData(
            [
                {
                    "pos": (pin.at.timestamp(), PLACES[pin.kind]),
                    "symbol": SYMBOLS[pin.kind],
                    "brush": tone_of(tokens, pin),
                    "pen": tokens.surface,
                    "data": pin,
                }
                for pin in self.pins
            ]
        )
        self._draw_bars([pin for pin in self.pins if pin.kind is PinKind.VISIT], tokens)

    def words(self, pin: Pin) -> str:
        """What a pin tells."""
        return f"{pin.kind.label}: {pin.title}\n{self.kit.times.full(pin.at)}"

    def _draw_bars(self, pins: Sequence[Pin], tokens: Tokens) -> None:
        if self._bars is not None:
            self.removeItem(self._bars)
        ends = [(pin.at.timestamp(), (pin.finish or pin.at).timestamp()) for pin in pins]
        brush = tokens.faded(tokens.tone(TONES[PinKind.VISIT]).fill, 0.35)
        self._bars = pg.BarGraphItem(
            x0=[begin for begin, _ in ends], x1=[end for _, end in ends], y=BELOW, height=0.24, brush=brush, pen=None
        )
        self._bars.setZValue(-5)
        self.addItem(self._bars, ignoreBounds=True)

    def _tip(self, x: float, y: float, data: Pin) -> str:  # noqa: ARG002 - as pyqtgraph calls it
        return self.words(data)

    @Slot(object, object, object)
    def _on_clicked(self, _dots: object, points: Sequence[pg.SpotItem], _event: object) -> None:
        if len(points):
            self.opened.emit(points[0].data())


def tone_of(tokens: Tokens, pin: Pin) -> str:
    """The colour of a pin."""
    name = pin.severity.value if pin.severity is not None else TONES[pin.kind]
    return tokens.tone(name).fill
