"""Loads the tree branch by branch, searches, and loads the asset that is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.assets.values import AssetView
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.assets import queries, tree
from domain.assets.group_queries import asset_groups
from domain.assets.queries import AssetRow
from domain.assets.tree import Branch, BranchKey
from domain.monitoring import device_queries
from domain.reporting import asset_life
from domain.reporting.asset_cover import asset_cover
from domain.words import Severity

PLACES = ("customer", "site", "asset", "asset model", "asset group")
EVENTS = ("alert", "order")
AGREED = ("agreement", "agreement line", "cover")
DEVICES = ("device", "metric", "rule")


@dataclass(frozen=True, slots=True)
class Grown:
    """Branches loaded, those above first, the number of all assets, and where to go then."""

    levels: Mapping[BranchKey | None, Sequence[Branch]]
    assets: int
    troubles: Mapping[BranchKey, Severity]
    reveal: BranchKey | None = None
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The first assets that fit `words`, and how many fit in all."""

    words: str
    rows: tuple[AssetRow, ...]
    total: int


class AssetsPresenter(QObject):
    """Says what tree, search and detail show."""

    grown = Signal(object)
    """A `Grown`."""
    found = Signal(object)
    """A `Found`."""
    asset_loaded = Signal(object)
    """An `AssetView`, or None when the asset is gone."""
    failed = Signal(str)
    """Why something could not be loaded."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._loaded: dict[BranchKey | None, None] = {}
        self._asset_id: int | None = None
        self._words = ""
        self._groups: frozenset[int] = frozenset()
        self._searching = Latest(kit.tasks, self)
        self._looking = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, (*PLACES, *EVENTS, *AGREED, *DEVICES), self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._follower.set_visible(visible)
        if visible and None not in self._loaded:
            self.grow(None)

    @Slot(object)
    def grow(self, key: BranchKey | None) -> None:
        """Load what is below a branch."""
        self._loaded[key] = None
        self._kit.tasks.run(partial(self._ask_levels, (key,)), self._on_grown, self._on_failed, owner=self)

    def reveal(self, asset_id: int) -> None:
        """Load the tree down to an asset."""
        self._kit.tasks.run(partial(self._ask_path, asset_id), self._on_grown, self._on_failed, owner=self)

    @Slot(str)
    def search(self, words: str) -> None:
        """Find assets; nothing is searched for no words and no group."""
        self._words = words
        self._search()

    def narrow(self, groups: frozenset[int]) -> None:
        """Find assets of these groups alone."""
        self._groups = groups
        self._search()

    @property
    def searches(self) -> bool:
        """Whether anything is asked for."""
        return bool(self._words or self._groups)

    def look_at(self, asset_id: int | None) -> None:
        """Load one asset, and keep it fresh."""
        self._asset_id = asset_id
        self._looking.drop()
        if asset_id is not None:
            self._looking.run(partial(self._ask_asset, asset_id), self._on_asset, self._on_failed)

    def _search(self) -> None:
        self._searching.drop()
        if self.searches:
            work = partial(self._ask_found, self._words, self._groups)
            self._searching.run(work, self._on_found, self._on_failed)

    def _ask_levels(self, keys: Sequence[BranchKey | None]) -> Grown:
        with self._desk.store.read() as session:
            levels = {key: tuple(tree.below(session, key)) for key in keys}
            groups = tuple((str(each.id), each.name) for each in asset_groups(session))
            return Grown(levels, queries.count(session), asset_life.troubles(session), groups=groups)

    def _ask_path(self, asset_id: int) -> Grown:
        with self._desk.store.read() as session:
            path = tree.path(session, asset_id)
        grown = self._ask_levels((None, *path[:-1]))
        return replace(grown, reveal=path[-1] if path else None)

    def _ask_found(self, words: str, groups: frozenset[int]) -> Found:
        with self._desk.store.read() as session:
            rows = tuple(queries.search(session, words, groups))
            return Found(words, rows, queries.count_found(session, words, groups))

    def _ask_asset(self, asset_id: int) -> AssetView | None:
        with self._desk.store.read() as session:
            asset = queries.detail(session, asset_id)
            if asset is None:
                return None
            return AssetView(
                asset=asset,
                open_events=tuple(asset_life.open_events(session, asset_id)),
                history=tuple(asset_life.history(session, asset_id)),
                metrics=tuple(device_queries.metrics_of_asset(session, asset_id)),
                limits=tuple(device_queries.limits_of_asset(session, asset_id)),
                cover=asset_cover(session, asset_id, self._kit.times.local(self._kit.times.now()).date()),
            )

    def _on_touched(self, touched: Touched) -> None:
        subjects = {subject for subject, _ in touched}
        places_changed = not subjects.isdisjoint(PLACES)
        if places_changed or "alert" in subjects:
            keys = tuple(self._loaded) if places_changed else ()
            self._kit.tasks.run(partial(self._ask_levels, keys), self._on_grown, self._on_failed, owner=self)
        if places_changed:
            self._search()
        self.look_at(self._asset_id)

    def _on_grown(self, grown: Grown) -> None:
        self._loaded |= dict.fromkeys(grown.levels)
        self.grown.emit(grown)

    def _on_found(self, found: Found) -> None:
        self.found.emit(found)

    def _on_asset(self, view: AssetView | None) -> None:
        self.asset_loaded.emit(view)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))
