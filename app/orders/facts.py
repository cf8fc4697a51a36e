"""Names and values of an order under each other, in a pane that scrolls as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.shared.layout import column, label, row
from app.shared.times import Times
from domain.language import tr
from domain.reporting.order_detail import ContactRow, OrderDetail


class OrderFacts(QWidget):
    """Customer, place, people and asset; values can be selected and copied."""

    asset_asked = Signal(int)

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self._shown: list[tuple[str, str]] = []
        self._asset_id = 0
        self._asset = QPushButton()
        self._asset.setProperty("role", "quiet")
        self._asset.setObjectName("button_asset")
        self._asset.clicked.connect(self._on_asset)
        self._grid = QGridLayout()  # a form layout gives wrapped words too little height
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        beside = row()
        beside.addWidget(self._asset)
        beside.addStretch(1)
        whole = column(self, spacing=8)
        whole.addLayout(self._grid)
        whole.addLayout(beside)

    def show_order(self, detail: OrderDetail) -> None:
        """Show what is known about the order; empty values are left out."""
        self._asset.setVisible(detail.asset is not None)
        if detail.asset is not None:
            self._asset_id = detail.asset.id
            self._asset.setText(tr("Open {number} {name}", number=detail.asset.number, name=detail.asset.name))
        shown = [(name, value) for name, value in facts_of(detail, self._times) if value]
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def text(self) -> str:
        """All values, one in a line."""
        return "\n".join(value for _, value in self._shown)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value) in enumerate(self._shown):
            words = label(value, wrap=True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, at, 1)

    @Slot()
    def _on_asset(self) -> None:
        self.asset_asked.emit(self._asset_id)


def facts_of(detail: OrderDetail, times: Times) -> list[tuple[str, str]]:
    """What stands under each other in the detail."""
    asset = detail.asset
    model = tr("{model} · serial {serial}", model=asset.model, serial=asset.serial) if asset else ""
    return [
        (tr("Customer"), detail.customer),
        (tr("Site"), "\n".join(part for part in (detail.site, detail.address) if part)),
        (tr("Contacts"), contact_words(detail.contacts)),
        (tr("Description"), detail.description),
        (tr("Due"), times.full(detail.due)),
        (tr("Opened"), tr("{time} · {origin}", time=times.short(detail.opened), origin=detail.origin.label.lower())),
        (tr("Closed"), times.full(detail.closed)),
        (tr("Work"), tr("{minutes} min", minutes=detail.minutes)),
        (tr("Skills"), ", ".join(detail.skills)),
        (tr("Asset"), "\n".join(part for part in (asset.name, model) if part) if asset else ""),
    ]


def contact_words(contacts: Sequence[ContactRow]) -> str:
    """Whom to call, and under which number."""
    lines = []
    for contact in contacts:
        lines.append(", ".join(part for part in (contact.name, contact.role) if part))
        lines.append(" · ".join(part for part in (contact.phone, contact.email) if part))
    return "\n".join(line for line in lines if line)
