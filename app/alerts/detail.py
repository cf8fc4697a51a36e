"""One alert beside the list: why it was raised, its readings, its order, what happened to it."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.alerts.gathered import GatheredTable
from app.alerts.presenter import AlertView
from app.alerts.table import place, state_chip
from app.shared.alert_plot import AlertPlot
from app.shared.buttons import ActionButton
from app.shared.chips import severity_chip
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.timeline import TimelineView
from domain.language import tr
from domain.monitoring.alert_curve import AlertCurve
from domain.monitoring.alert_rows import AlertRow
from domain.monitoring.queries import AlertOrder

EDGE = 16
PLOT_HEIGHT = 220
LEAST_WIDTH = 392
PARAGRAPH = '<p style="margin: 0 0 5px 0">{}</p>'


class AlertDetailPane(DetailPane):
    """Shows an `AlertView`; says which record somebody wants to see."""

    order_asked = Signal(int)
    asset_asked = Signal(int)
    alert_asked = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            kit, tr("No alert chosen"), tr("Choose one to see its readings, its order and what happened to it.")
        )
        self.setMinimumWidth(LEAST_WIDTH)
        self._alert: AlertView | None = None
        self._drawn: int | None = None
        self._why = label("", wrap=True, rich=True)
        self._plot = AlertPlot(kit, PLOT_HEIGHT)
        self._order = OrderCard(kit)
        self._asset = QPushButton()
        self._head = QPushButton(tr("Show the alert it stands under"))
        self._timeline = TimelineView(kit)
        self.gathered = GatheredTable(kit)
        for button, name in ((self._asset, "button_asset"), (self._head, "button_head")):
            button.setProperty("role", "quiet")
            button.setObjectName(name)
        self.add_tab(self._first_tab(), tr("Alert"))
        self.add_tab(self._timeline, tr("Timeline"))
        self.add_tab(self.gathered, tr("Under it"))
        self.gathered.row_opened.connect(self._on_gathered)
        self._head.clicked.connect(self._on_head)
        self._order.open_asked.connect(self.order_asked)
        self._asset.clicked.connect(self._on_asset)

    def show_alert(self, view: AlertView | None) -> None:
        """Show it, or that none is chosen."""
        self._alert = view
        if view is None:
            self._drawn = None
            self.show_nothing()
            return
        alert, times = view.detail.row, self._kit.times
        self.show_record(alert.rule, place(alert), [severity_chip(alert.severity), state_chip(alert, times)])
        self._why.setText("".join(PARAGRAPH.format(escape(sentence)) for sentence in view.sentences))
        self._why.setVisible(bool(view.sentences))
        self._order.show_order(view.detail.order, self._kit)
        self._asset.setText(tr("Open {asset}", asset=alert.asset))
        self._head.setVisible(alert.under_id is not None)
        self._show_gathered(view)
        self._timeline.show_entries(view.entries)
        if self._drawn != alert.id:
            self._plot.show_nothing()

    def show_curve(self, view: AlertView, curve: AlertCurve) -> None:
        """Draw the readings; the view stays where the user moved it while the alert is the same."""
        alert = view.detail.row
        self._plot.show_curve(curve, alert.severity, fit=self._drawn != alert.id)
        self._drawn = alert.id

    def timeline(self) -> list[str]:
        """The sentences of the timeline, newest first."""
        return self._timeline.lines()

    def explanation(self) -> str:
        """The sentences that say why."""
        return "\n".join(self._alert.sentences) if self._alert else ""

    def show_possible(self) -> None:
        """Offer what is possible now; the rest would only take room."""
        buttons = {
            button.objectName().removeprefix("button_alerts_"): button for button in self.findChildren(ActionButton)
        }
        for button in buttons.values():
            button.setVisible(button.isEnabled())
        if buttons["bring_back"].isEnabled():
            # What is on the shelf is brought back; a longer time is one key away.
            buttons["shelve"].hide()

    def has_curve(self) -> bool:
        return self._plot.has_curve()

    def _show_gathered(self, view: AlertView) -> None:
        count, at = view.detail.row.gathered, self.tabs.indexOf(self.gathered)
        self.gathered.set_rows(view.gathered.rows)
        self.tabs.setTabVisible(at, count > 0)
        self.tabs.setTabText(at, tr("Under it ({count})", count=self._kit.times.number(count)))

    def _first_tab(self) -> QWidget:
        content = QWidget()
        content.setProperty("role", "plain")
        layout = column(content, margins=(EDGE, 12, EDGE, 12), spacing=12)
        layout.addWidget(self._why)
        layout.addWidget(self._plot)
        layout.addWidget(self._order)
        beside = row()
        beside.addWidget(self._asset)
        beside.addWidget(self._head)
        beside.addStretch(1)
        layout.addLayout(beside)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    @Slot()
    def _on_asset(self) -> None:
        if self._alert is not None:
            self.asset_asked.emit(self._alert.detail.row.asset_id)

    @Slot()
    def _on_head(self) -> None:
        if self._alert is not None:
            self.alert_asked.emit(self._alert.detail.row.under_id)

    @Slot(object)
    def _on_gathered(self, alert: AlertRow) -> None:
        self.alert_asked.emit(alert.id)


class OrderCard(QFrame):
    """The order of an alert: where it stands, who comes when."""

    open_asked = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._order_id = 0
        self._title = label("", "strong", wrap=True)
        self._stands = label("", "muted", wrap=True)
        self._open = QPushButton()
        self._open.setObjectName("button_open_order")
        kit.theme.dress(self._open, "clipboard-list")
        words = column(spacing=2)
        words.addWidget(self._title)
        words.addWidget(self._stands)
        layout = row(self, margins=(12, 10, 12, 10), spacing=12)
        layout.addLayout(words, 1)
        layout.addWidget(self._open)
        self._open.clicked.connect(self._on_open)

    def show_order(self, order: AlertOrder | None, kit: Kit) -> None:
        """Show it, or that there is none."""
        self._open.setVisible(order is not None)
        if order is None:
            self._title.setText(tr("No order"))
            self._stands.setText(tr("Nothing was opened for this alert."))
            return
        self._order_id = order.id
        self._title.setText(order.title)
        self._stands.setText(_standing(order, kit))
        self._open.setText(tr("Open {number}", number=order.number))

    def words(self) -> str:
        """What the card says."""
        return f"{self._title.text()}\n{self._stands.text()}"

    @Slot()
    def _on_open(self) -> None:
        self.open_asked.emit(self._order_id)


def _standing(order: AlertOrder, kit: Kit) -> str:
    if order.technician is None or order.start is None:
        return tr("{stage} · nobody assigned yet", stage=order.stage)
    when = kit.times.short(order.start)
    return tr("{stage} · {technician}, {time}", stage=order.stage, technician=order.technician, time=when)
