"""The asset or the site of a new order, beside the form: whose it is, where it is, what is covered and open there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton

from app.shared.asset_words import serial_words
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr, trn
from domain.orders.queries import About, OpenOrder, SiteChoice

WIDTH = 290
EDGES = 60
MOST = 8


class AssetCard(QFrame):
    """Whose the asset or the site is, where it is, and what is open there already."""

    order_asked = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "card")
        self._title = label("", "strong", wrap=True)
        self._place = label("", "muted", wrap=True)
        self._cover = label("", "", wrap=True)
        self._open = label("", "section", wrap=True)
        self._chosen: About | None = None
        self._buttons: dict[QPushButton, int] = {}
        self._layout = column(self, margins=(12, 12, 12, 12), spacing=6)
        for shown in (self._title, self._place, self._cover, self._open):
            self._layout.addWidget(shown)
        self.show_chosen(None)

    def show_chosen(self, chosen: About | None) -> None:
        """Show it, or what would be here."""
        self._chosen = chosen
        self._clear()
        self.show_cover("")
        if chosen is None:
            self._title.setText(tr("No asset and no site chosen yet"))
            self._place.setText(tr("Customer, site and what is open there already will stand here."))
            return
        self._title.setText(chosen.name)
        self._place.setText("\n".join(line for line in _lines(chosen) if line))

    @Slot(str)
    def show_cover(self, words: str) -> None:
        """Say what of the work would be covered."""
        self._cover.setText(words if self._chosen is not None else "")
        self._cover.setVisible(bool(self._cover.text()))

    def show_orders(self, orders: Sequence[OpenOrder]) -> None:
        """Show what is open on the asset or at the site, the newest each a way to it."""
        self._clear()
        if self._chosen is None:
            return
        self._buttons = {self._button(order): order.id for order in orders[:MOST]}
        self._open.setText(_told(len(orders), at_site=isinstance(self._chosen, SiteChoice)))

    def words(self) -> str:
        """All that it says."""
        buttons = [button.text() for button in self._buttons]
        return "\n".join([self._title.text(), self._place.text(), self._cover.text(), self._open.text(), *buttons])

    def _clear(self) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        self._open.setText("")

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


def _lines(chosen: About) -> tuple[str, ...]:
    if isinstance(chosen, SiteChoice):
        town = f"{chosen.postcode} {chosen.city}".strip()
        return tr("Site"), chosen.customer, chosen.street, town
    return chosen.customer, chosen.site, chosen.city, chosen.model, serial_words(chosen.serial)


def _told(count: int, *, at_site: bool) -> str:
    if not count:
        return tr("Nothing else is open there.") if at_site else tr("Nothing else is open on it.")
    if count > MOST:
        return trn(
            "{count} order is open there already, the newest:",
            "{count} orders are open there already, the newest:",
            count,
        )
    if at_site:
        return trn("{count} order is open there already:", "{count} orders are open there already:", count)
    return trn("{count} order is open on it already:", "{count} orders are open on it already:", count)
