"""The form of a new order, with what the desk wants to see of the asset or the site beside it."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget

from app.orders.address_fields import NAMES as ADDRESS
from app.orders.address_fields import address_fields, address_of
from app.orders.asset_card import WIDTH as CARD_WIDTH
from app.orders.asset_card import AssetCard
from app.orders.asset_field import AssetField
from app.orders.header_fields import at_field, for_service, header_fields, header_names, offer_choices
from app.orders.opening import OpeningPresenter
from app.shared.fields import CheckField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from domain.language import tr
from domain.orders.queries import About, AssetChoice
from domain.reporting.order_choices import OrderChoices, TypeChoice
from domain.words import Priority

WIDTH, HEIGHT = 820, 640
MINUTES = 90


class NewOrderDialog(QDialog):
    """Asks for what an order needs; what was typed is still there after it was closed without opening one."""

    order_asked = Signal(int)
    """An order that is open already and that somebody wants to see instead."""
    opened = Signal(int, str)
    missing = Signal(str)
    """The page where what is missing can be entered: "customers" or "assets"."""

    def __init__(self, presenter: OpeningPresenter, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_new_order")
        self.setWindowTitle(tr("New order"))
        self.resize(WIDTH, HEIGHT)
        self._presenter = presenter
        self.asset = AssetField()
        elsewhere = CheckField("elsewhere", tr("The work is at another address"))
        self.form = Form([self.asset, *header_fields(kit.times), elsewhere, *address_fields()])
        self._types: dict[int, TypeChoice] = {}
        self.beside = AssetCard(kit)
        self.open_button = QPushButton(tr("Open order"))
        self._cancel = QPushButton(tr("Cancel"))
        self.customer_button = QPushButton(tr("New customer…"))
        self.asset_button = QPushButton(tr("New asset…"))
        self._arrange()
        self._connect()
        self._reset()

    def begin(self, asset_id: int | None = None) -> None:
        """Show the form, for an asset if one is given, the cursor where one begins."""
        self._presenter.load(asset_id)
        self.open()
        (self.asset.line if asset_id is None else self.form.fields["title"].widget).setFocus()

    @Slot()
    def submit(self) -> None:
        """Open the order."""
        values, about = self.form.values(), self.asset.value()
        self.form.forgive()
        self.open_button.setEnabled(False)
        address = address_of(values) if values["elsewhere"] else None
        own = {name: values[name] for name in self.form.fields if name in header_names()}
        self._presenter.open(about, for_service(own), address)

    def _connect(self) -> None:
        self.asset.searched.connect(self._presenter.search)
        self.asset.edited.connect(self._on_asset)
        self._presenter.found.connect(self.asset.offer)
        self._presenter.asset_found.connect(self.asset.set_value)
        self._presenter.choices_found.connect(self._on_choices)
        self.form.edited.connect(self._on_edited)
        self._presenter.open_orders_found.connect(self.beside.show_orders)
        self._presenter.cover_found.connect(self.beside.show_cover)
        self._presenter.opened.connect(self._on_opened)
        self._presenter.refused.connect(self._on_refused)
        self.beside.order_asked.connect(self._on_order_asked)
        self.open_button.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)
        for button, keys, page in (
            (self.customer_button, "Alt+C", "customers"),
            (self.asset_button, "Alt+A", "assets"),
        ):
            button.setShortcut(QKeySequence(keys))
            button.clicked.connect(partial(self._leave_for, page))

    def _leave_for(self, page: str) -> None:
        """Enter what is missing; what was typed waits here."""
        self.reject()
        self.missing.emit(page)

    def _arrange(self) -> None:
        self.open_button.setProperty("role", "primary")
        self.open_button.setToolTip(tr("Open order  (Ctrl+Enter)"))
        self.customer_button.setToolTip(tr("Enter a customer; what was typed here waits  (Alt+C)"))
        self.asset_button.setToolTip(tr("Enter an asset; what was typed here waits  (Alt+A)"))
        for button in (self.open_button, self._cancel, self.customer_button, self.asset_button):
            button.setAutoDefault(False)
        self.beside.setFixedWidth(CARD_WIDTH)
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        middle = row(spacing=12)
        middle.addWidget(area, 1)
        middle.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignTop)
        buttons = row(spacing=6)
        buttons.addWidget(label(tr("Ctrl+Enter opens the order"), "hint"), 1)
        for button in (self.customer_button, self.asset_button, self._cancel, self.open_button):
            buttons.addWidget(button)
        whole = column(self, margins=(8, 12, 16, 12), spacing=12)
        whole.addLayout(middle, 1)
        whole.addLayout(buttons)

    def _reset(self) -> None:
        empty = dict.fromkeys(self.form.fields, None)
        texts = dict.fromkeys(("title", "description", "responsible", "internal_note", "external_note"), "")
        begun = {"priority": Priority.NORMAL, "minutes": MINUTES, "skills": frozenset(), "elsewhere": False}
        self.form.fill({**empty, **texts, **begun})
        self._show_address()

    def _show_address(self) -> None:
        for name in ADDRESS:
            self.form.show_field(name, bool(self.form.fields["elsewhere"].value()))

    @Slot(object)
    def _on_choices(self, found: OrderChoices) -> None:
        self._types = {each.id: each for each in found.types}
        with self.form.filling():
            offer_choices(self.form.fields, found)

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name == "elsewhere":
            self._show_address()
        elif name == "order_type":
            self._on_type(self._types.get(self.form.fields["order_type"].value()))

    def _on_type(self, chosen: TypeChoice | None) -> None:
        """A type brings what an order of it begins with."""
        if chosen is not None:
            with self.form.filling():
                self.form.fields["priority"].set_value(chosen.priority)
                self.form.fields["minutes"].set_value(chosen.minutes)
                self.form.fields["skills"].set_value(chosen.skill_ids)

    @Slot()
    def _on_asset(self) -> None:
        chosen = self.asset.value()
        self.beside.show_chosen(chosen)
        if chosen is not None:
            self.form.fields["skills"].set_value(self._skills_for(chosen))
            self._presenter.look(chosen)
            self.form.fields["title"].widget.setFocus()

    def _skills_for(self, chosen: About) -> frozenset[int]:
        """What the asset asks for; where it asks for nothing, or there is none, what the type brings."""
        if isinstance(chosen, AssetChoice) and chosen.skill_id is not None:
            return frozenset({chosen.skill_id})
        brought = self._types.get(self.form.fields["order_type"].value())
        return brought.skill_ids if brought else frozenset()

    @Slot(int, str)
    def _on_opened(self, order_id: int, number: str) -> None:
        self.open_button.setEnabled(True)
        self._reset()
        self.accept()
        self.opened.emit(order_id, number)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self.open_button.setEnabled(True)
        self.form.show_refusal(at_field(error))

    @Slot(int)
    def _on_order_asked(self, order_id: int) -> None:
        self.reject()
        self.order_asked.emit(order_id)
