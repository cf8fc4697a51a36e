"""The asset of a new order, beside the form: whose it is, where it stands, what is open on it already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton

from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr, trn
from domain.orders.queries import AssetChoice, OpenOrder

WIDTH = 290
EDGES = 60


class AssetCard(QFrame):
    """Whose the asset is, where it stands, and what is open on it already."""

    order_asked = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "card")
        self._title = label("", "strong", wrap=True)
        self._place = label("", "muted", wrap=True)
        self._open = label("", "section", wrap=True)
        self._buttons: dict[QPushButton, int] = {}
        self._layout = column(self, margins=(12, 12, 12, 12), spacing=6)
        for shown in (self._title, self._place, self._open):
            shown.setTextFormat(Qt.TextFormat.PlainText)
            self._layout.addWidget(shown)
        self.show_asset(None)

    def show_asset(self, asset: AssetChoice | None) -> None:
        """Show it, or what would be here."""
        self.show_orders(())
        self._open.setText("")
        if asset is None:
            self._title.setText(tr("No asset chosen yet"))
            self._place.setText(tr("Its customer, its site and what is open on it already will stand here."))
            return
        self._title.setText(asset.name)
        lines = (asset.customer, asset.site, asset.city, asset.model, tr("Serial {serial}", serial=asset.serial))
        self._place.setText("\n".join(line for line in lines if line))

    def show_orders(self, orders: Sequence[OpenOrder]) -> None:
        """Show what is open on the asset, each a way to it."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {self._button(order): order.id for order in orders}
        told = trn("{count} order is open on it already:", "{count} orders are open on it already:", len(orders))
        self._open.setText(told if orders else tr("Nothing else is open on it."))

    def words(self) -> str:
        """All that it says."""
        buttons = [button.text() for button in self._buttons]
        return "\n".join([self._title.text(), self._place.text(), self._open.text(), *buttons])

    def _button(self, order: OpenOrder) -> QPushButton:
        made = QPushButton()
        title = f"{order.number}  {order.title}"
        made.setText(made.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, WIDTH - EDGES))
        made.setProperty("role", "quiet")
        made.setAutoDefault(False)
        made.setToolTip(f"{order.title}\n{order.stage} · {self._kit.times.ago(order.due)}")
        made.clicked.connect(self._on_clicked)
        self._layout.addWidget(made)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.order_asked.emit(self._buttons[button])
