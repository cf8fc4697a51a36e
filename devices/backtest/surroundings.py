"""What decides, beside readings, on what follows from an alert: place, maintenance, visits, orders, who pays, hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.calendars.hours import Hours
from domain.monitoring.suppression import Quiet


@dataclass(frozen=True, slots=True)
class Spell:
    """From `since` on, before `until` (ms), nobody need look at alerts."""

    since: int
    until: int
    why: Quiet


@dataclass(frozen=True, slots=True)
class Place:
    """Where an asset stands: by ids, so that it may be a part of assets without devices.

    `wholes` are the asset and all that it is a part of, `gateways` the assets through which its device speaks.
    """

    asset: int
    site: int
    wholes: frozenset[int]
    gateways: frozenset[int] = frozenset()
    zone: str = "UTC"
    warranty_until: date | None = None


class Surroundings(Protocol):
    """Asked while alerts of the past are answered."""

    def place(self, asset: str) -> Place:
        """Where the asset of this name stands."""
        ...

    def spells(self, asset: str, *, with_gateways: bool) -> Sequence[Spell]:
        """When nobody need have looked at alerts of the asset."""
        ...

    def other_order(self, asset: str, now: int) -> int | None:
        """When the newest order was opened (ms) that the asset had at a moment, but for those of alerts."""
        ...

    def is_covered(self, asset: str, day: date) -> bool:
        """Whether an agreement covered it."""
        ...

    def hours(self, calendar_id: int, zone: str) -> Hours | None:
        """The working time of a calendar; None where there is none such."""
        ...


class OnePlace:
    """Machines of which nothing else is known: all at one site, none a part of another, no office ever closed."""

    def __init__(self, assets: Sequence[str]) -> None:
        self._places = {asset: Place(number, 0, frozenset((number,))) for number, asset in enumerate(assets)}

    def place(self, asset: str) -> Place:
        """Where the asset of this name stands."""
        return self._places[asset]

    def spells(self, _asset: str, *, with_gateways: bool) -> Sequence[Spell]:  # noqa: ARG002 - named by callers
        """Nothing is known of maintenance."""
        return ()

    def other_order(self, _asset: str, _now: int) -> int | None:
        """Nothing is known of orders."""
        return None

    def is_covered(self, _asset: str, _day: date) -> bool:
        """Nothing is known of agreements."""
        return False

    def hours(self, _calendar_id: int, _zone: str) -> Hours | None:
        """There are no calendars."""
        return None
