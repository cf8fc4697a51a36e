"""The dashboard: what needs a person now, how the day stands, and whether everything listens."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dashboard.bars import Bar, Bars, Segment
from app.dashboard.figures import AlertFigures, OrderFiguresRow
from app.dashboard.fleet import FleetSection
from app.dashboard.live import SHOWN, Live, listener_sentence, rate
from app.dashboard.presenter import DashboardPresenter
from app.dashboard.table import alert_columns, order_columns
from app.shared.chips import Chip, ChipLabel, Shape
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, line, row
from app.shared.page import Page
from app.shared.plot import Series, TimePlot
from app.shared.table import RowTable
from domain.language import tr, trn
from domain.reporting.today import NewAlert, NewOrder, StageLoad, Today

EDGE = 16
SIDE = 8
BETWEEN = 32


class DashboardPage(Page):
    """Today at a glance."""

    key = "dashboard"
    icon = "layout-dashboard"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._day = label("", "count")
        self.listener = ChipLabel(kit.theme)
        self.alert_figures = AlertFigures(kit)
        self.order_figures = OrderFiguresRow(kit)
        self.stages = Bars(
            kit.theme,
            tr("Open orders by stage"),
            (("critical", tr("Late")), ("major", tr("Due today")), ("quiet", tr("Later"))),
        )
        self.fleet = FleetSection(kit)
        self.plot = TimePlot(kit, tr("Messages per second in the last ten minutes"))
        self._rate = label("", "muted")
        self.alerts: RowTable[NewAlert] = RowTable(
            alert_columns(kit.times), kit, "dashboard_alerts", tr("Newest alerts")
        )
        self.orders: RowTable[NewOrder] = RowTable(
            order_columns(kit.times), kit, "dashboard_orders", tr("Newest orders")
        )
        self._presenter = DashboardPresenter(kit, desk, self)
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Dashboard")

    def set_visible_page(self, visible: bool) -> None:
        self._presenter.set_visible(visible)

    def _arrange(self) -> None:
        whole = column(self, margins=(EDGE, 14, EDGE, 8), spacing=0)
        head = row(margins=(SIDE, 0, SIDE, 0), spacing=10)
        head.addWidget(label(tr("Today"), "title"))
        head.addWidget(self._day, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.listener)
        whole.addLayout(head)
        whole.addSpacing(14)
        figures = row(spacing=BETWEEN)
        figures.addLayout(_section(tr("Open alerts"), self.alert_figures), 1)
        figures.addLayout(_section(tr("Open orders"), self.order_figures), 1)
        whole.addLayout(figures)
        _rule(whole)
        middle = row(spacing=BETWEEN)
        middle.addLayout(self._stage_section(), 10)
        middle.addLayout(_section(tr("Fleet"), self.fleet), 8)
        middle.addLayout(self._rate_section(), 12)
        whole.addLayout(middle, 4)
        _rule(whole)
        lists = row(spacing=BETWEEN)
        lists.addLayout(_section(tr("Newest alerts"), self.alerts), 1)
        lists.addLayout(_section(tr("Newest orders"), self.orders), 1)
        whole.addLayout(lists, 5)
        self._dress_lists()

    def _stage_section(self) -> QVBoxLayout:
        section = _section(tr("Open orders by stage"), self.stages)
        section.addStretch(1)
        return section

    def _rate_section(self) -> QVBoxLayout:
        head = row(margins=(SIDE, 0, SIDE, 0))
        head.addWidget(label(tr("Messages per second"), "section"), 1)
        head.addWidget(self._rate)
        section = column(spacing=4)
        section.addLayout(head)
        section.addWidget(self.plot, 1)
        return section

    def _dress_lists(self) -> None:
        for table in (self.alerts, self.orders):
            table.horizontalHeader().hide()
            table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
            table.setMinimumHeight(120)
        self.alerts.set_empty(
            tr("No open alerts"), tr("They appear here the moment a rule raises one."), "circle-check"
        )
        self.orders.set_empty(
            tr("No open orders"), tr("They appear here as soon as an alert or a person opens one."), "circle-check"
        )

    def _connect(self) -> None:
        self._presenter.today_loaded.connect(self._on_today)
        self._presenter.live_loaded.connect(self._on_live)
        self._presenter.failed.connect(self._on_failed)
        self.alert_figures.opened.connect(self._open_alerts)
        self.order_figures.opened.connect(self._open_orders)
        self.fleet.opened.connect(self._open_devices)
        self.alerts.clicked.connect(self._on_alert_clicked)
        self.orders.clicked.connect(self._on_order_clicked)
        self.alerts.row_opened.connect(self._on_alert_opened)
        self.orders.row_opened.connect(self._on_order_opened)

    @Slot(object)
    def _on_today(self, today: Today) -> None:
        times = self.kit.times
        self._day.setText(times.day(times.now()))
        self.alert_figures.show_alerts(today)
        self.order_figures.show_orders(today.orders)
        self.stages.show_bars([_bar(stage) for stage in today.stages])
        self.fleet.show_unclaimed(today.unclaimed)
        self.alerts.set_rows(today.newest_alerts)
        self.orders.set_rows(today.newest_orders)
        self.badge_changed.emit(0)

    @Slot(object)
    def _on_live(self, live: Live) -> None:
        self.fleet.show_live(live)
        ms, values = rate(live)
        self.plot.show_series([Series(tr("Messages per second"), ms, values)])
        self.plot.show_span(live.now - SHOWN, live.now)
        self._rate.setText(tr("{count} now", count=self.kit.times.number(values[-1])))
        sentence = listener_sentence(live.pulses, live.now)
        self.listener.set_chip(Chip(sentence.text, sentence.tone, Shape.DOT))

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.listener.set_chip(Chip(sentence, "critical", Shape.DOT))

    @Slot()
    def _on_alert_clicked(self) -> None:
        self._on_alert_opened(self.alerts.chosen())

    @Slot()
    def _on_order_clicked(self) -> None:
        self._on_order_opened(self.orders.chosen())

    @Slot(object)
    def _on_alert_opened(self, alert: NewAlert | None) -> None:
        if alert is not None:
            self.go("alerts", alert.id)

    @Slot(object)
    def _on_order_opened(self, order: NewOrder | None) -> None:
        if order is not None:
            self.go("orders", order.id)

    @Slot()
    def _open_alerts(self) -> None:
        self.go("alerts")

    @Slot()
    def _open_orders(self) -> None:
        self.go("orders")

    @Slot()
    def _open_devices(self) -> None:
        self.go("devices")


def _section(title: str, widget: QWidget) -> QVBoxLayout:
    section = column(spacing=4)
    head = label(title, "section")
    head.setIndent(SIDE)
    section.addWidget(head)
    section.addWidget(widget)
    return section


def _rule(layout: QVBoxLayout) -> None:
    layout.addSpacing(12)
    layout.addWidget(line())
    layout.addSpacing(12)


def _bar(stage: StageLoad) -> Bar:
    later = stage.orders - stage.late - stage.due_today
    segments = (Segment(stage.late, "critical"), Segment(stage.due_today, "major"), Segment(later, "quiet"))
    late = tr("{count} late", count=stage.late) if stage.late else ""
    note = " · ".join(part for part in (late, str(stage.orders)) if part)
    tip = trn(
        "{stage}: {count} order, {late} late, {today} due today",
        "{stage}: {count} orders, {late} late, {today} due today",
        stage.orders,
        stage=stage.name,
        late=stage.late,
        today=stage.due_today,
    )
    return Bar(stage.name, segments, note, tip)
