"""Places as numbers, and all ways between them at once, exactly as `Travel` answers for each of them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.optimising.problem import NOWHERE
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import EARTH_KM, Travel, step

Minutes = NDArray[np.int32]
#: What lies so near to a whole minute is asked of `Travel` itself, for its rounding decides.
NEAR = 1e-6


class Spot(NamedTuple):
    """A place as seen by whoever leaves and whoever comes: the longest way from one of `exits`, to one of `enters`.

    With each of these stand the minutes of the way for which there is time beside. Without any it is NOWHERE.
    """

    exits: tuple[tuple[int, int], ...] = ()
    enters: tuple[tuple[int, int], ...] = ()

    @classmethod
    def at(cls, place: int) -> "Spot":
        """A place that is one."""
        return cls() if place == NOWHERE else cls(((place, 0),), ((place, 0),))


class Places:
    """Numbers for places, and the ways between them once all are known."""

    def __init__(self, travel: Travel) -> None:
        self._travel = travel
        self._numbers: dict[Place, int] = {}
        self._more: dict[Spot, int] = {}
        self._base: Minutes = np.zeros((0, 0), np.int32)

    def number(self, place: Place | None) -> int:
        """The number of a place; NOWHERE for one that is not known."""
        return NOWHERE if place is None else self._numbers.setdefault(place, len(self._numbers))

    def reckon(self) -> None:
        """Reckon all ways; no place may come after that."""
        self._base = every_way(self._travel, list(self._numbers))

    def way(self, one: Spot, other: Spot) -> int:
        """Minutes from one spot to another."""
        ways = (
            int(self._base[leave, come]) - gone - spare for leave, gone in one.exits for come, spare in other.enters
        )
        return max(0, max(ways, default=0))

    def spot_number(self, spot: Spot) -> int:
        """The number of a spot, which may be none of the places."""
        if not spot.exits and not spot.enters:
            return NOWHERE
        if spot.exits == spot.enters and len(spot.exits) == 1 and spot.exits[0][1] == 0:
            return spot.exits[0][0]
        return self._more.setdefault(spot, len(self._numbers) + len(self._more))

    def matrix(self) -> Minutes:
        """All ways, those of spots among them."""
        known, size = len(self._numbers), len(self._numbers) + len(self._more)
        found = np.zeros((size, size), np.int32)
        found[:known, :known] = self._base
        for spot, number in self._more.items():
            for come, spare in spot.enters:
                found[:known, number] = np.maximum(found[:known, number], self._base[:, come] - spare)
        for spot, number in self._more.items():
            for leave, gone in spot.exits:
                found[number] = np.maximum(found[number], found[leave] - gone)
        return found


def every_way(travel: Travel, places: Sequence[Place]) -> Minutes:
    """Minutes from each place to each."""
    exact = _estimated(travel, places)
    found = np.ceil(exact).astype(np.int32)
    for one, other in np.argwhere(np.abs(exact - np.rint(exact)) < NEAR):
        found[one, other] = travel.estimate(places[one], places[other]).minutes
    _lay_over_known(found, travel, places)
    return found


def _estimated(travel: Travel, places: Sequence[Place]) -> NDArray[np.float64]:
    degrees = np.array([(place.latitude, place.longitude) for place in places], np.float64).reshape(-1, 2)
    latitude = np.radians(degrees[:, 0])
    across = np.sin((latitude[None, :] - latitude[:, None]) / 2) ** 2
    along = np.sin(np.radians(degrees[None, :, 1] - degrees[:, None, 1]) / 2) ** 2
    lines = np.minimum(1.0, across + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * along)
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(lines)) * travel.road_factor
    minutes, driven = np.full(km.shape, float(travel.access_minutes)), 0.0
    for band in travel.bands:
        part = np.clip(km, driven, band.until_km) - driven
        minutes += part / band.speed * 60 * band.factor
        driven = band.until_km
    return minutes


def _lay_over_known(found: Minutes, travel: Travel, places: Sequence[Place]) -> None:
    """What is known better than by the distance: the same place, what a routing service said, what was entered."""
    at: dict[tuple[int, int], list[int]] = defaultdict(list)
    of_site: dict[int, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        at[step(place)].append(number)
        if place.site_id is not None:
            of_site[place.site_id].append(number)
    for (*start, end_latitude, end_longitude), way in travel.legs.items():
        _set(found, at.get((start[0], start[1]), ()), at.get((end_latitude, end_longitude), ()), way.minutes)
    for (one, other), (minutes, _) in travel.overrides.items():
        _set(found, of_site.get(one, ()), of_site.get(other, ()), minutes)
        _set(found, of_site.get(other, ()), of_site.get(one, ()), minutes)
    np.fill_diagonal(found, 0)
    for same in (*at.values(), *of_site.values()):
        if len(same) > 1:
            _set(found, same, same, 0)


def _set(found: Minutes, rows: Sequence[int], columns: Sequence[int], minutes: int) -> None:
    if rows and columns:
        found[np.ix_(rows, columns)] = minutes
