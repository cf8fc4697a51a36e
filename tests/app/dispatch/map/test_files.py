"""Outlines and tiles from files, good and bad."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from app.dispatch.map.mercator import View
from app.dispatch.map.outlines import read_outlines
from app.dispatch.map.tiles import TileCache, open_tiles, wanted
from app.shared.files import resource
from app.shared.theme import Theme
from domain.errors import Unavailable
from tests.app.dispatch.map.places import write_tiles

SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]


def written(folder: Path, *geometries: dict[str, Any], name: str = "map.geojson") -> Path:
    features = [{"type": "Feature", "properties": {"name": "Here"}, "geometry": geometry} for geometry in geometries]
    path = folder / name
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


@pytest.mark.parametrize("name", ["map.geojson", "map.geojson.gz"])
def test_land_lakes_borders_and_towns_are_read(tmp_path: Path, name: str) -> None:
    shapes: tuple[dict[str, Any], ...] = (
        {"type": "Polygon", "coordinates": [SQUARE, [[x / 2 + 2, y / 2 + 2] for x, y in SQUARE]]},
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "LineString", "coordinates": SQUARE},
        {"type": "Point", "coordinates": [13.4, 52.5]},
    )
    outlines = read_outlines(written(tmp_path, *shapes, name=name))
    assert [(ring.closed, ring.hole) for ring in outlines.rings] == [
        (True, False),
        (True, True),
        (True, False),
        (False, False),
    ]
    assert [town.name for town in outlines.towns] == ["Here"]


def test_far_away_few_points_are_drawn_and_close_all(tmp_path: Path) -> None:
    coast = [[number / 1000, 20.3] for number in range(2000)]
    (ring,) = read_outlines(written(tmp_path, {"type": "LineString", "coordinates": coast})).rings
    assert ring.at(2).size() < 30
    assert ring.at(14).size() == len(coast)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"features": 3}',
        b'{"features": [{"geometry": {"type": "LineString", "coordinates": []}}]}',
        b'{"features": [{"geometry": {"type": "LineString", "coordinates": [["a", "b"]]}}]}',
        b'{"features": [{"geometry": {"type": "LineString", "coordinates": [[null, 1]]}}]}',
    ],
)
def test_what_is_no_map_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(content)
    with pytest.raises(Unavailable, match=r"map\.geojson"):
        read_outlines(path)


def test_all_maps_of_the_program_can_be_read() -> None:
    files = sorted(resource("map").glob("*.geojson.gz"))
    assert files
    for file in files:
        outlines = read_outlines(file)
        assert outlines.rings or outlines.towns


def test_the_countries_of_the_world_are_whole() -> None:
    outlines = read_outlines(resource("map") / "countries.geojson.gz")
    assert len(outlines.rings) > 1_000
    assert all((ring.points[0] == ring.points[-1]).all() for ring in outlines.rings)


def test_tiles_are_found_in_their_place_and_the_nearest_around_one_that_lacks(theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "city.mbtiles"
    write_tiles(path, [(1, 1, 0), (2, 2, 1)])
    file = open_tiles(path)
    assert (file.least, file.most, file.attribution) == (1, 2, "© somebody")
    cache = TileCache()
    cache.take(file.read([(2, 2, 1), (2, 3, 1), (1, 1, 0)]))
    assert (found := cache.found((2, 2, 1))) is not None
    assert found[1] == (2, 2, 1)
    assert (found := cache.found((2, 3, 1))) is not None
    assert found[1] == (1, 1, 0)
    assert cache.found((2, 0, 3)) is None
    assert cache.lacking([(2, 3, 1), (2, 0, 0)]) == ((2, 0, 0),)


def test_only_tiles_in_view_are_wanted(tmp_path: Path) -> None:
    write_tiles(path := tmp_path / "city.mbtiles", [(0, 0, 0), (8, 1, 1)])
    view = View(0.5, 0.5, 256 * 2.0**8, 512, 512)
    assert set(wanted(open_tiles(path), view)) == {(8, x, y) for x in range(127, 130) for y in range(127, 130)}


def test_a_file_of_vectors_or_of_nothing_is_refused(tmp_path: Path) -> None:
    write_tiles(vectors := tmp_path / "vectors.mbtiles", [(0, 0, 0)], kind="pbf")
    write_tiles(empty := tmp_path / "empty.mbtiles", [])
    (other := tmp_path / "other.mbtiles").write_text("no database")
    for path in (vectors, empty, other, tmp_path / "gone.mbtiles"):
        with pytest.raises(Unavailable, match=path.name):
            open_tiles(path)
