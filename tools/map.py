"""Makes what is drawn under the map of the dispatch page: `resources/map/*.geojson.gz`.

    python tools/map.py pack COUNTRIES.geojson resources/map/countries.geojson.gz
    python tools/map.py towns /usr/share/zoneinfo/zone.tab resources/map/towns.geojson.gz

`pack` keeps shapes, names and ranks alone and rounds places to about a hundred metres. `towns` makes a point of each
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
    features = {"pack": pack, "towns": towns}[kind](Path(source))
    content = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    Path(target).write_bytes(gzip.compress(content.encode(), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
