"""The tab of charts: what is chosen, the chart of it, and what it says where somebody points."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.assets.charts.bar import ChartBar
from app.assets.charts.canvas import ChartCanvas
from app.assets.charts.presenter import ChartPresenter
from app.assets.charts.readout import Readout
from app.assets.charts.saving import ChartSaving, chart_table
from app.assets.charts.values import ChartedAsset, Loaded, lines_of
from app.assets.charts.window import Window
from app.assets.charts.words import window_words
from app.assets.values import Span
from app.shared.desk import Desk
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Link
from app.shared.throttle import Throttle
from domain.clock import to_ms
from domain.language import tr
from domain.reporting.asset_charts import Pin, PinKind

EDGE = 12
FIRST_METRICS = 2
TICK_MS = 1000
PATIENCE_MS = 80


class ChartsTab(QWidget):
    """Shows one asset; remembers the metrics chosen for its model."""

    told = Signal(object)
    """A `Notice`."""
    link_asked = Signal(object)
    """The `Link` to what a pin stands for."""
    command_asked = Signal(int)
    """The id of a command whose pin was clicked."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._kit = kit
        self._charted: ChartedAsset | None = None
        self._loaded: Loaded | None = None
        self._live = True
        self._span: Span | None = Span.DAY
        self.presenter = ChartPresenter(kit, desk, self)
        self.bar = ChartBar(kit)
        self.readout = Readout(kit)
        self.canvas = ChartCanvas(kit)
        self.saving = ChartSaving(kit, self)
        self._empty = EmptyState(kit.theme)
        self._body = QWidget()
        self._filling = Throttle(PATIENCE_MS, self._fill, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._arrange()
        self._connect()

    def look_at(self, asset_id: int | None) -> None:
        """Show another asset, or the same one anew."""
        self.presenter.look_at(asset_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.set_visible(True)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self.presenter.set_visible(False)

    def _arrange(self) -> None:
        self._empty.tell(
            tr("Nothing measures this asset yet"),
            tr("Claim a device for it on the Devices page; its readings then appear here."),
            "chart-line",
        )
        body = column(self._body, margins=(EDGE, 8, EDGE, 4), spacing=6)
        body.addWidget(self.bar)
        body.addWidget(self.readout)
        body.addWidget(self.canvas, 1)
        whole = column(self)
        whole.addWidget(self._empty)
        whole.addWidget(self._body, 1)
        self._body.hide()
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.presenter.asset_loaded.connect(self._on_asset)
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.first_found.connect(self._on_first)
        self.presenter.failed.connect(self.readout.moment.setText)
        self.bar.chosen.connect(self._on_chosen)
        self.bar.span_chosen.connect(self._on_span)
        self.bar.all_chosen.connect(self.presenter.find_first)
        self.bar.now_chosen.connect(self._on_now)
        self.bar.ends.chosen.connect(self._on_ends)
        self.bar.picture.clicked.connect(self._on_picture)
        self.bar.data.clicked.connect(self._on_data)
        self.canvas.moved.connect(self._on_moved)
        self.canvas.sized.connect(self._filling.call)
        self.canvas.pointed.connect(self._tell)
        self.canvas.pin_opened.connect(self._on_pin)
        self.canvas.newest_asked.connect(self._on_now)
        self.canvas.first_asked.connect(self.presenter.find_first)
        self.saving.told.connect(self.told)
        self._timer.timeout.connect(self._on_tick)

    @Slot(object)
    def _on_asset(self, charted: ChartedAsset | None) -> None:
        if charted == self._charted:
            return
        other = charted is None or self._charted is None or charted.id != self._charted.id
        self._charted = charted
        shown = charted is not None and bool(charted.names)
        self._empty.setVisible(not shown)
        self._body.setVisible(shown)
        if charted is None or not shown:
            return
        self.bar.offer(charted, self._remembered(charted), () if other else self.bar.assets.chosen())
        self.canvas.set_limits(charted.limits)
        if other:
            self._look_at_span(Span.DAY)
        self._choose()

    @Slot()
    def _on_chosen(self) -> None:
        if self._charted is not None:
            self._kit.memory.keep_data(_memory_of(self._charted), list(self.bar.names()))
            self._choose()

    def _choose(self) -> None:
        if self._charted is not None:
            compared = self.bar.assets.chosen()
            lines = lines_of(self._charted, self.bar.names(), compared)
            self.readout.set_lines(lines)
            self.presenter.choose(lines.shown, (self._charted.id, *compared))
            self._filling.call()

    def _remembered(self, charted: ChartedAsset) -> list[str]:
        """What was chosen for the model last; at first what has limits."""
        known = [name for name, _ in charted.names]
        kept = self._kit.memory.data(_memory_of(charted))
        if isinstance(kept, list) and (still := [name for name in known if name in kept]):
            return still
        limited = {limit.metric for limit in charted.limits}
        return ([name for name in known if name in limited] or known)[:FIRST_METRICS]

    @Slot(object)
    def _on_span(self, span: Span) -> None:
        self._look_at_span(span)
        self._filling.call()

    def _look_at_span(self, span: Span) -> None:
        until = to_ms(self._kit.times.now())
        self._live, self._span = True, span
        self.canvas.show_window(Window(until - round(span.length.total_seconds() * 1000), until))
        self.bar.mark(span, live=True)

    @Slot()
    def _on_now(self) -> None:
        self._live = True
        self._follow()

    @Slot(object)
    def _on_first(self, at: int | None) -> None:
        now = to_ms(self._kit.times.now())
        if at is not None and at < now:
            self._live, self._span = True, None
            self.canvas.show_window(Window(at, now).zoomed(1.0, now))
            self.bar.mark(None, live=True)
            self._filling.call()

    @Slot(object)
    def _on_moved(self, window: Window) -> None:
        now = to_ms(self._kit.times.now())
        self._live = self._live and window.until == now
        self._span = None
        self.bar.mark(None, live=self._live)
        self._filling.call()

    @Slot(object)
    def _on_ends(self, window: Window) -> None:
        self.canvas.show_window(window)
        self._on_moved(window)

    @Slot()
    def _on_tick(self) -> None:
        if self._live:
            self._follow()

    def _follow(self) -> None:
        self.canvas.show_window(self.canvas.window.ending(to_ms(self._kit.times.now())))
        self.bar.mark(self._span, live=True)
        self._filling.call()

    def _fill(self) -> None:
        self.bar.ends.show_window(self.canvas.window)
        self.presenter.show(self.canvas.window, self.canvas.pixels)

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.canvas.show_loaded(loaded)
        self._tell(self.canvas.pointer)

    @Slot(object)
    def _tell(self, at: float | None) -> None:
        if self._loaded is None:
            return
        if at is None:
            words = window_words(self._loaded, self.canvas.window, self._kit.times)
            self.readout.tell(self._loaded, self.canvas.window.until, words)
            return
        pin = self.canvas.pin_near(at)
        words = self.readout.words_at(at)
        self.readout.tell(self._loaded, at, words if pin is None else f"{words} · {pin.kind.label}: {pin.title}")

    @Slot(object)
    def _on_pin(self, pin: Pin) -> None:
        if pin.kind is PinKind.COMMAND:
            self.command_asked.emit(pin.record_id)
        else:
            self.link_asked.emit(Link(pin.page, pin.record_id))

    @Slot()
    def _on_picture(self) -> None:
        if self._charted is not None:
            self.saving.ask_picture(self._body.grab(), self._charted.name)

    @Slot()
    def _on_data(self) -> None:
        if self._charted is not None and self._loaded is not None:
            who = {self._charted.id: self._charted.name} | {each.id: each.name for each in self._charted.sisters}
            table = chart_table(self._loaded, self.canvas.window, self._kit.times, who)
            self.saving.ask_data(table, self._charted.name)


def _memory_of(charted: ChartedAsset) -> str:
    return f"charts/model/{charted.model_id}"
