"""The page of the assistant on which assets of the customer are ticked."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton

from app.agreements.wizard.step import Step
from app.shared.layout import label, row
from domain.language import tr, trn
from domain.reporting.agreement_choices import Choices

KEY = Qt.ItemDataRole.UserRole
ROOM = 4


class AssetsStep(Step):
    """All assets of the customer, to be filtered by typing and ticked one by one or all that are shown."""

    def __init__(self, assets: Choices) -> None:
        super().__init__(tr("Assets"), tr("Which assets the services are for; none for the customer as a whole."))
        self.words = QLineEdit()
        self.list = QListWidget()
        self.tick_button = QPushButton(tr("Tick all shown"))
        self.clear_button = QPushButton(tr("Tick none"))
        self._count = label("", "muted")
        self._wrong = label("", "wrong", wrap=True)
        self._fill(assets)
        self._arrange()
        self.words.textChanged.connect(self._on_words)
        self.list.itemChanged.connect(self._tell)
        self.list.itemActivated.connect(self._on_activated)
        self.tick_button.clicked.connect(self._on_tick_all)
        self.clear_button.clicked.connect(self._on_clear)
        self._tell()

    def begin(self) -> None:
        self.words.setFocus()

    def show_refusal(self, error: Exception, row: int = 0) -> None:  # noqa: ARG002  # there are no fields here
        self._wrong.setText(str(error))
        self._wrong.show()

    def chosen(self) -> Choices:
        """The ticked ones, shown or not."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple((item.data(KEY), item.text()) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _fill(self, assets: Choices) -> None:
        for key, name in assets:
            item = QListWidgetItem(name)
            item.setData(KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        if assets:
            self.list.setCurrentRow(0)
        else:
            nothing = QListWidgetItem(tr("This customer has no assets."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)

    def _arrange(self) -> None:
        self.words.setObjectName("wizard_asset_words")
        self.words.setPlaceholderText(tr("Name or number"))
        self.words.setAccessibleName(tr("Filter the assets"))
        self.words.setClearButtonEnabled(True)
        self.list.setAccessibleName(tr("Assets of the customer"))
        self.list.setObjectName("wizard_assets")
        self.list.setSpacing(ROOM)
        self._wrong.hide()
        buttons = row(spacing=6)
        buttons.addWidget(self._count, 1)
        for button in (self.clear_button, self.tick_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        for widget in (self._wrong, self.words):
            self.place.addWidget(widget)
        self.place.addWidget(self.list, 1)
        self.place.addLayout(buttons)

    @Slot(str)
    def _on_words(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for at in range(self.list.count()):
            item = self.list.item(at)
            name = item.text().casefold()
            item.setHidden(not all(word in name for word in wanted))

    @Slot(QListWidgetItem)
    def _on_activated(self, item: QListWidgetItem) -> None:
        ticked = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    @Slot()
    def _on_tick_all(self) -> None:
        self._set_all(Qt.CheckState.Checked, hidden=False)

    @Slot()
    def _on_clear(self) -> None:
        self._set_all(Qt.CheckState.Unchecked, hidden=True)

    def _set_all(self, state: Qt.CheckState, *, hidden: bool) -> None:
        self.list.blockSignals(True)
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item.data(KEY) is not None and (hidden or not item.isHidden()):
                item.setCheckState(state)
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        ticked = len(self.chosen())
        self._count.setText(trn("{count} asset ticked", "{count} assets ticked", ticked))
