"""Finds what a new order needs, and opens it; holds no widgets."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.orders import queries
from domain.orders.address_service import AddressDraft
from domain.orders.cover_queries import cover_for_asset
from domain.orders.cover_told import covered_words
from domain.orders.model import Origin
from domain.orders.queries import About, AssetChoice, OpenOrder, SiteChoice
from domain.orders.service import OrderDraft, open_order
from domain.reporting.order_choices import OrderChoices, choices, choices_for_asset
from domain.store.unit_of_work import UnitOfWork


class OpeningPresenter(QObject):
    """What the form of a new order asks for."""

    found = Signal(object)
    """What matches what was typed: assets, then sites."""
    asset_found = Signal(object)
    """The `AssetChoice` that the order is to be about."""
    open_orders_found = Signal(object)
    """What is open on the chosen asset, or at the chosen site, already."""
    cover_found = Signal(str)
    """How work there would be covered today, in words."""
    choices_found = Signal(object)
    """The `OrderChoices` for the asset or the site that is chosen, or for any."""
    opened = Signal(int, str)
    """The id and the number of the new order."""
    refused = Signal(object)
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._search, self._beside, self._offering, self._covering = (Latest(kit.tasks, self) for _ in range(4))

    def load(self, asset_id: int | None = None) -> None:
        """Read what the form offers, and the asset that it is to be about."""
        self._offering.run(partial(self._read_choices, None), self._on_choices)
        if asset_id is not None:
            self._search.run(partial(self._read_asset, asset_id), self._on_asset, self._on_failed)

    @Slot(str)
    def search(self, words: str) -> None:
        self._search.run(partial(self._find, words), self._on_found, self._on_failed)

    def look(self, about: About) -> None:
        """Read what is open on an asset or at a site, and what an order about it can have."""
        self._offering.run(partial(self._read_choices, about), self._on_choices)
        self._beside.run(partial(self._read_open, about), self._on_open_orders)
        self._covering.run(partial(self._read_cover, about), self.cover_found.emit)

    def open(self, about: About | None, fields: Mapping[str, Any], address: AddressDraft | None) -> None:
        """Open the order, or say why not."""
        asset_id = about.id if isinstance(about, AssetChoice) else None
        site_id = about.id if isinstance(about, SiteChoice) else None
        draft = OrderDraft(origin=Origin.HAND, asset_id=asset_id, site_id=site_id, address=address, **fields)
        self._kit.tasks.run(partial(self._desk.do, _opened, draft), self._on_opened, self._on_refused)

    def _find(self, words: str) -> list[About]:
        with self._desk.store.read() as session:
            return [*queries.assets_matching(session, words), *queries.sites_matching(session, words)]

    @Slot(object)
    def _on_found(self, found: list[About]) -> None:
        self.found.emit(found)

    def _read_choices(self, about: About | None) -> OrderChoices:
        with self._desk.store.read() as session:
            if isinstance(about, AssetChoice):
                return choices_for_asset(session, about.id)
            return choices(session, about.customer_id, about.id) if about else choices(session, None)

    @Slot(object)
    def _on_choices(self, found: OrderChoices) -> None:
        self.choices_found.emit(found)

    def _read_asset(self, asset_id: int) -> AssetChoice | None:
        with self._desk.store.read() as session:
            return queries.asset(session, asset_id)

    @Slot(object)
    def _on_asset(self, asset: AssetChoice | None) -> None:
        if asset is not None:
            self.asset_found.emit(asset)

    def _read_open(self, about: About) -> list[OpenOrder]:
        find = queries.open_orders_on if isinstance(about, AssetChoice) else queries.open_orders_at
        with self._desk.store.read() as session:
            return find(session, about.id)

    def _read_cover(self, about: About) -> str:
        """Cover is that of the agreement that names an asset; a site alone has none."""
        if not isinstance(about, AssetChoice):
            return ""
        today = self._kit.times.local(self._kit.times.now()).date()
        with self._desk.store.read() as session:
            return covered_words(cover_for_asset(session, about.id, today))

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
