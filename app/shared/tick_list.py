"""Records to be ticked one by one, or all that the words above leave."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.shared.layout import column, label, row
from domain.language import tr

KEY = Qt.ItemDataRole.UserRole
ROOM = 4
Choices = Sequence[tuple[int, str]]


class TickList(QWidget):
    """Filtered by typing; what is hidden keeps its tick."""

    changed = Signal()
    """Another number of them is ticked."""

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self.words = QLineEdit()
        self.list = QListWidget()
        self.tick_button = QPushButton(tr("Tick all shown"))
        self.clear_button = QPushButton(tr("Tick none"))
        self._count = label("", "muted")
        self._arrange(title)
        self.words.textChanged.connect(self._on_words)
        self.list.itemChanged.connect(self._tell)
        self.list.itemActivated.connect(self._on_activated)
        self.tick_button.clicked.connect(self._on_tick_all)
        self.clear_button.clicked.connect(self._on_clear)
        self.offer(())

    def offer(self, choices: Choices, *, ticked: bool | Collection[int] = False) -> None:
        """Show these: all of them ticked, or none, or those with these keys."""
        chosen = ticked if not isinstance(ticked, bool) else [key for key, _ in choices] if ticked else ()
        self.list.blockSignals(True)
        self.list.clear()
        for key, name in choices:
            item = QListWidgetItem(name)
            item.setData(KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        if choices:
            self.list.setCurrentRow(0)
        else:
            nothing = QListWidgetItem(self._nothing)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.blockSignals(False)
        self._on_words(self.words.text())
        self._tell()

    def chosen(self) -> tuple[tuple[int, str], ...]:
        """The ticked ones, shown or not."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple((item.data(KEY), item.text()) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _arrange(self, title: str) -> None:
        self.words.setObjectName("tick_words")
        self.words.setPlaceholderText(tr("Name or number"))
        self.words.setAccessibleName(tr("Filter the list"))
        self.words.setClearButtonEnabled(True)
        self.list.setObjectName("tick_list")
        self.list.setSpacing(ROOM)
        self.list.setAccessibleName(title)
        self.setFocusProxy(self.words)
        buttons = row(spacing=6)
        buttons.addWidget(self._count, 1)
        for button in (self.clear_button, self.tick_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        whole = column(self, spacing=8)
        whole.addWidget(self.words)
        whole.addWidget(self.list, 1)
        whole.addLayout(buttons)

    @Slot(str)
    def _on_words(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for at in range(self.list.count()):
            item = self.list.item(at)
            name = item.text().casefold()
            item.setHidden(item.data(KEY) is not None and not all(word in name for word in wanted))

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
        self._count.setText(tr("{count} ticked", count=len(self.chosen())))
        self.changed.emit()
