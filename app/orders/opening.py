"""Finds what a new order needs, and opens it; holds no widgets."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.orders import queries
from domain.orders.model import Origin
from domain.orders.queries import AssetChoice, OpenOrder
from domain.orders.service import OrderDraft, open_order
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority


class OpeningPresenter(QObject):
    """What the form of a new order asks for."""

    found = Signal(object)
    """The `AssetChoice`s that match what was typed."""
    asset_found = Signal(object)
    """The `AssetChoice` that the order is to be about."""
    open_orders_found = Signal(object)
    """What is open on the chosen asset already."""
    skills_found = Signal(object)
    opened = Signal(int, str)
    """The id and the number of the new order."""
    refused = Signal(object)
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._search, self._beside = Latest(kit.tasks, self), Latest(kit.tasks, self)

    def load(self, asset_id: int | None = None) -> None:
        """Read what the form offers, and the asset that it is to be about."""
        self._kit.tasks.run(self._read_skills, self._on_skills)
        if asset_id is not None:
            self._search.run(partial(self._read_asset, asset_id), self._on_asset, self._on_failed)

    @Slot(str)
    def search(self, words: str) -> None:
        self._search.run(partial(self._find, words), self._on_found, self._on_failed)

    def look(self, asset: AssetChoice) -> None:
        """Read what is open on an asset."""
        self._beside.run(partial(self._read_open, asset.id), self._on_open_orders)

    def open(
        self,
        title: str,
        priority: Priority,
        minutes: int,
        description: str,
        skill_ids: frozenset[int],
        asset_id: int | None,
    ) -> None:
        """Open the order, or say why not."""
        draft = OrderDraft(
            title=title,
            priority=priority,
            origin=Origin.HAND,
            minutes=minutes,
            asset_id=asset_id,
            skill_ids=skill_ids,
            description=description,
        )
        self._kit.tasks.run(partial(self._desk.do, _opened, draft), self._on_opened, self._on_refused)

    def _find(self, words: str) -> list[AssetChoice]:
        with self._desk.store.read() as session:
            return queries.assets_matching(session, words)

    @Slot(object)
    def _on_found(self, found: list[AssetChoice]) -> None:
        self.found.emit(found)

    def _read_skills(self) -> list[tuple[int, str]]:
        with self._desk.store.read() as session:
            return queries.skills(session)

    @Slot(object)
    def _on_skills(self, skills: list[tuple[int, str]]) -> None:
        self.skills_found.emit(skills)

    def _read_asset(self, asset_id: int) -> AssetChoice | None:
        with self._desk.store.read() as session:
            return queries.asset(session, asset_id)

    @Slot(object)
    def _on_asset(self, asset: AssetChoice | None) -> None:
        if asset is not None:
            self.asset_found.emit(asset)

    def _read_open(self, asset_id: int) -> list[OpenOrder]:
        with self._desk.store.read() as session:
            return queries.open_orders_on(session, asset_id)

    @Slot(object)
    def _on_open_orders(self, orders: list[OpenOrder]) -> None:
        self.open_orders_found.emit(orders)

    @Slot(object)
    def _on_opened(self, order: tuple[int, str]) -> None:
        self.opened.emit(*order)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self.refused.emit(error)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))


def _opened(work: UnitOfWork, draft: OrderDraft) -> tuple[int, str]:
    order = open_order(work, draft)
    return order.id, order.number
