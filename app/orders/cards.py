"""What belongs to an order: the alert it came from, and who comes when."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton

from app.orders.reading import OrderView
from app.shared.alert_plot import AlertPlot
from app.shared.chips import ChipLabel, severity_chip
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.times import Times
from domain.language import tr
from domain.reporting.order_detail import OrderDetail, VisitRow

PLOT_HEIGHT = 150


class AlertCard(QFrame):
    """Why the order was opened, with the readings that led to it."""

    open_asked = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._alert_id = 0
        self._drawn = 0
        self._severity = ChipLabel(kit.theme)
        self._why = label("", wrap=True)
        self._plot = AlertPlot(kit, PLOT_HEIGHT)
        self._open = QPushButton(tr("Open the alert"))
        self._open.setObjectName("button_open_alert")
        kit.theme.dress(self._open, "bell-ring")
        head = row(spacing=8)
        head.addWidget(self._severity)
        head.addStretch(1)
        head.addWidget(self._open)
        layout = column(self, margins=(12, 10, 12, 10), spacing=8)
        layout.addLayout(head)
        layout.addWidget(self._why)
        layout.addWidget(self._plot)
        self._open.clicked.connect(self._on_open)

    def show_alert(self, view: OrderView) -> None:
        """Show the alert of an order, if it has one."""
        alert = view.detail.alert
        self.setVisible(alert is not None)
        if alert is None:
            return
        self._alert_id = alert.row.id
        self._severity.set_chip(severity_chip(alert.row.severity))
        self._why.setText("\n".join(view.sentences))
        if view.curve is not None:
            self._plot.show_curve(view.curve, alert.row.severity, fit=self._drawn != alert.row.id)
            self._drawn = alert.row.id

    def words(self) -> str:
        """Why, in sentences."""
        return self._why.text()

    def has_curve(self) -> bool:
        return self._plot.has_curve()

    @Slot()
    def _on_open(self) -> None:
        self.open_asked.emit(self._alert_id)


class VisitCard(QFrame):
    """Who comes when, and the way to the board."""

    board_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._times = kit.times
        self._words = label("", wrap=True)
        self.button = QPushButton()
        self.button.setObjectName("button_board")
        kit.theme.dress(self.button, "calendar-range")
        layout = row(self, margins=(12, 10, 12, 10), spacing=12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        self.button.clicked.connect(self.board_asked)

    def show_visits(self, detail: OrderDetail, *, needs_booking: bool) -> None:
        """Show the bookings of an order, or that nobody comes yet, or needs to."""
        visits = [visit_words(visit, self._times) for visit in detail.visits]
        nobody = tr("Nobody is assigned yet.") if detail.is_open else tr("Nobody was assigned.")
        if not needs_booking:
            nobody = tr("Nobody has to come.")
        self._words.setText("\n".join(visits) or nobody)
        self.button.setText(tr("Show on the board") if visits else tr("Assign on the board"))
        self.button.setVisible(bool(visits) or detail.is_open)

    def words(self) -> str:
        """Who comes when."""
        return self._words.text()


def visit_words(visit: VisitRow, times: Times) -> str:
    """Who comes from when to when, and the number to call."""
    finish = times.clock_time(visit.finish)
    words = tr(
        "{technician}, {start} to {finish}", technician=visit.technician, start=times.short(visit.start), finish=finish
    )
    return "\n".join(part for part in (words, visit.phone) if part)
