"""The tabs of the boards: opened, dragged into order, renamed, copied, shared and deleted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QTabBar

from app.dispatch.tabs.presenter import EVERYBODY
from domain.language import tr
from domain.scheduling.board_queries import BoardRow

LONGEST_TAB = 24


class BoardTabBar(QTabBar):
    """One tab for everybody, then one's own boards, then those of others."""

    open_asked = Signal(int)
    rename_asked = Signal(object)
    copy_asked = Signal(int)
    share_asked = Signal(object)
    """The `BoardRow` to be shared, or to be shared no more."""
    delete_asked = Signal(object)
    order_chosen = Signal(object)
    """The ids of one's own boards as they stand now."""

    def __init__(self, is_own: Callable[[BoardRow], bool]) -> None:
        super().__init__()
        self._is_own = is_own
        self._rows: dict[int, BoardRow] = {}
        self._moved = False
        self.setAccessibleName(tr("Boards"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.currentChanged.connect(self._on_current)
        self.tabMoved.connect(self._on_moved)

    def show_boards(self, rows: Sequence[BoardRow], open_id: int) -> None:
        """Let these be the tabs."""
        self.blockSignals(True)
        if [*self._rows.values()] != [*rows] or not self.count():
            self._rows = {row.id: row for row in rows}
            self._fill()
        at = next((at for at in range(self.count()) if self.tabData(at) == open_id), 0)
        self.setCurrentIndex(at)
        self.blockSignals(False)

    def board_ids(self) -> list[int]:
        """The boards as they stand, that of everybody as 0."""
        return [int(self.tabData(at)) for at in range(self.count())]

    def menu_of(self, board_id: int) -> QMenu:
        """What can be done with a board."""
        menu, row = QMenu(self), self._rows.get(board_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = row is not None and self._is_own(row)
        for words, deed, possible in (
            (tr("Rename…"), self.rename_asked, own),
            (tr("Copy"), self.copy_asked, row is not None),
            (tr("Keep for myself") if row is not None and row.shared else tr("Share with all"), self.share_asked, own),
            (tr("Delete…"), self.delete_asked, own),
        ):
            action = menu.addAction(words)
            action.setEnabled(possible)
            action.setData((deed, board_id if deed is self.copy_asked else row))
        return menu

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._rows.get(self._id_at(event.position().toPoint()))
        if row is not None and self._is_own(row):
            self.rename_asked.emit(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._moved:
            self._moved = False
            rows = (self._rows.get(board_id) for board_id in self.board_ids())
            self.order_chosen.emit([row.id for row in rows if row is not None and self._is_own(row)])

    def _fill(self) -> None:
        while self.count():
            self.removeTab(0)
        self._add(EVERYBODY, tr("Everybody"), tr("All technicians, unless a filter is chosen"))
        for row in self._rows.values():
            own = self._is_own(row)
            shared = tr("shared with all") if own else tr("shared by {owner}", owner=row.owner)
            self._add(row.id, row.name, f"{row.name}, {shared}" if row.shared else row.name)

    def _add(self, board_id: int, name: str, told: str) -> None:
        at = self.addTab(name if len(name) <= LONGEST_TAB else f"{name[: LONGEST_TAB - 1]}…")
        self.setTabData(at, board_id)
        self.setTabToolTip(at, told)
        self.setAccessibleTabName(at, told)

    def _id_at(self, at: QPoint) -> int:
        tab = self.tabAt(at)
        return int(self.tabData(tab)) if tab >= 0 else EVERYBODY

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        board_id = self._id_at(at)
        if board_id != EVERYBODY:
            menu = self.menu_of(board_id)
            menu.triggered.connect(self._on_triggered)
            menu.popup(self.mapToGlobal(at))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        deed, about = action.data()
        deed.emit(about)

    @Slot(int)
    def _on_current(self, at: int) -> None:
        if at >= 0:
            self.open_asked.emit(int(self.tabData(at)))

    @Slot()
    def _on_moved(self) -> None:
        self._moved = True
