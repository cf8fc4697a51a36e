"""What an asset measures: chips to choose metrics, ranges of time, a plot for each metric, latest values."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.assets.table import value_columns
from app.assets.values import AssetView, Curves, MetricValue, Span, line
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.plot import Limit, Series, TimePlot, near
from app.shared.table import RowTable
from app.shared.toggles import mark, toggle
from domain.language import tr
from domain.monitoring import device_queries
from domain.monitoring.definitions.condition import Sides
from domain.monitoring.definitions.wording import number
from domain.monitoring.device_queries import MetricRow
from domain.monitoring.telemetry.history import Point

EDGE = 16
MOST_PLOTS = 4
PLOT_HEIGHT = 190
VALUES_HEIGHT = 160
FEW = 60


class MetricPlot(QWidget):
    """One metric: name, limits in words, newest value, and the curve."""

    def __init__(self, kit: Kit, metric: MetricRow, limits: Sequence[device_queries.Limit]) -> None:
        super().__init__()
        self._metric = metric
        self._limits = [limit for limit in limits if limit.metric == metric.name]
        self.now = label("", "strong")
        self.plot = TimePlot(kit, metric.label)
        head = row(spacing=10)
        head.addWidget(label(metric.label, "section"))
        head.addWidget(label(self._limit_words(), "hint"), 1)
        head.addWidget(self.now)
        layout = column(self, spacing=2)
        layout.addLayout(head)
        layout.addWidget(self.plot, 1)
        self.setMinimumHeight(PLOT_HEIGHT)

    def show_curve(self, points: Sequence[Point], curves: Curves) -> None:
        ms, values = line(points)
        few = 0 < len(values) <= FEW
        shown = [each for each in self._limits if not values or near(each.value, min(values), max(values))]
        self.plot.show_series(
            [Series(self._metric.label, ms, values, few)],
            limits=[Limit(limit.value, limit.rule, limit.severity.value) for limit in shown],
            unit=self._metric.unit,
        )
        self.plot.show_span(curves.start, curves.finish)

    def show_now(self, value: MetricValue) -> None:
        self.now.setText(number(value.value, value.unit) if value.text is None else value.text)

    def _limit_words(self) -> str:
        return " · ".join(
            tr("trouble above {limit}", limit=number(limit.value, self._metric.unit))
            if limit.side is Sides.ABOVE
            else tr("trouble below {limit}", limit=number(limit.value, self._metric.unit))
            for limit in self._limits
        )


class LiveTab(QWidget):
    """Says what is to be loaded; draws what was."""

    wanted = Signal()
    """Other metrics or another range are to be shown: see `shown` and `span`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.span = Span.HOUR
        self.chips: dict[int, QPushButton] = {}
        self.spans: dict[Span, QPushButton] = {}
        self.plots: dict[int, MetricPlot] = {}
        self._metrics: tuple[MetricRow, ...] = ()
        self._limits: tuple[device_queries.Limit, ...] = ()
        self._asset_id: int | None = None
        self.values: RowTable[MetricValue] = RowTable(
            value_columns(kit.times), kit, "asset_values", tr("Latest values")
        )
        self._empty = EmptyState(kit.theme)
        self._chip_row = QHBoxLayout()
        self._plot_column: QVBoxLayout = column(margins=(EDGE, 4, EDGE, 4), spacing=10)
        self._body = QWidget()
        self._arrange()

    @property
    def shown(self) -> frozenset[int]:
        """The ids of the metrics whose curves are shown."""
        return frozenset(metric_id for metric_id, chip in self.chips.items() if chip.isChecked())

    def show_asset(self, view: AssetView) -> None:
        """Offer the metrics of an asset; of a new one those with a limit are shown first."""
        if (view.asset.id, view.metrics, view.limits) == (self._asset_id, self._metrics, self._limits):
            return
        keep = self.shown if view.asset.id == self._asset_id else frozenset()
        self._asset_id, self._metrics, self._limits = view.asset.id, view.metrics, view.limits
        self._empty.setVisible(not view.metrics)
        self._body.setVisible(bool(view.metrics))
        self.values.set_rows((), mark=False)
        self._make_chips(keep & {metric.id for metric in view.metrics} or self._first())
        self._make_plots()

    def show_curves(self, curves: Curves) -> None:
        self.values.set_rows(curves.latest)
        self.values.row_model().retell()
        by_id: Mapping[int, MetricValue] = {value.id: value for value in curves.latest}
        for metric_id, plot in self.plots.items():
            if curves.points is not None and metric_id in curves.points:
                plot.show_curve(curves.points[metric_id], curves)
            if metric_id in by_id:
                plot.show_now(by_id[metric_id])

    def _arrange(self) -> None:
        self._empty.tell(
            tr("Nothing measures this asset yet"),
            tr("Claim a device for it on the Devices page; its readings then appear here."),
            "activity",
        )
        self._chip_row.setSpacing(4)
        self._chip_row.addStretch(1)
        tools = row(margins=(EDGE - 7, 6, EDGE, 2), spacing=12)
        tools.addWidget(_scrolled_row(self._chip_row), 1)
        tools.addLayout(self._span_row())
        plots = QWidget()
        plots.setProperty("role", "plain")
        plots.setLayout(self._plot_column)
        scroll = QScrollArea()
        scroll.setWidget(plots)
        scroll.setWidgetResizable(True)
        self.values.setFixedHeight(VALUES_HEIGHT)
        body = column(self._body)
        body.addLayout(tools)
        body.addWidget(scroll, 1)
        body.addWidget(self.values)
        whole = column(self)
        whole.addWidget(self._empty)
        whole.addWidget(self._body)
        self._body.hide()

    def _span_row(self) -> QHBoxLayout:
        spans = row(spacing=2)
        for span in Span:
            button = toggle(span.label, f"span_{span.value}")
            button.clicked.connect(self._on_span)
            self.spans[span] = button
            spans.addWidget(button)
        mark(self.spans[self.span], chosen=True)
        return spans

    def _first(self) -> frozenset[int]:
        limited = [metric.id for metric in self._metrics if any(limit.metric == metric.name for limit in self._limits)]
        rest = [metric.id for metric in self._metrics if metric.id not in limited]
        return frozenset((limited or rest)[:2])

    def _make_chips(self, chosen: frozenset[int]) -> None:
        for chip in self.chips.values():
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for metric in self._metrics:
            chip = toggle(metric.label, f"metric_{metric.name}")
            chip.setToolTip(
                tr("{metric}, {name} of {device}", metric=metric.label, name=metric.name, device=metric.device)
            )
            mark(chip, chosen=metric.id in chosen)
            chip.clicked.connect(self._on_chip)
            self._chip_row.insertWidget(len(self.chips), chip)
            self.chips[metric.id] = chip

    def _make_plots(self) -> None:
        for plot in self.plots.values():
            self._plot_column.removeWidget(plot)
            plot.hide()
            plot.deleteLater()
        shown = [metric for metric in self._metrics if metric.id in self.shown][:MOST_PLOTS]
        self.plots = {metric.id: MetricPlot(self._kit, metric, self._limits) for metric in shown}
        for plot in self.plots.values():
            self._plot_column.addWidget(plot, 1)
        self.wanted.emit()

    @Slot()
    def _on_chip(self) -> None:
        if not self.shown or len(self.shown) > MOST_PLOTS:
            clicked = self.sender()
            if isinstance(clicked, QPushButton):
                clicked.setChecked(not clicked.isChecked())
            return
        for chip in self.chips.values():
            mark(chip, chosen=chip.isChecked())
        self._make_plots()

    @Slot()
    def _on_span(self) -> None:
        clicked = self.sender()
        for span, button in self.spans.items():
            if button is clicked:
                self.span = span
            mark(button, chosen=button is clicked)
        self.wanted.emit()


def _scrolled_row(layout: QHBoxLayout) -> QScrollArea:
    """A row that may be wider than its place."""
    content = QWidget()
    content.setProperty("role", "plain")
    layout.setContentsMargins(0, 0, 0, 0)
    content.setLayout(layout)
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFixedHeight(40)
    return area
