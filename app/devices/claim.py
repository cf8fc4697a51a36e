"""Choosing the asset that an unknown device belongs to: type, arrow down, Enter."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QPushButton, QWidget

from app.devices.presenter import Choices
from app.devices.rows import UnclaimedRow
from app.devices.table import asset_columns
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.search import SearchField
from app.shared.table import RowTable
from domain.assets.queries import AssetRow
from domain.language import tr, trn

WIDTH, HEIGHT = 760, 460
_TO_LIST = frozenset((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp))


class ClaimDialog(QDialog):
    """Asks for an asset; stays open until the device is claimed or the user goes away."""

    searched = Signal(str)
    claim_asked = Signal(int)
    """The id of the asset."""

    def __init__(self, kit: Kit, device: UnclaimedRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self.device = device
        self.search = SearchField(kit.theme)
        self.assets: RowTable[AssetRow] = RowTable(asset_columns(), kit, "claim_assets", tr("Assets"))
        self._count = label("", "hint")
        self._what = label("", "muted", wrap=True)
        self._wrong = label("", "wrong", wrap=True)
        self.claim_button = QPushButton(tr("Claim"))
        self._cancel = QPushButton(tr("Cancel"))
        self._words: str | None = None
        self._arrange()
        self._connect()
        self._on_chosen(None)

    def show_choices(self, choices: Choices) -> None:
        """Show what was found; the first asset is chosen, so that Enter is enough."""
        self._words = choices.words
        self.assets.set_rows(choices.rows, mark=False)
        if choices.rows:
            self.assets.choose(choices.rows[0].id)
        more = choices.total - len(choices.rows)
        self._count.setText(
            trn("{count} more; type to narrow the list", "{count} more; type to narrow the list", more) if more else ""
        )

    def refuse(self, sentence: str) -> None:
        """Say why it could not be done."""
        self._wrong.setText(sentence)
        self._wrong.show()
        self._on_chosen(self.assets.chosen())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self.assets.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_enter()
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self.setWindowTitle(tr("Claim {device}", device=self.device.key))
        self.resize(WIDTH, HEIGHT)
        self.search.setPlaceholderText(tr("Name, number, serial, model, site or customer"))
        self.search.setToolTip("")
        self.search.setAccessibleName(tr("Search the asset"))
        self.search.installEventFilter(self)
        self.assets.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.assets.set_empty(
            tr("No asset is like that"), tr("Try fewer letters, or the serial number alone."), "search"
        )
        self.claim_button.setProperty("role", "primary")
        self.claim_button.setAutoDefault(False)
        self._cancel.setAutoDefault(False)
        self._wrong.hide()
        foot = row(spacing=8)
        foot.addWidget(self._what, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.claim_button)
        whole = column(self, margins=(16, 16, 16, 16), spacing=8)
        whole.addWidget(label(tr("Which asset does {device} belong to?", device=self.device.key), "heading"))
        whole.addWidget(self.search)
        whole.addWidget(self.assets, 1)
        whole.addWidget(self._count)
        whole.addWidget(self._wrong)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.search.searched.connect(self.searched)
        self.assets.row_chosen.connect(self._on_chosen)
        self.assets.row_opened.connect(self._ask)
        self.claim_button.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.reject)

    @Slot(object)
    def _on_chosen(self, asset: AssetRow | None) -> None:
        self.claim_button.setEnabled(asset is not None)
        if asset is None:
            self.claim_button.setText(tr("Claim"))
            self._what.setText("")
            return
        self.claim_button.setText(tr("Claim for {asset}", asset=asset.name))
        self._what.setText(
            tr(
                "{maker} {model}, serial {serial}, at {site} in {city}, {customer}",
                maker=asset.maker,
                model=asset.model,
                serial=asset.serial,
                site=asset.site,
                city=asset.city,
                customer=asset.customer,
            )
        )

    def _on_enter(self) -> None:
        # What is typed may be newer than what was found: the first Enter then searches, it never claims a stranger.
        if self.search.text().strip() == self._words:
            self._ask()
        else:
            self.search.tell()

    @Slot()
    def _ask(self) -> None:
        asset = self.assets.chosen()
        if asset is not None and self.claim_button.isEnabled():
            self.claim_button.setEnabled(False)
            self._wrong.hide()
            self.claim_asked.emit(asset.id)
