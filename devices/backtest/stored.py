"""The telemetry store as a source: the assets with devices, the orders that people opened, and failures on record."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from typing import Self

import numpy as np

from devices.backtest.readings import NONE, Readings
from devices.backtest.scoring import Trial
from devices.backtest.source import Period, anything, together
from devices.backtest.stored_surroundings import StoredSurroundings
from devices.engine.building import From, Slot
from devices.listener.neighbours import Neighbours
from domain.clock import to_ms
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring import plan_queries, trying, watching
from domain.monitoring.answering import answer_of
from domain.monitoring.plans.plan import Steps
from domain.monitoring.plans.wording import Names
from domain.monitoring.telemetry.columns import columns, ends, series_ids
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.watching import Scope, WatchedDevice
from domain.store.store import Store


class Stored:
    """What was stored of all assets that have a device; an asset is known by its number.

    Of several devices of an asset the first one leads, as far as it measures what is wanted. The series of the asset
    asked for last are kept, since a rule is tried on it again and again. Raises Refusal.
    """

    def __init__(self, store: Store, telemetry: Telemetry) -> None:
        self._store = store
        self._telemetry = telemetry
        self._asset = ""
        self._kept: dict[int, Readings] = {}
        with store.read() as session:
            known = watching.watch(session).devices
            self._ids = trying.numbers_of_assets(session)
        self._devices = {device.asset_id: device for device in reversed(known.values())}
        self._neighbours = Neighbours(known)
        with telemetry.read() as connection:
            self._series = series_ids(connection, set(known))

    @classmethod
    @contextmanager
    def opened(cls, database: str) -> Iterator[Self]:
        """The store at a database URL, for as long as it is used. Raises Unavailable."""
        with closing(Store.open(database)) as store, closing(Telemetry.open(database)) as telemetry:
            yield cls(store, telemetry)

    @property
    def assets(self) -> Sequence[str]:
        """The numbers of the assets."""
        return list(self._ids)

    @property
    def period(self) -> Period:
        """From the first reading to after the last."""
        with self._telemetry.read() as connection:
            found = [span for key in self._series.values() if (span := ends(connection, key)) is not None]
        if not found:
            raise Refusal(tr("There are no readings yet."))
        return Period(min(first for first, _ in found), max(last for _, last in found) + 1)

    @cached_property
    def surroundings(self) -> StoredSurroundings:
        """What the business knows around the assets."""
        return StoredSurroundings(self._store, self._ids)

    def limits(self, asset: str) -> dict[str, float]:
        """The limits that the asset has for itself."""
        return dict(self._device(asset).limits)

    def readings(self, asset: str, slot: Slot) -> Readings:
        """The readings of one slot."""
        device = self._device(asset)
        if asset != self._asset:
            self._asset, self._kept = asset, {}
        if slot.metric is None:
            return anything([self._read((device.key, metric)) for metric in device.metrics])
        several = [self._read(name) for name in self._neighbours.names(slot, device)]
        if slot.source is From.SISTERS:
            return together(several)
        return several[0] if several else NONE

    def stretch(self, asset: str, slot: Slot, since: int, until: int) -> Readings:
        """The readings of one slot of the asset itself, or of what it is a part of, from `since` on, before `until`."""
        names = self._neighbours.names(slot, self._device(asset))
        key = self._series.get(names[0]) if names else None
        return NONE if key is None else readings_of(self._telemetry, key, since, until)

    def troubles(self, asset: str, kind: str | None) -> list[int]:
        """When people opened orders for the asset, of the type `kind`, and the failures of that kind on record."""
        with self._store.read() as session:
            return [to_ms(at) for at in trying.reported(session, self._ids[asset], kind)]

    def trial(self, name: str) -> Trial | None:
        """The rule called `name` on the assets that it holds for."""
        with self._store.read() as session:
            rule = trying.rule_called(session, name)
            if rule is None:
                return None
            answer = answer_of(session, name)
        return Trial(name, rule.definition, assets=self.covered(rule.scope), answer=answer)

    @property
    def names(self) -> Names:
        """What steps of plans may speak of."""
        with self._store.read() as session:
            return plan_queries.names(session)

    def plan(self, name: str) -> Steps | None:
        """The steps of the plan called `name`."""
        with self._store.read() as session:
            return next((each.steps for each in plan_queries.plans(session) if each.name == name), None)

    def covered(self, scope: Scope) -> frozenset[str]:
        """The assets that a rule of this scope holds for."""
        return frozenset(asset for asset in self.assets if scope in self._device(asset).scopes)

    def _device(self, asset: str) -> WatchedDevice:
        return self._devices[self._ids[asset]]

    def _read(self, name: tuple[str, str]) -> Readings:
        key = self._series.get(name)
        if key is None:
            return NONE
        if key not in self._kept:
            self._kept[key] = readings_of(self._telemetry, key)
        return self._kept[key]


def readings_of(telemetry: Telemetry, series_id: int, since: int | None = None, until: int | None = None) -> Readings:
    """The readings of a series: all, or those from `since` on and before `until`."""
    with telemetry.read() as connection:
        found = columns(connection, series_id, since, until)
    codes = np.frombuffer(found.codes, np.int32) if found.words else None
    times, values = np.frombuffer(found.times, np.int64), np.frombuffer(found.values, np.float64)
    return Readings(times, values, codes, tuple(found.words))
