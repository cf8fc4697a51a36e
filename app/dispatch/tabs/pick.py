"""Picks technicians by hand: a list with a search, also for four hundred in one team."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.shared.layout import column, label, row
from app.shared.search import SearchField
from app.shared.theme import Theme
from domain.language import tr, trn
from domain.scheduling.board_rows import BoardTechnician

SIZE = (420, 520)
ID = int(Qt.ItemDataRole.UserRole)


class PickDialog(QDialog):
    """Nobody ticked means everybody."""

    picked = Signal(object)
    """The ids, as a frozenset."""

    def __init__(
        self, theme: Theme, technicians: Sequence[BoardTechnician], chosen: frozenset[int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Pick technicians"))
        self.resize(*SIZE)
        self.search = SearchField(theme)
        self.list = QListWidget()
        self._said = label("", "muted")
        self._show = QPushButton(tr("Show them"))
        self._all = QPushButton(tr("Show everybody"))
        self._cancel = QPushButton(tr("Cancel"))
        self._fill(technicians, chosen)
        self._arrange()
        self.search.searched.connect(self._on_searched)
        self.list.itemChanged.connect(self._tell)
        self._show.clicked.connect(self._on_show)
        self._all.clicked.connect(self._on_all)
        self._cancel.clicked.connect(self.reject)
        self._tell()

    def chosen(self) -> frozenset[int]:
        """Who is ticked, found or not."""
        return frozenset(item.data(ID) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def _fill(self, technicians: Iterable[BoardTechnician], chosen: frozenset[int]) -> None:
        for one in technicians:
            item = QListWidgetItem(f"{one.name} · {one.team}")
            item.setData(ID, one.id)
            item.setCheckState(Qt.CheckState.Checked if one.id in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _arrange(self) -> None:
        self.list.setAccessibleName(tr("Technicians"))
        self.list.setUniformItemSizes(True)
        self._show.setProperty("role", "primary")
        self._show.setDefault(True)
        buttons = row(spacing=8)
        buttons.addWidget(self._all)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._show)
        whole = column(self, margins=(16, 16, 16, 16), spacing=10)
        whole.addWidget(self.search)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._said)
        whole.addLayout(buttons)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    @Slot()
    def _tell(self) -> None:
        count = len(self.chosen())
        words = trn("{count} technician picked", "{count} technicians picked", count)
        self._said.setText(words if count else tr("Nobody is picked: everybody is shown."))

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        wanted = words.casefold().split()
        for item in self._items():
            text = item.text().casefold()
            item.setHidden(not all(word in text for word in wanted))

    @Slot()
    def _on_show(self) -> None:
        self.picked.emit(self.chosen())
        self.accept()

    @Slot()
    def _on_all(self) -> None:
        self.picked.emit(frozenset())
        self.accept()
