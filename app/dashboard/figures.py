"""The two rows of big numbers: open alerts by severity, open orders by what is pressing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.dashboard.figure import Figure
from app.shared.chips import severity_chip
from app.shared.kit import Kit
from app.shared.layout import row
from domain.language import tr, trn
from domain.reporting.today import OrderFigures, Today
from domain.words import Severity


class AlertFigures(QWidget):
    """Open alerts by severity."""

    opened = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.by_severity = {
            severity: Figure(kit.theme, severity.label, mark=severity_chip(severity)) for severity in Severity
        }
        layout = row(self, spacing=4)
        for severity, figure in self.by_severity.items():
            figure.setObjectName(f"figure_{severity.value}")
            figure.clicked.connect(self.opened)
            layout.addWidget(figure, 1)

    def show_alerts(self, today: Today) -> None:
        shelved = trn("{count} alert is shelved", "{count} alerts are shelved", today.shelved) if today.shelved else ""
        for severity, figure in self.by_severity.items():
            count = today.alerts[severity]
            figure.tell(count, self._kit.times.number(count), shelved)


class OrderFiguresRow(QWidget):
    """Open orders, and of them what is pressing."""

    opened = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.late = Figure(kit.theme, tr("Late"), tone="critical")
        self.due_today = Figure(kit.theme, tr("Due today"), tone="major")
        self.unassigned = Figure(kit.theme, tr("Unassigned"))
        self.all = Figure(kit.theme, tr("Open in all"))
        layout = row(self, spacing=4)
        for name, figure in (
            ("late", self.late),
            ("due_today", self.due_today),
            ("unassigned", self.unassigned),
            ("open", self.all),
        ):
            figure.setObjectName(f"figure_{name}")
            figure.clicked.connect(self.opened)
            layout.addWidget(figure, 1)

    def show_orders(self, figures: OrderFigures) -> None:
        for figure, count in (
            (self.late, figures.late),
            (self.due_today, figures.due_today),
            (self.unassigned, figures.unassigned),
            (self.all, figures.open),
        ):
            figure.tell(count, self._kit.times.number(count))
