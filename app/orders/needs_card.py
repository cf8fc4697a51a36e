"""What the order waits for: each part with a way to say that it is there, or needed no more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.orders.order_parts import OrderParts
from app.shared.layout import column, label, row
from app.shared.numbers import written
from domain.language import tr
from domain.parts.needs import NeedRow


class NeedLine(QWidget):
    """One part; the buttons are there as long as the order waits for it."""

    provided = Signal(object)
    withdrawn = Signal(object)

    def __init__(self, need: NeedRow) -> None:
        super().__init__()
        self._need = need
        amount = f"{written(need.quantity)} {need.unit}".strip()
        values = {"amount": amount, "part": need.part}
        words = tr("{amount} {part}: there", **values) if need.provided else tr("Waits for {amount} {part}", **values)
        self.words = label(words, "muted" if need.provided else "strong", wrap=True)
        self.provide_button = QPushButton(tr("It is there"))
        self.withdraw_button = QPushButton(tr("Needed no more"))
        beside = row(self, spacing=6)
        beside.addWidget(self.words, 1)
        for button in (self.provide_button, self.withdraw_button):
            button.setVisible(not need.provided)
            beside.addWidget(button)
        self.provide_button.clicked.connect(self._on_provide)
        self.withdraw_button.clicked.connect(self._on_withdraw)

    @Slot()
    def _on_provide(self) -> None:
        self.provided.emit(self._need)

    @Slot()
    def _on_withdraw(self) -> None:
        self.withdrawn.emit(self._need)


class NeedsCard(QFrame):
    """The parts of the order that had to be procured; hidden where there are none."""

    def __init__(self, parts: OrderParts) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.lines: list[NeedLine] = []
        self._parts = parts
        self._shown: tuple[NeedRow, ...] = ()
        self._layout = column(self, margins=(12, 10, 12, 10), spacing=8)
        self.hide()

    def show_needs(self, needs: Sequence[NeedRow]) -> None:
        """Show them, those that are there already too."""
        self.setVisible(bool(needs))
        if tuple(needs) == self._shown:
            return
        self._shown = tuple(needs)
        for old in self.lines:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [NeedLine(need) for need in needs]
        for line in self.lines:
            self._layout.addWidget(line)
            line.provided.connect(self._parts.provide)
            line.withdrawn.connect(self._parts.withdraw)
