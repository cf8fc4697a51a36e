"""The page of assets: tree or search results, and the asset chosen beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.assets.actions import asset_actions
from app.assets.deeds import AssetDeeds
from app.assets.detail import AssetDetailPane
from app.assets.model_deeds import ModelDeeds
from app.assets.presenter import AssetsPresenter, Found, Grown
from app.assets.readings import ReadingsPresenter
from app.assets.table import LEAST, found_columns
from app.assets.tree import AssetTree
from app.assets.values import AssetView
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen, Filter
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.table import RowTable
from domain.assets.queries import AssetRow
from domain.language import tr

TREE, FOUND = range(2)
DETAIL_SHARE = 64
IN_DETAIL = ("assets_edit", "assets_move", "assets_command", "assets_customer")
"""Buttons under the name; everything is in the menus of the window."""


class AssetsPage(Page):
    """Where every asset stands, how it does, and what happened to it."""

    key = "assets"
    icon = "boxes"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.frame = PageFrame(kit, self.key, self.title, [Filter("group", tr("any group"), ())])
        self.tree = AssetTree(kit)
        self.found: RowTable[AssetRow] = RowTable(found_columns(), kit, "assets_found", tr("Assets found"))
        self.lists = QStackedWidget()
        self.detail = AssetDetailPane(kit, desk)
        self._visible = False
        self._assets = 0
        self._shown: int | None = None
        self._view: AssetView | None = None
        self._presenter = AssetsPresenter(kit, desk, self)
        self._readings = ReadingsPresenter(kit, desk, self)
        self.deeds = AssetDeeds(kit, desk, self)
        self.models = ModelDeeds(self.deeds.entry)
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Assets")

    def page_actions(self) -> Sequence[Action]:
        tabs = (*self.detail.meters.actions_of_meters(), *self.detail.parts.actions_of_parts())
        return (*asset_actions(self), *self.detail.commands.actions_of_commands(), *tabs)

    def begin_record(self, about_id: int | None) -> None:
        """Enter an asset, at a site if its id is given."""
        self.deeds.new(about_id)

    @Slot()
    def new_asset(self) -> None:
        """Where the cursor is."""
        self.deeds.new_beside(self.tree.chosen(), None if self._view is None else self._view.asset)

    def change_asset(self) -> None:
        if self._view is not None:
            self.deeds.change(self._view.asset)

    def move_asset(self) -> None:
        if self._view is not None:
            self.deeds.move(self._view.asset)

    def archive_asset(self) -> None:
        if self._view is not None:
            self.deeds.archive(self._view.asset)

    def maintain_asset(self) -> None:
        if self._view is not None:
            self.deeds.maintain(self._view.asset)

    def delete_asset(self) -> None:
        if self._view is not None:
            self.deeds.delete(self._view.asset)

    def new_model(self) -> None:
        self.models.new()

    def change_model(self) -> None:
        if self._view is not None:
            self.models.change(self._view.asset)

    def show_customer(self) -> None:
        if self._view is not None:
            self.go("customers", self._view.asset.customer_id)

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
        self.detail.commands.heed(self.found)
        self.found.set_empty(
            tr("No asset is like that"), tr("Try fewer letters, or the serial number alone."), "search"
        )
        self.detail.show_nothing()
        bound = self.bound_actions()
        self.frame.set_actions([bound["assets_new"], bound["assets_order"]], primary="assets_order")
        self.detail.set_actions([bound[name] for name in IN_DETAIL])
        self.detail.meters.offer_actions(bound)
        self.detail.parts.offer_actions(bound)
        self.set_frame(self.frame)

    def _connect(self) -> None:
        self._presenter.grown.connect(self._on_grown)
        self._presenter.found.connect(self._on_found)
        self._presenter.asset_loaded.connect(self._on_asset)
        self._presenter.failed.connect(self.frame.set_count)
        self.deeds.told.connect(self.notice_asked)
        self.deeds.asset_made.connect(self.show_record)
        self._readings.loaded.connect(self.detail.live.show_curves)
        self._readings.failed.connect(self.frame.set_count)
        self.tree.branches.wanted.connect(self._presenter.grow)
        self.tree.asset_chosen.connect(self._look_at)
        self.frame.searched.connect(self._on_searched)
        self.frame.filtered.connect(self._on_filtered)
        self.found.row_chosen.connect(self._on_found_chosen)
        self.found.row_opened.connect(self._on_found_opened)
        self.detail.link_asked.connect(self.open_asked)
        self.detail.told.connect(self.notice_asked)
        for tab in (self.detail.meters, self.detail.parts):
            tab.told.connect(self.notice_asked)
            tab.changed.connect(self.refresh_actions)
        self.detail.overview.part_followed.connect(self.show_record)
        self.detail.live.wanted.connect(self._ask_readings)
        self.detail.tabs.currentChanged.connect(self._watch_readings)

    @Slot(object)
    def _on_grown(self, grown: Grown) -> None:
        self._assets = grown.assets
        self.tree.branches.set_troubles(grown.troubles)
        self.tree.show_levels(grown.levels)
        self.frame.filters.offer("group", grown.groups)
        self.frame.filters.setVisible(bool(grown.groups))
        if grown.reveal is not None:
            self.tree.choose(grown.reveal)
        if self.lists.currentIndex() == TREE:
            self._count(grown.assets)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._presenter.search(words)
        self._show_tree_again()

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self._presenter.narrow(frozenset(int(each) for each in chosen["group"]))
        self._show_tree_again()

    def _show_tree_again(self) -> None:
        if not self._presenter.searches:
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

    def has_one(self) -> bool:
        return self._view is not None

    def begin_order(self) -> None:
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

    def _count(self, shown: int) -> None:
        number = self.kit.times.number
        everything = shown == self._assets
        self.frame.set_count(
            number(shown) if everything else tr("{shown} of {total}", shown=number(shown), total=number(self._assets))
        )
