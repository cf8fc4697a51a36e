"""Outlines of countries, lakes and coasts from GeoJSON, thinned out for each level of zoom."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from app.dispatch.map.mercator import NORTH, TILE
from domain.errors import Unavailable
from domain.language import tr

LEVELS = 14
"""How many levels of detail there are; closer ones show every point. Points within one pixel are one."""
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Ring:
    """One line around or along something; `closed` ones are filled, those with a `hole` are water in land."""

    points: Points
    closed: bool
    hole: bool = False
    _levels: dict[int, QPolygonF] = field(default_factory=dict, repr=False)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in the world."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def meets(self, bounds: tuple[float, float, float, float]) -> bool:
        """Whether any of it may lie within."""
        left, top, right, bottom = self.bounds
        return left <= bounds[2] and right >= bounds[0] and top <= bounds[3] and bottom >= bounds[1]

    def at(self, zoom: float) -> QPolygonF:
        """As it is drawn at a zoom; empty where it would be smaller than a pixel."""
        level = max(0, min(LEVELS, round(zoom + 0.5)))
        if level not in self._levels:
            self._levels[level] = self._thinned(level)
        return self._levels[level]

    def _thinned(self, level: int) -> QPolygonF:
        points = self.points
        if level < LEVELS:
            cells = np.floor(points * (TILE * 2.0**level))
            keep = np.ones(len(points), dtype=bool)
            keep[1:-1] = np.any(cells[1:-1] != cells[:-2], axis=1)
            points = points[keep]
            left, top, right, bottom = self.bounds
            if max(right - left, bottom - top) * TILE * 2.0**level < 1.0:
                return QPolygonF()
        return QPolygonF([QPointF(x, y) for x, y in points])


@dataclass(frozen=True)
class Town:
    """A named place; `rank` 0 is shown first."""

    name: str
    x: float
    y: float
    rank: int


@dataclass(frozen=True)
class Outlines:
    """What is drawn under everything else where there are no tiles."""

    rings: tuple[Ring, ...] = ()
    towns: tuple[Town, ...] = ()

    @cached_property
    def has_land(self) -> bool:
        """Whether land can be told from sea."""
        return any(ring.closed for ring in self.rings)


def read_outlines(path: Path) -> Outlines:
    """Read a GeoJSON file, packed with gzip or not, in degrees. Raises Unavailable."""
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        features = json.loads(raw)["features"]
        return Outlines(
            tuple(ring for feature in features for ring in _rings(feature["geometry"])),
            tuple(sorted(_towns(features), key=_rank)),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError) as error:
        raise Unavailable(tr("{file} is no map of outlines (GeoJSON): {why}", file=path.name, why=error)) from error


def joined(parts: Iterable[Outlines]) -> Outlines:
    """Several files as one map."""
    every = tuple(parts)
    towns = sorted((town for part in every for town in part.towns), key=_rank)
    return Outlines(tuple(ring for part in every for ring in part.rings), tuple(towns))


def _rings(geometry: dict[str, Any] | None) -> Iterator[Ring]:
    if geometry is None:
        return
    kind, at = geometry["type"], geometry.get("coordinates", ())
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
    elif kind == "LineString":
        yield Ring(_points(at), closed=False)
    elif kind == "MultiLineString":
        yield from (Ring(_points(line), closed=False) for line in at)
    elif kind == "Polygon":
        yield from _polygon(at)
    elif kind == "MultiPolygon":
        for polygon in at:
            yield from _polygon(polygon)


def _polygon(rings: list[Any]) -> Iterator[Ring]:
    yield from (Ring(_points(ring), closed=True, hole=number > 0) for number, ring in enumerate(rings))


def _points(pairs: list[list[float]]) -> Points:
    found = np.array([pair[:2] for pair in pairs], dtype=np.float64).reshape(-1, 2)
    if not len(found) or not np.isfinite(found).all():
        raise ValueError(tr("a line has no places"))
    held = np.radians(np.clip(found[:, 1], -NORTH, NORTH))
    return np.column_stack(((found[:, 0] + 180.0) / 360.0, (1.0 - np.arcsinh(np.tan(held)) / np.pi) / 2.0))


def _towns(features: list[dict[str, Any]]) -> Iterator[Town]:
    for feature in features:
        geometry, told = feature["geometry"], feature.get("properties") or {}
        name = told.get("name") or told.get("NAME")
        if geometry is not None and geometry["type"] == "Point" and isinstance(name, str):
            x, y = _points([geometry["coordinates"]])[0]
            rank = told.get("rank", told.get("scalerank", told.get("SCALERANK", 5)))
            yield Town(name, float(x), float(y), int(rank))


def _rank(town: Town) -> tuple[int, str]:
    return town.rank, town.name
