"""The tree of customers, sites and assets; opens a branch when it is asked to."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from app.assets.branch_delegate import BranchDelegate
from app.assets.branches import BranchModel
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from domain.assets.tree import Branch, BranchKey, Level
from domain.language import tr

Levels = Mapping[BranchKey | None, Sequence[Branch]]


class AssetTree(QTreeView):
    """Says which asset is current; everything above it is opened with it."""

    asset_chosen = Signal(object)
    """The id of the asset that is current, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.branches = BranchModel(self)
        self._empty = EmptyState(kit.theme, self.viewport())
        self.setObjectName("tree_assets")
        self.setAccessibleName(tr("Customers, sites and assets"))
        self.setModel(self.branches)
        self.setItemDelegate(BranchDelegate(kit.theme, self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setIndentation(18)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty.tell(
            tr("No customers yet"),
            tr("Enter the first one on the page of customers, then its sites; assets stand at sites."),
            "building-2",
        )
        self._empty.hide()
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        kit.theme.changed.connect(self._on_theme_changed)

    def show_levels(self, levels: Levels) -> None:
        """Show these branches anew, those above first."""
        current = self.chosen()
        for key, below in levels.items():
            self.branches.set_below(key, below)
        if current is not None and self.chosen() != current:
            self.setCurrentIndex(self.branches.index_of(current))
        self._empty.setVisible(not self.branches.rowCount())

    def chosen(self) -> BranchKey | None:
        """The current branch."""
        branch = self.branches.branch_at(self.currentIndex())
        return None if branch is None else branch.key

    def choose(self, key: BranchKey) -> bool:
        """Make a branch current that is loaded, everything above it open; says whether it is there."""
        index = self.branches.index_of(key)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        branch = self.branches.branch_at(index)
        is_asset = branch is not None and branch.key.level is Level.ASSET
        self.asset_chosen.emit(branch.key.id if branch is not None and is_asset else None)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.doItemsLayout()
