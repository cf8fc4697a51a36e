"""`callout backup` and `callout restore`: both SQLite stores and the files beside them in one file, and back."""

import argparse
import sqlite3
import tempfile
import zipfile
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import Unavailable
from domain.language import tr
from domain.monitoring.telemetry.store import beside
from domain.settings import Settings
from domain.store.engine import parse_url
from domain.store.files import FileStore, files_of

BUSINESS, TELEMETRY, FILES = "callout.db", "telemetry.db", "files"


def back_up(settings: Settings, words: argparse.Namespace) -> int:
    """Copy both stores into one file while everything runs.

    The business store is copied after the telemetry: a listener commits there first, so a rule that stands raised in
    the copied telemetry always has its alert. Files come last, so whatever an order names is among them.
    """
    target = Path(words.file)
    stores = _files(settings)
    try:
        with tempfile.TemporaryDirectory(dir=_folder_of(target)) as folder:
            packed = Path(folder) / "backup"
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, file in stores.items():
                    copy = Path(folder) / name
                    _copy(file, copy)
                    archive.write(copy, name)
                for file in _file_store(settings).everything():
                    archive.write(file, f"{FILES}/{file.name}", zipfile.ZIP_STORED)
            packed.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise Unavailable(tr("{file} cannot be written: {why}", file=target, why=error)) from error
    return 0


def restore(settings: Settings, words: argparse.Namespace) -> int:
    """Put the stores of a backup in the place of the present ones, which are kept beside it as `….before-restore-…`.

    Everything is checked and unpacked beside its place first; what then fails is put back.
    """
    source = Path(words.file)
    stores = _files(settings, must_exist=False)
    for present in stores.values():
        refuse_in_use(present)
    try:
        with ExitStack() as takedown:
            pairs = _unpacked(source, stores, takedown)
            _add_files(source, _file_store(settings))
            _put(pairs)
    except (OSError, zipfile.BadZipFile) as error:
        raise Unavailable(tr("{file} cannot be restored: {why}", file=source, why=error)) from error
    return 0


def _unpacked(source: Path, stores: dict[str, Path], takedown: ExitStack) -> list[tuple[Path, Path]]:
    """Each store of the backup as (fresh file on the disk of its place, its place)."""
    with zipfile.ZipFile(source) as archive:
        names = {name for name in archive.namelist() if not name.startswith(f"{FILES}/")}
        if names != set(stores) or archive.testzip() is not None:
            raise Unavailable(tr("{file} is not a whole backup of Callout.", file=source))
        found = []
        for name, place in stores.items():
            folder = takedown.enter_context(tempfile.TemporaryDirectory(dir=place.parent))
            found.append((Path(archive.extract(name, folder)), place))
        return found


def _add_files(source: Path, files: FileStore) -> None:
    """Files never change, so those that are there already stay."""
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            folder, _, sha256 = name.partition("/")
            if folder == FILES:
                with archive.open(name) as content:
                    files.bring_back(sha256, content)


def _put(pairs: list[tuple[Path, Path]]) -> None:
    suffix = f".before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    with ExitStack() as undo:
        for fresh, place in pairs:
            for name in (place.name, f"{place.name}-wal", f"{place.name}-shm"):
                present = place.with_name(name)
                if present.exists():
                    aside = present.with_name(name + suffix)
                    present.replace(aside)
                    undo.callback(aside.replace, present)
            fresh.replace(place)
        undo.pop_all()


def _files(settings: Settings, *, must_exist: bool = True) -> dict[str, Path]:
    url = parse_url(settings.database)
    if url.get_backend_name() != "sqlite" or url.database is None:
        raise Unavailable(tr("A PostgreSQL database is backed up with pg_dump and restored with pg_restore."))
    files = {TELEMETRY: Path(str(beside(url).database)), BUSINESS: Path(url.database)}
    missing = [str(file) for file in files.values() if not file.exists()]
    if must_exist and missing:
        raise Unavailable(tr("There is nothing to back up: {files} is missing.", files=", ".join(missing)))
    return files


def _file_store(settings: Settings) -> FileStore:
    """The files that belong to the database of these settings."""
    return files_of(parse_url(settings.database), settings.profile, settings.files)


def _folder_of(target: Path) -> Path:
    folder = target.absolute().parent
    if not folder.is_dir():
        raise Unavailable(tr("The folder {folder} is not there.", folder=folder))
    return folder


def _copy(source: Path, target: Path) -> None:
    address = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as present, closing(sqlite3.connect(target)) as copy:
        present.backup(copy, pages=2000)


def refuse_in_use(present: Path) -> None:
    """A program that has the file open would go on writing into the one that was put aside."""
    if not present.exists():
        return
    try:
        with closing(sqlite3.connect(present, timeout=0.2, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Unavailable(
                tr("{file} is in use. Stop every Callout first, then try again.", file=present)
            ) from error
    except sqlite3.DatabaseError:
        return  # no database any more: nobody can be using it, and a restore is just what it needs
