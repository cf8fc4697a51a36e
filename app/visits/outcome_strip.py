"""A strip that tells what was made, with the ways on from there."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.shared.buttons import IconButton
from app.shared.layout import label, row
from app.shared.theme import Theme
from app.visits.generation import Outcome
from domain.language import tr, trn


class OutcomeStrip(QWidget):
    """Stays until somebody has gone on or closed it."""

    order_asked = Signal(int)
    """The order that was made last."""
    visits_asked = Signal()
    troubles_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._order: int | None = None
        self.words = label("", "strong", wrap=True)
        self.visits_button = QPushButton(tr("Show the visits"))
        self.orders_button = QPushButton(tr("Show the orders"))
        self.troubles_button = QPushButton(tr("Show what could not be made"))
        self.close_button = IconButton("x", tr("Close"), theme)
        line = row(self, margins=(16, 6, 16, 6), spacing=8)
        line.addWidget(self.words, 1)
        for button in (self.troubles_button, self.visits_button, self.orders_button, self.close_button):
            line.addWidget(button)
        self.visits_button.clicked.connect(self.visits_asked)
        self.troubles_button.clicked.connect(self.troubles_asked)
        self.orders_button.clicked.connect(self._on_orders)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_outcome(self, outcome: Outcome) -> None:
        """Tell it."""
        made = outcome.made
        self._order = outcome.newest_order if made.orders else None
        self.words.setText(outcome_words(outcome))
        self.visits_button.setVisible(bool(made.visits))
        self.orders_button.setVisible(self._order is not None)
        self.troubles_button.setVisible(bool(made.troubles))
        self.show()

    @Slot()
    def _on_orders(self) -> None:
        if self._order is not None:
            self.order_asked.emit(self._order)


def outcome_words(outcome: Outcome) -> str:
    """Such as "312 visits in 208 orders; 3 could not be made."."""
    made = outcome.made
    words = tr("Nothing was left to be made.")
    if made.visits or made.troubles:
        visits = trn("{count} visit", "{count} visits", made.visits)
        orders = trn("{count} new order", "{count} new orders", made.orders)
        words = tr("{visits} in {orders}.", visits=visits, orders=orders)
        if made.troubles:
            left = trn("{count} could not be made", "{count} could not be made", made.troubles)
            words = tr("{visits} in {orders}; {left}.", visits=visits, orders=orders, left=left)
    if outcome.left:
        stopped = trn("Stopped: {count} agreement is left.", "Stopped: {count} agreements are left.", outcome.left)
        words = f"{words} {stopped}"
    return words
