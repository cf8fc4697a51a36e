"""Tiles of an MBTiles file that the user has: a SQLite database of pictures."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from math import floor
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap

from app.dispatch.map.mercator import TILE, View
from domain.errors import Unavailable
from domain.language import tr

KEPT = 400
"""Tiles in memory, a quarter of a megabyte each."""
PICTURES = frozenset({"png", "jpg", "jpeg", "webp"})
LEVELS = range(23)

Key = tuple[int, int, int]
"""Level, column, row; row 0 lies in the north."""


@dataclass(frozen=True, slots=True)
class TileFile:
    """A file of tiles, and from which level to which it has some."""

    path: Path
    least: int
    most: int
    attribution: str = ""

    def read(self, keys: Iterable[Key]) -> dict[Key, QImage]:
        """These tiles; an empty picture stands for each that is not there. Raises Unavailable."""
        try:
            with closing(_connect(self.path)) as connection:
                return {key: _picture(connection, key) for key in keys}
        except sqlite3.Error as error:
            raise _bad(self.path, error) from error


def open_tiles(path: Path) -> TileFile:
    """Look what a file has. Raises Unavailable where it is no MBTiles file of pictures."""
    try:
        with closing(_connect(path)) as connection:
            told = dict(connection.execute("select name, value from metadata"))
            levels = connection.execute("select min(zoom_level), max(zoom_level) from tiles").fetchone()
    except sqlite3.Error as error:
        raise _bad(path, error) from error
    if told.get("format", "png") not in PICTURES:
        why = tr("its tiles are {format}; pictures are needed, PNG or JPEG", format=told.get("format"))
        raise _bad(path, why)
    if levels[0] is None or levels[0] not in LEVELS or levels[1] not in LEVELS:
        raise _bad(path, tr("it has no tiles"))
    return TileFile(path, levels[0], levels[1], str(told.get("attribution", "")))


def wanted(file: TileFile, view: View) -> Iterator[Key]:
    """The tiles that fill a view."""
    level = max(file.least, min(file.most, round(view.zoom)))
    count = 2**level
    left, top, right, bottom = view.bounds
    for row in range(max(0, floor(top * count)), min(count - 1, floor(bottom * count)) + 1):
        for column in range(max(0, floor(left * count)), min(count - 1, floor(right * count)) + 1):
            yield level, column, row


class TileCache:
    """The tiles that were seen lately, as they are painted."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()

    def take(self, pictures: Mapping[Key, QImage]) -> None:
        """Keep what was read."""
        for key, picture in pictures.items():
            self._kept[key] = QPixmap.fromImage(picture)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def lacking(self, keys: Iterable[Key]) -> tuple[Key, ...]:
        return tuple(key for key in keys if key not in self._kept)

    def found(self, key: Key) -> tuple[QPixmap, Key] | None:
        """The tile, or the nearest one around it that is kept, with its own key."""
        level, column, row = key
        while level >= 0:
            kept = self._kept.get((level, column, row))
            if kept is not None:
                self._kept.move_to_end((level, column, row))
                if not kept.isNull():
                    return kept, (level, column, row)
            level, column, row = level - 1, column // 2, row // 2
        return None


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _picture(connection: sqlite3.Connection, key: Key) -> QImage:
    level, column, row = key
    statement = "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?"
    found = connection.execute(statement, (level, column, 2**level - 1 - row)).fetchone()
    picture = QImage.fromData(found[0]) if found is not None else QImage()
    return picture if picture.width() <= 4 * TILE else picture.scaledToWidth(4 * TILE)


def _bad(path: Path, why: object) -> Unavailable:
    return Unavailable(tr("{file} is no map of tiles (MBTiles): {why}", file=path.name, why=why))
