"""The form of a new order, with what the desk wants to see of the asset beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QWidget

from app.orders.asset_field import AssetField
from app.orders.editor import MOST_MINUTES
from app.orders.opening import OpeningPresenter
from app.orders.skills_field import SkillsField
from app.shared.fields import ChoiceField, LongTextField, NumberField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from domain.language import tr, trn
from domain.orders.queries import AssetChoice, OpenOrder
from domain.words import Priority

WIDTH, HEIGHT = 820, 640
BESIDE = 290
EDGES = 60
MINUTES = 90


class NewOrderDialog(QDialog):
    """Asks for what an order needs; what was typed is still there after it was closed without opening one."""

    order_asked = Signal(int)
    """An order that is open already and that somebody wants to see instead."""
    opened = Signal(int, str)

    def __init__(self, presenter: OpeningPresenter, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_new_order")
        self.setWindowTitle(tr("New order"))
        self.resize(WIDTH, HEIGHT)
        self._presenter = presenter
        self.asset = AssetField()
        self.skills = SkillsField()
        self.form = Form(
            [
                self.asset,
                TextField("title", tr("Title"), tr("What is to be done")),
                ChoiceField("priority", tr("Priority"), [(each, each.label) for each in Priority]),
                NumberField("minutes", tr("Expected work"), least=0, most=MOST_MINUTES, unit=tr("min")),
                self.skills,
                LongTextField("description", tr("Description"), tr("What the technician should know")),
            ]
        )
        self.beside = AssetCard(kit)
        self.open_button = QPushButton(tr("Open order"))
        self._cancel = QPushButton(tr("Cancel"))
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
        values, asset = self.form.values(), self.asset.value()
        self.form.forgive()
        self.open_button.setEnabled(False)
        self._presenter.open(
            title=values["title"],
            priority=values["priority"],
            minutes=int(values["minutes"]),
            description=values["description"],
            skill_ids=values["skills"],
            asset_id=asset.id if asset else None,
        )

    def _connect(self) -> None:
        self.asset.searched.connect(self._presenter.search)
        self.asset.edited.connect(self._on_asset)
        self._presenter.found.connect(self.asset.offer)
        self._presenter.asset_found.connect(self.asset.set_value)
        self._presenter.skills_found.connect(self.skills.offer)
        self._presenter.open_orders_found.connect(self.beside.show_orders)
        self._presenter.opened.connect(self._on_opened)
        self._presenter.refused.connect(self._on_refused)
        self.beside.order_asked.connect(self._on_order_asked)
        self.open_button.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)

    def _arrange(self) -> None:
        self.open_button.setProperty("role", "primary")
        self.open_button.setToolTip(tr("Open order  (Ctrl+Enter)"))
        for button in (self.open_button, self._cancel):
            button.setAutoDefault(False)
        self.beside.setFixedWidth(BESIDE)
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        middle = row(spacing=12)
        middle.addWidget(area, 1)
        middle.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignTop)
        buttons = row(spacing=6)
        buttons.addWidget(label(tr("Ctrl+Enter opens the order"), "hint"), 1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.open_button)
        whole = column(self, margins=(8, 12, 16, 12), spacing=12)
        whole.addLayout(middle, 1)
        whole.addLayout(buttons)

    def _reset(self) -> None:
        self.form.fill(
            {
                "asset": None,
                "title": "",
                "priority": Priority.NORMAL,
                "minutes": MINUTES,
                "skills": frozenset(),
                "description": "",
            }
        )

    @Slot()
    def _on_asset(self) -> None:
        chosen = self.asset.value()
        self.beside.show_asset(chosen)
        if chosen is not None:
            self.skills.set_value(frozenset() if chosen.skill_id is None else {chosen.skill_id})
            self._presenter.look(chosen)
            self.form.fields["title"].widget.setFocus()

    @Slot(int, str)
    def _on_opened(self, order_id: int, number: str) -> None:
        self.open_button.setEnabled(True)
        self._reset()
        self.accept()
        self.opened.emit(order_id, number)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self.open_button.setEnabled(True)
        self.form.show_refusal(error)

    @Slot(int)
    def _on_order_asked(self, order_id: int) -> None:
        self.reject()
        self.order_asked.emit(order_id)


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
        made.setText(made.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, BESIDE - EDGES))
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
