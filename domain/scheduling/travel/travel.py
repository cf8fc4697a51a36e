"""How long ways take: what is known of a way, and else an estimate from its distance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import asin, ceil, cos, inf, radians, sin, sqrt
from typing import NamedTuple

from domain.scheduling.travel.places import Place

EARTH_KM = 6371.0088
#: Places are told apart by steps of a ten-thousandth of a degree, some eleven metres.
STEPS = 10_000
#: So many ways are remembered at most.
MOST = 500_000

#: From and to, in steps of latitude and longitude.
LegKey = tuple[int, int, int, int]


class Way(NamedTuple):
    """How long one is on the way."""

    minutes: int
    km: float


@dataclass(frozen=True, slots=True)
class Band:
    """The part of a way up to so many kilometres is driven at this speed, and took `factor` times as long really."""

    until_km: float
    speed: float
    factor: float = 1.0


BANDS = (Band(5, 25), Band(20, 45), Band(inf, 70))


@dataclass(frozen=True, slots=True)
class Travel:
    """Every way between two places; asking twice costs next to nothing."""

    road_factor: float = 1.3
    access_minutes: float = 3
    bands: tuple[Band, ...] = BANDS
    overrides: Mapping[tuple[int, int], tuple[int, float | None]] = field(default_factory=dict)
    """Minutes and perhaps kilometres by the ids of two sites, the smaller one first; the same both ways."""
    legs: Mapping[LegKey, Way] = field(default_factory=dict)
    """What a routing service said."""
    _known: dict[tuple[Place, Place], Way] = field(default_factory=dict, init=False, repr=False, compare=False)

    def minutes(self, a: Place | None, b: Place | None) -> int | None:
        """Whole minutes from `a` to `b`, rounded up; None where one of them is unknown."""
        way = self.way(a, b)
        return None if way is None else way.minutes

    def km(self, a: Place | None, b: Place | None) -> float | None:
        """Kilometres on the road from `a` to `b`; None where one of them is unknown."""
        way = self.way(a, b)
        return None if way is None else way.km

    def way(self, a: Place | None, b: Place | None) -> Way | None:
        """Minutes and kilometres together."""
        if a is None or b is None:
            return None
        known = self._known.get((a, b))
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[a, b] = self._look_up(a, b)
        return known

    def estimate(self, a: Place, b: Place) -> Way:
        """What the distance alone says, whatever else is known of this way."""
        km = great_circle(a, b) * self.road_factor
        return Way(ceil(self.access_minutes + sum(self.parts(km))), km)

    def parts(self, km: float) -> list[float]:
        """Minutes at the wheel in each band that a way reaches, so that a longer way never takes less time."""
        minutes = []
        driven = 0.0
        for band in self.bands:
            part = min(km, band.until_km)
            minutes.append((part - driven) / band.speed * 60 * band.factor)
            driven = part
            if km <= band.until_km:
                break
        return minutes

    def _look_up(self, a: Place, b: Place) -> Way:
        from_key, to_key = step(a), step(b)
        if from_key == to_key or (a.site_id is not None and a.site_id == b.site_id):
            return Way(0, 0.0)
        if a.site_id is not None and b.site_id is not None:
            pair = (min(a.site_id, b.site_id), max(a.site_id, b.site_id))
            if pair in self.overrides:
                minutes, km = self.overrides[pair]
                return Way(minutes, self.estimate(a, b).km if km is None else km)
        return self.legs.get((*from_key, *to_key)) or self.estimate(a, b)


def step(place: Place) -> tuple[int, int]:
    """Where a place lies, in steps."""
    return round(place.latitude * STEPS), round(place.longitude * STEPS)


def great_circle(a: Place, b: Place) -> float:
    """Kilometres along the earth's surface, as the crow flies."""
    first, second = radians(a.latitude), radians(b.latitude)
    across = sin((second - first) / 2) ** 2
    along = sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, across + cos(first) * cos(second) * along)))


#: What holds where nothing is set.
STRAIGHT = Travel()
