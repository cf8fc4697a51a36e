"""Web Mercator: places on the earth, points of the world square from (0, 0) to (1, 1), and pixels of a view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import asinh, atan, ceil, cos, degrees, dist, log2, pi, radians, sinh, tan
from statistics import median

TILE = 256
NORTH = 85.0511287798
"""Beyond it the map would be endless."""
CLOSEST, WIDEST = TILE * 2.0**19, 128.0
"""Pixels of the whole world: streets fill the view, or the world is no larger than a stamp."""
EQUATOR_METRES = 40_075_016.686
MARGIN, LEAST_MARGIN = 0.1, 28.0
"""Room around what is fitted: parts of the view, and pixels that marks need."""
NEAREST_FIT = TILE * 2.0**13
"""So that a single place is shown with what is around it."""
FEW, MOST = 5, 0.8
"""So few are all looked at; of more, this part."""

Point = tuple[float, float]


def to_world(latitude: float, longitude: float) -> Point:
    """Where a place lies in the world square; what is nearer to a pole than the map reaches lies on its edge."""
    held = radians(max(-NORTH, min(NORTH, latitude)))
    return (longitude + 180.0) / 360.0, (1.0 - asinh(tan(held)) / pi) / 2.0


def to_degrees(x: float, y: float) -> Point:
    """Latitude and longitude of a point of the world square."""
    return degrees(atan(sinh(pi * (1.0 - 2.0 * y)))), x * 360.0 - 180.0


@dataclass(frozen=True, slots=True)
class View:
    """What part of the world is in view: the point in the middle, and how many pixels wide the world would be."""

    x: float = 0.5
    y: float = 0.35
    scale: float = 1024.0
    width: float = 1.0
    height: float = 1.0

    def pixel(self, x: float, y: float) -> Point:
        """Where a point of the world lies in the view."""
        return (x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2

    def world(self, left: float, top: float) -> Point:
        """The point of the world at a pixel."""
        return self.x + (left - self.width / 2) / self.scale, self.y + (top - self.height / 2) / self.scale

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The world in view: left, top, right, bottom."""
        return (*self.world(0, 0), *self.world(self.width, self.height))

    @property
    def zoom(self) -> float:
        """The level at which tiles would have their own size."""
        return log2(self.scale / TILE)

    def resized(self, width: float, height: float) -> "View":
        return replace(self, width=max(1.0, width), height=max(1.0, height))

    def zoomed(self, factor: float, left: float, top: float) -> "View":
        """Closer by `factor`; what lies under that pixel stays there."""
        scale = max(WIDEST, min(CLOSEST, self.scale * factor))
        x, y = self.world(left, top)
        return self._held(x - (left - self.width / 2) / scale, y - (top - self.height / 2) / scale, scale)

    def moved(self, right: float, down: float) -> "View":
        """The view so many pixels on."""
        return self._held(self.x + right / self.scale, self.y + down / self.scale, self.scale)

    def centred(self, x: float, y: float) -> "View":
        return self._held(x, y, self.scale)

    def fitting(self, points: Sequence[Point]) -> "View":
        """The closest view that shows all the points with some room around them; the same one without any."""
        if not points:
            return self
        xs, ys = [x for x, _ in points], [y for _, y in points]
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        fits = [
            _room(self.width) / across if across else CLOSEST,
            _room(self.height) / down if down else CLOSEST,
        ]
        scale = max(WIDEST, min(NEAREST_FIT, *fits))
        return self._held((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, scale)

    def metres_per_pixel(self) -> float:
        """How long a pixel is in the middle of the view."""
        latitude, _ = to_degrees(self.x, self.y)
        return EQUATOR_METRES * cos(radians(latitude)) / self.scale

    def _held(self, x: float, y: float, scale: float) -> "View":
        """The middle never leaves the world."""
        return replace(self, x=max(0.0, min(1.0, x)), y=max(0.0, min(1.0, y)), scale=scale)


def _room(length: float) -> float:
    """How much of a length is left between its margins."""
    return max(length / 2, length - 2 * max(MARGIN * length, LEAST_MARGIN))


def most(points: Sequence[Point]) -> Sequence[Point]:
    """Those that lie together: of many, the few that are farthest from their middle are left out."""
    if len(points) < FEW:
        return points
    middle = median(x for x, _ in points), median(y for _, y in points)
    near = sorted(points, key=partial(dist, middle))
    return near[: ceil(len(near) * MOST)]


def round_length(metres: float) -> float:
    """The longest of 1, 2 and 5 times a power of ten that is not longer: for scale bars."""
    power = 1.0
    while power * 10 <= metres:
        power *= 10
    while power > metres:
        power /= 10
    return max(step * power for step in (1, 2, 5) if step * power <= metres)
