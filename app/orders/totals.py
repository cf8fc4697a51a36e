"""What all lines of an order come to, under the sheet."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import label, row
from app.shared.money import money
from domain.language import tr
from domain.orders.line_queries import LineRow
from domain.orders.margin import margin


class Totals(QFrame):
    """Sales, cost and margin; they follow every change of a line."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._times = kit.times
        self.setProperty("role", "totals")
        self._values: dict[str, QLabel] = {}
        layout = FlowLayout(self, 16, 2)
        layout.setContentsMargins(16, 6, 16, 6)
        titles = (("sales", tr("Sales")), ("cost", tr("Cost")), ("margin", tr("Margin")))
        for name, title in titles:
            value = label("", "strong")
            value.setObjectName(f"total_{name}")
            self._values[name] = value
            pair = QWidget()
            beside = row(pair, spacing=6)
            beside.addWidget(label(title, "muted"))
            beside.addWidget(value)
            layout.addWidget(pair)

    def show_lines(self, lines: Sequence[LineRow], currency: str) -> None:
        """Add `lines` up."""
        total = margin(lines)
        self._values["sales"].setText(money(total.sales, currency, self._times))
        self._values["cost"].setText(money(total.cost, currency, self._times))
        share = "" if total.percent is None else f" ({self._times.number(float(total.percent), 1)} %)"
        self._values["margin"].setText(money(total.margin, currency, self._times) + share)
        role = "late" if total.margin < 0 else "strong"
        if self._values["margin"].property("role") != role:
            self._values["margin"].setProperty("role", role)
            self._values["margin"].style().polish(self._values["margin"])

    def words(self) -> str:
        """All three, in one line."""
        return " · ".join(value.text() for value in self._values.values())
