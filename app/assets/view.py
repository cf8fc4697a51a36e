"""The page of assets: tree or search results, and the asset chosen beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.assets.detail import AssetDetailPane
from app.assets.presenter import AssetsPresenter, Found, Grown
from app.assets.readings import ReadingsPresenter
from app.assets.table import LEAST, found_columns
from app.assets.tree import AssetTree
from app.assets.values import AssetView
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.table import RowTable
from domain.assets.queries import AssetRow
from domain.language import tr
from domain.reporting.asset_life import AssetEvent, EventKind

TREE, FOUND = range(2)
DETAIL_SHARE = 64


class AssetsPage(Page):
    """Where every asset stands, how it does, and what happened to it."""

    key = "assets"
    icon = "boxes"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.frame = PageFrame(kit, self.key, self.title)
        self.tree = AssetTree(kit)
        self.found: RowTable[AssetRow] = RowTable(found_columns(), kit, "assets_found", tr("Assets found"))
        self.lists = QStackedWidget()
        self.detail = AssetDetailPane(kit)
        self._visible = False
        self._assets = 0
        self._shown: int | None = None
        self._view: AssetView | None = None
        self._presenter = AssetsPresenter(kit, desk, self)
        self._readings = ReadingsPresenter(kit, desk, self)
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Assets")

    def page_actions(self) -> Sequence[Action]:
        tip = tr("Open an order for the chosen asset")
        return (Action("assets_order", tr("New order"), self._begin_order, "N", "plus", self._has_one, tip),)

    def set_visible_page(self, visible: bool) -> None:
        self._visible = visible
        self._presenter.set_visible(visible)
        self._watch_readings()

    def show_record(self, record_id: int) -> None:
        self.frame.search.reset()
        self._presenter.reveal(record_id)

    def record_shown(self) -> int | None:
        return self._shown

    def _arrange(self) -> None:
        place = QWidget()
        column(place, margins=(8, 0, 0, 0)).addWidget(self.tree)
        self.lists.addWidget(place)
        self.lists.addWidget(self.found)
        self.frame.set_list(self.lists)
        self.frame.set_detail(self.detail, DETAIL_SHARE)
        NarrowColumns(self.found, LEAST)
        self.found.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.found.set_empty(
            tr("No asset is like that"), tr("Try fewer letters, or the serial number alone."), "search"
        )
        self.detail.show_nothing()
        self.frame.set_actions(self.bound_actions().values(), primary="assets_order")
        self.set_frame(self.frame)

    def _connect(self) -> None:
        self._presenter.grown.connect(self._on_grown)
        self._presenter.found.connect(self._on_found)
        self._presenter.asset_loaded.connect(self._on_asset)
        self._presenter.failed.connect(self.frame.set_count)
        self._readings.loaded.connect(self.detail.live.show_curves)
        self._readings.failed.connect(self.frame.set_count)
        self.tree.branches.wanted.connect(self._presenter.grow)
        self.tree.asset_chosen.connect(self._look_at)
        self.frame.searched.connect(self._on_searched)
        self.found.row_chosen.connect(self._on_found_chosen)
        self.found.row_opened.connect(self._on_found_opened)
        self.detail.event_opened.connect(self._on_event_opened)
        self.detail.overview.part_followed.connect(self.show_record)
        self.detail.live.wanted.connect(self._ask_readings)
        self.detail.tabs.currentChanged.connect(self._watch_readings)

    @Slot(object)
    def _on_grown(self, grown: Grown) -> None:
        self._assets = grown.assets
        self.tree.branches.set_troubles(grown.troubles)
        self.tree.show_levels(grown.levels)
        if grown.reveal is not None:
            self.tree.choose(grown.reveal)
        if self.lists.currentIndex() == TREE:
            self._count(grown.assets)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._presenter.search(words)
        if not words:
            self.lists.setCurrentIndex(TREE)
            self._count(self._assets)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self.lists.setCurrentIndex(FOUND)
        self.found.set_rows(found.rows, mark=False)
        self._count(found.total)
        if found.rows and self.found.chosen() is None:
            self.found.choose(found.rows[0].id)

    @Slot(object)
    def _on_found_chosen(self, asset: AssetRow | None) -> None:
        if asset is not None:
            self._look_at(asset.id)

    @Slot(object)
    def _on_found_opened(self, asset: AssetRow) -> None:
        self.show_record(asset.id)

    @Slot(object)
    def _look_at(self, asset_id: int | None) -> None:
        self._shown = asset_id
        self._presenter.look_at(asset_id)
        if asset_id is None:
            self._on_asset(None)

    @Slot(object)
    def _on_asset(self, view: AssetView | None) -> None:
        self._view = view
        if view is None:
            self.detail.show_nothing()
        else:
            self.detail.show_asset(view)
        self._ask_readings()
        self.refresh_actions()

    def _has_one(self) -> bool:
        return self._view is not None

    def _begin_order(self) -> None:
        if self._view is not None:
            self.begin("orders", self._view.asset.id)

    @Slot()
    def _ask_readings(self) -> None:
        live = self.detail.live
        if self._view is None:
            self._readings.show(None, (), frozenset(), live.span)
        else:
            self._readings.show(self._view.asset.id, self._view.metrics, live.shown, live.span)

    @Slot()
    def _watch_readings(self) -> None:
        self._readings.set_visible(self._visible and self.detail.tabs.currentWidget() is self.detail.live)

    @Slot(object)
    def _on_event_opened(self, event: AssetEvent) -> None:
        self.go("alerts" if event.kind is EventKind.ALERT else "orders", event.record_id)

    def _count(self, shown: int) -> None:
        number = self.kit.times.number
        everything = shown == self._assets
        self.frame.set_count(
            number(shown) if everything else tr("{shown} of {total}", shown=number(shown), total=number(self._assets))
        )
