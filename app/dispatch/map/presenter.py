"""Loads what the map needs beside the plan: outlines, the user's map file, tiles, the last places of technicians."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.dispatch.map.outlines import Outlines, joined, read_outlines
from app.dispatch.map.tiles import Key, TileFile, open_tiles
from app.shared.desk import Desk
from app.shared.files import resource
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.errors import CalloutError
from domain.scheduling.positions import Positions, last_positions

FILE = "dispatch/map_file"
TILES = ".mbtiles"


class MapPresenter(QObject):
    """Reads off the GUI thread; a file that cannot be read is told and forgotten."""

    outlines_read = Signal(object)
    """The `Outlines` of the program, or those of the user in their place."""
    tiles_opened = Signal(object)
    """The `TileFile` to be shown, or None."""
    tiles_read = Signal(object)
    """Pictures of tiles by their keys."""
    heard = Signal(object)
    """The last places of technicians."""
    failed = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._reading = Latest(kit.tasks, self)
        self._listening = Latest(kit.tasks, self)
        self._asked: set[Key] = set()

    @property
    def file(self) -> Path | None:
        """The map file that the user chose."""
        kept = self._kit.memory.text(FILE)
        return Path(kept) if kept else None

    def load(self) -> None:
        """Read the outlines, or the user's file."""
        file = self.file
        if file is not None:
            self._read(file)
        else:
            self._reading.run(_bundled, self.outlines_read.emit)

    def choose(self, file: Path | None) -> None:
        """Show this file from now on, or none."""
        if file is not None:
            self._read(file)
            return
        self._kit.memory.forget(FILE)
        self.tiles_opened.emit(None)
        self.load()

    def listen(self) -> None:
        """Ask anew where everybody is."""
        self._listening.run(self._positions, self.heard.emit)

    def read_tiles(self, file: TileFile, keys: Iterable[Key]) -> None:
        """Read those that are not under way yet."""
        wanted = tuple(key for key in keys if key not in self._asked)
        if wanted:
            self._asked.update(wanted)
            done, failed = partial(self._on_tiles, wanted), partial(self._on_no_tiles, wanted)
            self._kit.tasks.run(partial(file.read, wanted), done, failed, owner=self)

    def _read(self, file: Path) -> None:
        work = partial(open_tiles if file.suffix.lower() == TILES else read_outlines, file)
        self._reading.run(work, partial(self._on_read, file), partial(self._on_unread, file))

    def _on_read(self, file: Path, content: TileFile | Outlines) -> None:
        self._kit.memory.keep(FILE, str(file))
        if isinstance(content, Outlines):
            self.tiles_opened.emit(None)
            self.outlines_read.emit(content)
        else:
            self.tiles_opened.emit(content)

    def _on_unread(self, file: Path, error: Exception) -> None:
        """What was chosen before stays; a file that is not there any more gives way to the outlines."""
        self._fail(error)
        if file == self.file:
            self._kit.memory.forget(FILE)
            self.load()

    def _on_tiles(self, wanted: tuple[Key, ...], pictures: object) -> None:
        self._asked.difference_update(wanted)
        self.tiles_read.emit(pictures)

    def _on_no_tiles(self, wanted: tuple[Key, ...], error: Exception) -> None:
        self._asked.difference_update(wanted)
        self.tiles_opened.emit(None)
        self._fail(error)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CalloutError):
            self.failed.emit(str(error))
        else:
            self._kit.tasks.failed.emit(error)

    def _positions(self) -> Positions:
        with self._desk.store.read() as session:
            return last_positions(session)


def _bundled() -> Outlines:
    return joined(read_outlines(path) for path in sorted(resource("map").glob("*.geojson.gz")))
