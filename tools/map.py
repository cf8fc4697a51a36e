"""Makes what is drawn under the map of the dispatch page: `resources/map/*.geojson.gz`.

    python tools/map.py pack COUNTRIES.geojson resources/map/countries.geojson.gz
    python tools/map.py unpack countries-50m.json resources/map/countries.geojson.gz
    python tools/map.py towns /usr/share/zoneinfo/zone.tab resources/map/towns.geojson.gz

`pack` keeps shapes, names and ranks alone and rounds places to about a hundred metres. `unpack` does so with the
countries of a TopoJSON file, where neighbours share their borders. `towns` makes a point of each
town that names a time zone; the table is in the public domain.
"""

import gzip
import json
import re
import sys
from pathlib import Path
from typing import Any

DECIMALS = 3
FIRST, OTHER = 3, 5
"""Ranks of the first town of a country and of the others."""
PLACE = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")


def pack(source: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file with nothing but what is drawn."""
    kept = []
    for feature in json.loads(source.read_bytes())["features"]:
        told = {key.lower(): value for key, value in (feature.get("properties") or {}).items()}
        properties = {key: told[key] for key in ("name", "scalerank") if told.get(key) is not None}
        geometry = feature["geometry"]
        geometry["coordinates"] = rounded(geometry["coordinates"])
        kept.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return kept


def unpack(source: Path) -> list[dict[str, Any]]:
    """The countries of a quantized TopoJSON file, each border written out for both of its neighbours."""
    topology = json.loads(source.read_bytes())
    arcs = [_degrees_along(arc, topology["transform"]) for arc in topology["arcs"]]
    kept = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        written = [[_ring(numbers, arcs) for numbers in polygon] for polygon in polygons]
        geometry = {"type": "MultiPolygon", "coordinates": written}
        kept.append({"type": "Feature", "properties": {"name": country["properties"]["name"]}, "geometry": geometry})
    return kept


def _degrees_along(arc: list[list[int]], transform: dict[str, list[float]]) -> list[list[float]]:
    """The points of an arc; each is told by its distance from the one before."""
    (across, up), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append([round(x * across + left, DECIMALS), round(y * up + low, DECIMALS)])
    return points


def _ring(numbers: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """The arcs one after the other, each beginning where the last ended; ~n is arc n backwards."""
    points: list[list[float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def rounded(at: Any) -> Any:
    """Nested lists of numbers, rounded."""
    return [rounded(each) for each in at] if isinstance(at, list) else round(at, DECIMALS)


def towns(table: Path) -> list[dict[str, Any]]:
    """The towns of the table of time zones."""
    kept, countries = [], set()
    for line in table.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, place, zone = line.split("\t")[:3]
        name = zone.rpartition("/")[2].replace("_", " ")
        properties = {"name": name, "rank": OTHER if country in countries else FIRST}
        countries.add(country)
        geometry = {"type": "Point", "coordinates": degrees(place)}
        kept.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return kept


def degrees(place: str) -> list[float]:
    """Longitude and latitude of such as +5230+01322."""
    found = PLACE.fullmatch(place)
    if found is None:
        raise SystemExit(f"{place} is no place")
    latitude = float(f"{found[1]}1") * (int(found[2]) + int(found[3]) / 60)
    longitude = float(f"{found[4]}1") * (int(found[5]) + int(found[6]) / 60)
    return [round(longitude, DECIMALS), round(latitude, DECIMALS)]


def main(words: list[str]) -> None:
    """Read one file, write the other."""
    kind, source, target = words
    features = {"pack": pack, "unpack": unpack, "towns": towns}[kind](Path(source))
    content = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    Path(target).write_bytes(gzip.compress(content.encode(), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
