"""Files beside the database: each stored once under the hash of its content, checked before it is taken in."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from sqlalchemy.engine import URL

from domain.errors import Refusal, Unavailable
from domain.language import tr
from domain.store.file_types import HEAD, media_type

LARGEST = 50 * 1024 * 1024
LONGEST_NAME = 150
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was taken in."""

    sha256: str
    name: str
    media_type: str
    size: int


class FileStore:
    """A folder of files; what is in it never changes, so many programs can share it.

    One that somebody named is never made: where a network drive is not connected, files would be kept for nobody.
    """

    def __init__(self, folder: Path, *, named: bool = False) -> None:
        self.folder = folder
        self._named = named

    def add(self, source: Path) -> StoredFile:
        """Take in a copy of a file. Raises Refusal for what is too large, empty or of a kind that is not allowed."""
        name = _checked_name(source.name)
        try:
            if not source.is_file():
                raise Refusal(tr("{name} is not a file.", name=source.name), field="file")
            _check_size(name, source.stat().st_size)
            with source.open("rb") as content:
                return self._take_in(name, content)
        except OSError as error:
            raise Unavailable(tr("{name} cannot be read or stored: {why}", name=name, why=error)) from error

    def add_content(self, name: str, content: bytes) -> StoredFile:
        """Like `add` for what is in memory, such as a signature drawn a moment ago."""
        kept = _checked_name(name)
        _check_size(kept, len(content))
        found = media_type(kept, content[:HEAD])
        try:
            with self._fresh() as fresh:
                fresh.write(content)
                sha256 = self._keep(fresh, hashlib.sha256(content).hexdigest())
        except OSError as error:
            raise Unavailable(tr("{name} cannot be read or stored: {why}", name=kept, why=error)) from error
        return StoredFile(sha256, kept, found, len(content))

    def path(self, sha256: str) -> Path:
        """Where the content with that hash lies. Raises Unavailable where it is missing."""
        self.check()
        place = self._place(sha256)
        if not place.is_file():
            raise Unavailable(tr("The file is not in {folder} any more.", folder=self.folder))
        return place

    def save_as(self, sha256: str, target: Path) -> None:
        """Copy the content with that hash to where a user wants it."""
        source = self.path(sha256)
        try:
            target.write_bytes(source.read_bytes())
        except OSError as error:
            raise Unavailable(tr("{file} cannot be written: {why}", file=target, why=error)) from error

    def everything(self) -> list[Path]:
        """Every file that is stored; its name is the hash of its content."""
        return sorted(file for file in self.folder.glob("*/*") if _is_hash(file.name))

    def check(self) -> None:
        """Raises Unavailable where a named folder is not there."""
        if self._named and not self.folder.is_dir():
            raise Unavailable(tr("The folder for files, {folder}, is not there. Is it connected?", folder=self.folder))

    def drop(self, sha256: str) -> int:
        """Remove content that nothing refers to any more; returns its size."""
        place = self._place(sha256)
        size = place.stat().st_size
        place.unlink()
        return size

    def bring_back(self, sha256: str, content: IO[bytes]) -> None:
        """Store again what a backup has kept. Raises Unavailable where the content is not what its hash says."""
        if not _is_hash(sha256):
            raise Unavailable(tr("“{name}” is not a file of Callout.", name=sha256))
        if self._place(sha256).is_file():
            return
        with self._fresh() as fresh:
            digest = hashlib.sha256()
            while piece := content.read(_PIECE):
                digest.update(piece)
                fresh.write(piece)
            if digest.hexdigest() != sha256:
                raise Unavailable(tr("“{name}” is not a file of Callout.", name=sha256))
            self._keep(fresh, sha256)

    def _take_in(self, name: str, content: BinaryIO) -> StoredFile:
        head = content.read(HEAD)
        found, digest, size = media_type(name, head), hashlib.sha256(), 0
        with self._fresh() as fresh:
            piece = head
            while piece:
                size += len(piece)
                # A file may grow while it is read.
                _check_size(name, size)
                digest.update(piece)
                fresh.write(piece)
                piece = content.read(_PIECE)
            return StoredFile(self._keep(fresh, digest.hexdigest()), name, found, size)

    @contextmanager
    def _fresh(self) -> Iterator[BinaryIO]:
        """A file beside the others that is gone again unless it was kept."""
        self.check()
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix="incoming-")
        os.close(handle)
        try:
            with Path(name).open("wb") as fresh:
                yield fresh
        finally:
            Path(name).unlink(missing_ok=True)

    def _keep(self, fresh: BinaryIO, sha256: str) -> str:
        place = self._place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.flush()
        os.fsync(fresh.fileno())
        if not place.exists():
            fresh.close()
            Path(fresh.name).replace(place)
        return sha256

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256


def files_of(url: URL, profile: Path, named: Path | None) -> FileStore:
    """The files that belong to a database: in the folder that is named, else where they are by themselves."""
    return FileStore(folder_beside(url, profile)) if named is None else FileStore(named, named=True)


def folder_beside(url: URL, profile: Path) -> Path:
    """Where the files of a database lie: beside it where it is a file, else in the profile."""
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(url.database).absolute().parent / "files"
    return profile / "files"


def _is_hash(name: str) -> bool:
    return len(name) == hashlib.sha256().digest_size * 2 and set(name) <= set("0123456789abcdef")


def _checked_name(name: str) -> str:
    kept = "".join(letter for letter in name if letter.isprintable() and letter not in '/\\:*?"<>|').strip(" .")
    if not kept:
        raise Refusal(tr("The file needs a name."), field="file")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise Refusal(tr("{name} is empty.", name=name), field="file")
    if size > LARGEST:
        largest = LARGEST // _PIECE
        raise Refusal(tr("{name} is larger than {largest} MB.", name=name, largest=largest), field="file")
