"""Loads the curves and latest values of the asset that is looked at, each second while somebody looks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.assets.values import Curves, Span, metric_values
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.clock import to_ms
from domain.monitoring.device_queries import MetricRow
from domain.monitoring.telemetry import history

TICK_MS = 1000


class ReadingsPresenter(QObject):
    """Asks telemetry for what is shown; never twice at a time."""

    loaded = Signal(object)
    """`Curves`."""
    failed = Signal(str)
    """Why there are no readings."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._asset_id: int | None = None
        self._metrics: tuple[MetricRow, ...] = ()
        self._shown: frozenset[int] = frozenset()
        self._span = Span.HOUR
        self._asking = False
        self._stale = False
        self._ticks = 0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        if visible:
            self._ask_anew()
            self._timer.start()
        else:
            self._timer.stop()

    def show(self, asset_id: int | None, metrics: Sequence[MetricRow], shown: frozenset[int], span: Span) -> None:
        """What is looked at from now on: all `metrics` of an asset, curves of those `shown` by id."""
        wanted = (asset_id, tuple(metrics), shown, span)
        if wanted == (self._asset_id, self._metrics, self._shown, self._span):
            return
        self._asset_id, self._metrics, self._shown, self._span = wanted
        if self._timer.isActive():
            self._ask_anew()

    @Slot()
    def tick(self) -> None:
        """A second has passed."""
        due = self._ticks % self._span.seconds_between == 0
        self._ticks += 1
        self._ask(with_curves=due)

    def _ask_anew(self) -> None:
        self._ticks = 1
        self._stale = self._asking
        self._ask(with_curves=True)

    def _ask(self, *, with_curves: bool) -> None:
        if self._asking or self._asset_id is None or not self._metrics:
            return
        self._asking = True
        work = partial(self._load, self._asset_id, self._metrics, self._shown if with_curves else None, self._span)
        self._kit.tasks.run(work, self._on_loaded, self._on_failed, owner=self)

    def _load(self, asset_id: int, metrics: Sequence[MetricRow], shown: frozenset[int] | None, span: Span) -> Curves:
        finish = self._kit.times.now()
        start = finish - span.length
        with self._desk.telemetry.read() as connection:
            latest = {device: history.latest(connection, device) for device in {metric.device for metric in metrics}}
            points = None
            if shown is not None:
                points = {
                    metric.id: history.curve(connection, metric.device, metric.name, to_ms(start), to_ms(finish) + 1)
                    for metric in metrics
                    if metric.id in shown
                }
        return Curves(asset_id, start, finish, points, metric_values(metrics, latest))

    def _on_loaded(self, curves: Curves) -> None:
        self._asking = False
        if self._stale:
            self._ask_anew()
        elif curves.asset_id == self._asset_id:
            self.loaded.emit(curves)

    def _on_failed(self, error: Exception) -> None:
        self._asking = False
        self.failed.emit(str(error))
