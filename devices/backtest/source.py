"""Where readings of the past come from, and the troubles that alerts should have foretold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from devices.backtest.alert import PastAlert
from devices.backtest.readings import NONE, Readings
from devices.backtest.replay import replay
from devices.backtest.surroundings import Surroundings
from devices.engine.building import Slot, UnknownLimitError, slots_of
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.definition import Definition


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` on, before `until`, ms UTC."""

    since: int
    until: int

    def has(self, at: int) -> bool:
        """Whether a moment lies within."""
        return self.since <= at < self.until


class Source(Protocol):
    """Assets with their readings; what is asked for is read then, so that no more than one asset is in memory."""

    @property
    def assets(self) -> Sequence[str]:
        """The assets, by name."""
        ...

    def limits(self, asset: str) -> dict[str, float]:
        """The limits that the asset has for itself."""
        ...

    def readings(self, asset: str, slot: Slot) -> Readings:
        """The readings of one slot of a rule."""
        ...

    def troubles(self, asset: str, kind: str | None) -> list[int]:
        """When the asset failed, by ms UTC; of one `kind` or of any."""
        ...

    @property
    def period(self) -> Period:
        """From the first reading to after the last."""
        ...

    @property
    def surroundings(self) -> Surroundings:
        """What else decides on what follows from alerts."""
        ...


def alerts_of(source: Source, definition: Definition, asset: str, period: Period) -> list[PastAlert]:
    """The alerts of a rule on an asset that were raised within the period.

    Readings before the period count too: what takes time to know is known when the period begins. Raises Refusal.
    """
    readings = {slot: source.readings(asset, slot).between(None, period.until) for slot in slots_of(definition)}
    if not any(len(each) for each in readings.values()):
        return []
    try:
        found = replay(definition, source.limits(asset), readings, period.until - 1)
    except UnknownLimitError as error:
        raise Refusal(
            tr("“{asset}” lacks the limit “{name}” that the rule asks for.", asset=asset, name=error)
        ) from None
    return [alert for alert in found if period.has(alert.raised)]


def check_metrics(source: Source, definition: Definition) -> None:
    """Refuse a rule that looks at a metric of which there is nothing at all."""
    for slot in slots_of(definition):
        if slot.metric is not None and not any(len(source.readings(asset, slot)) for asset in source.assets):
            raise Refusal(tr("There are no readings of “{metric}”.", metric=slot.metric))


def together(several: Sequence[Readings]) -> Readings:
    """The numbers of several series on one slot, by their time."""
    if not several:
        return NONE
    numbers = [each.are_numbers for each in several]
    times = np.concatenate([each.times[known] for each, known in zip(several, numbers, strict=True)])
    values = np.concatenate([each.values[known] for each, known in zip(several, numbers, strict=True)])
    sources = np.concatenate([np.full(int(known.sum()), place, np.int32) for place, known in enumerate(numbers)])
    order = np.argsort(times, kind="stable")
    return Readings(times[order], values[order], sources=sources[order])


def anything(several: Sequence[Readings]) -> Readings:
    """The moments at which any of several series had a reading."""
    if not several:
        return NONE
    times = np.unique(np.concatenate([each.times for each in several]))
    return Readings(times, np.ones(len(times)))
