"""Names and values of an order under each other, in a pane that scrolls as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.orders.reading import OrderView
from app.shared.asset_words import serial_words
from app.shared.flow import FlowLayout
from app.shared.layout import column, label
from app.shared.times import Times
from domain.language import tr
from domain.orders.cover_told import covered_words
from domain.reporting.order_detail import ContactRow
from domain.reporting.order_header import Kin, OrderHeader, OwnAddress


class OrderFacts(QWidget):
    """Customer, place, people and asset; values can be selected and copied."""

    asset_asked = Signal(int)
    order_asked = Signal(int)

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
        self._kin: dict[QPushButton, int] = {}
        self._links = FlowLayout(across=6, down=2)
        self._links.addWidget(self._asset)
        whole = column(self, spacing=8)
        whole.addLayout(self._grid)
        whole.addLayout(self._links)

    def show_order(self, view: OrderView) -> None:
        """Show what is known about the order; empty values are left out."""
        detail = view.detail
        self._show_kin(view.header)
        self._asset.setVisible(detail.asset is not None)
        if detail.asset is not None:
            self._asset_id = detail.asset.id
            self._asset.setText(tr("Open {number} {name}", number=detail.asset.number, name=detail.asset.name))
        shown = [(name, value) for name, value in facts_of(view, self._times) if value]
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def text(self) -> str:
        """All values, one in a line."""
        return "\n".join(value for _, value in self._shown)

    def _show_kin(self, header: OrderHeader) -> None:
        for button in self._kin:
            self._links.removeWidget(button)
            button.hide()
            button.deleteLater()
        before = [(header.parent, tr("Follows up {number}", number=header.parent.number))] if header.parent else []
        after = [(kin, tr("Followed up by {number}", number=kin.number)) for kin in header.children]
        self._kin = {self._kin_button(kin, words): kin.id for kin, words in [*before, *after]}

    def _kin_button(self, kin: Kin, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("role", "quiet")
        made.setToolTip(f"{kin.title}\n{kin.stage}")
        made.clicked.connect(self._on_kin)
        self._links.addWidget(made)
        return made

    @Slot()
    def _on_kin(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.order_asked.emit(self._kin[button])

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value) in enumerate(self._shown):
            words = label(value, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, at, 1)

    @Slot()
    def _on_asset(self) -> None:
        self.asset_asked.emit(self._asset_id)


def facts_of(view: OrderView, times: Times) -> list[tuple[str, str]]:
    """What stands under each other in the detail."""
    detail, header, asset = view.detail, view.header, view.detail.asset
    model = f"{asset.model} · {serial_words(asset.serial)}" if asset else ""
    signed = tr("{name}, {time}", name=header.signed_by, time=times.short(header.signed_at)) if header.signed_at else ""
    return [
        (tr("Customer"), detail.customer),
        (tr("Site"), "\n".join(part for part in (detail.site, detail.address) if part)),
        (tr("Address for this order"), "" if header.address is None else address_words(header.address)),
        (tr("Contacts"), contact_words(detail.contacts)),
        (tr("Description"), detail.description),
        (tr("Asset"), "\n".join(part for part in (asset.name, model) if part) if asset else ""),
        (tr("Due"), times.full(detail.due)),
        (tr("Promised arrival"), window_words(header, times)),
        (tr("Opened"), tr("{time} · {origin}", time=times.short(detail.opened), origin=detail.origin.label.lower())),
        (tr("Closed"), times.full(detail.closed)),
        (tr("Signed off"), signed),
        *_terms(view),
    ]


def _terms(view: OrderView) -> list[tuple[str, str]]:
    detail, header = view.detail, view.header
    return [
        (tr("Order type"), header.order_type),
        (tr("Work"), tr("{minutes} min", minutes=detail.minutes)),
        (tr("Skills"), ", ".join(detail.skills)),
        (tr("Needed together"), ", ".join(header.needed)),
        (tr("Begins only after"), ", ".join(header.begins_after)),
        (tr("Responsible"), header.responsible),
        (tr("Preferred technician"), header.preferred_technician),
        (tr("Agreement"), header.agreement),
        (tr("Covered today"), covered_words(view.cover)),
        (tr("SLA"), next((f"{row.sla} · {row.chosen_by.label}" for row in view.promises), "")),
        (tr("Internal note"), header.internal_note),
        (tr("Note for the customer"), header.external_note),
    ]


def window_words(header: OrderHeader, times: Times) -> str:
    """The promised window of arrival; empty without one."""
    if header.window_from is None or header.window_until is None:
        return ""
    since, until = times.short(header.window_from), times.short(header.window_until)
    return tr("{since} to {until}", since=since, until=until)


def address_words(address: OwnAddress) -> str:
    """An address in lines, with how to find it."""
    town = " ".join(part for part in (address.postcode, address.city) if part)
    lines = (address.name, ", ".join(p for p in (address.street, town, address.country) if p), address.hint)
    return "\n".join(line for line in lines if line)


def contact_words(contacts: Sequence[ContactRow]) -> str:
    """Whom to call, and under which number."""
    lines = []
    for contact in contacts:
        lines.append(", ".join(part for part in (contact.name, contact.role) if part))
        lines.append(" · ".join(part for part in (contact.phone, contact.email) if part))
    return "\n".join(line for line in lines if line)
