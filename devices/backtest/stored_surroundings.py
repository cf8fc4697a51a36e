"""What the business knows around assets: as it is now, but for maintenance, visits and orders, as they were."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from devices.backtest.surroundings import Place, Spell
from domain.agreements.validity import covering
from domain.calendars.hours import Hours
from domain.clock import to_ms
from domain.monitoring import around
from domain.monitoring.plan_facts import hours_known
from domain.monitoring.suppression import Quiet
from domain.store.store import Store


class StoredSurroundings:
    """`ids` are those of the assets by name."""

    def __init__(self, store: Store, ids: Mapping[str, int]) -> None:
        self._store = store
        self._ids = ids
        with store.read() as session:
            self._standings = around.standings(session)
            spells = [(each, Quiet.MAINTENANCE) for each in around.maintained(session)]
            others = around.other_orders(session)
            spells += [(each, Quiet.VISIT) for each in around.visited(session)]
        self._spells = [(each, Spell(to_ms(each.since), to_ms(each.until), why)) for each, why in spells]
        self._others: dict[int, list[tuple[int, int | None]]] = {}
        for each in others:
            closed = None if each.closed_at is None else to_ms(each.closed_at)
            self._others.setdefault(each.asset_id, []).append((to_ms(each.opened_at), closed))
        self._hours = cache(self._find_hours)
        self._covered = cache(self._find_cover)

    def place(self, asset: str) -> Place:
        """Where the asset of this name stands."""
        key = self._ids[asset]
        found = self._standings[key]
        return Place(key, found.site_id, found.wholes, found.gateways, found.zone, found.warranty_until)

    def spells(self, asset: str, *, with_gateways: bool) -> Sequence[Spell]:
        """When nobody need have looked at alerts of the asset."""
        found = self._standings[self._ids[asset]]
        assets = found.wholes | found.gateways if with_gateways else found.wholes
        return [spell for each, spell in self._spells if each.asset_id in assets or each.site_id in found.sites]

    def other_order(self, asset: str, now: int) -> int | None:
        """When the newest order was opened (ms) that the asset had at a moment, but for those of alerts."""
        spans = self._others.get(self._ids[asset], ())
        present = (opened for opened, closed in spans if opened <= now and (closed is None or now < closed))
        return max(present, default=None)

    def is_covered(self, asset: str, day: date) -> bool:
        """Whether an agreement covered it."""
        return self._covered(self._ids[asset], day)

    def hours(self, calendar_id: int, zone: str) -> Hours | None:
        """The working time of a calendar; None where there is none such."""
        return self._hours(calendar_id, zone)

    def _find_hours(self, calendar_id: int, zone: str) -> Hours | None:
        with self._store.read() as session:
            return hours_known(session, calendar_id, zone)

    def _find_cover(self, asset_id: int, day: date) -> bool:
        with self._store.read() as session:
            return covering(session, asset_id, day) is not None
