"""`callout backup` and `callout restore`: a consistent copy of both SQLite stores in one file, and back."""

import argparse
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

from domain.errors import Unavailable
from domain.language import tr
from domain.monitoring.telemetry.store import beside
from domain.settings import Settings
from domain.store.engine import parse_url

BUSINESS, TELEMETRY = "callout.db", "telemetry.db"


def back_up(settings: Settings, words: argparse.Namespace) -> int:
    """Copy both stores into one file while everything runs.

    The business store is copied last: a listener commits there first, so a rule that stands raised in the copied
    telemetry always has its alert.
    """
    target = Path(words.file)
    stores = _files(settings)
    with tempfile.TemporaryDirectory(dir=_folder_of(target)) as folder:
        packed = Path(folder) / "backup"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, file in stores.items():
                copy = Path(folder) / name
                _copy(file, copy)
                archive.write(copy, name)
        packed.replace(target)
    return 0


def restore(settings: Settings, words: argparse.Namespace) -> int:
    """Put the stores of a backup in the place of the present ones, which are kept beside it as `….before-restore`."""
    source = Path(words.file)
    stores = _files(settings, must_exist=False)
    try:
        with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory(dir=settings.profile) as folder:
            if set(archive.namelist()) != set(stores) or archive.testzip() is not None:
                raise Unavailable(tr("{file} is not a whole backup of Callout.", file=source))
            for name, present in stores.items():
                archive.extract(name, folder)
                _put(Path(folder) / name, present)
    except (OSError, zipfile.BadZipFile) as error:
        raise Unavailable(tr("{file} cannot be restored: {why}", file=source, why=error)) from error
    return 0


def _files(settings: Settings, *, must_exist: bool = True) -> dict[str, Path]:
    url = parse_url(settings.database)
    if url.get_backend_name() != "sqlite" or url.database is None:
        raise Unavailable(tr("A PostgreSQL database is backed up with pg_dump and restored with pg_restore."))
    files = {TELEMETRY: Path(str(beside(url).database)), BUSINESS: Path(url.database)}
    missing = [str(file) for file in files.values() if not file.exists()]
    if must_exist and missing:
        raise Unavailable(tr("There is nothing to back up: {files} is missing.", files=", ".join(missing)))
    return files


def _folder_of(target: Path) -> Path:
    folder = target.absolute().parent
    if not folder.is_dir():
        raise Unavailable(tr("The folder {folder} is not there.", folder=folder))
    return folder


def _copy(source: Path, target: Path) -> None:
    address = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as present, closing(sqlite3.connect(target)) as copy:
        present.backup(copy, pages=2000)


def _put(fresh: Path, present: Path) -> None:
    _refuse_in_use(present)
    for suffix in ("-wal", "-shm"):
        present.with_name(present.name + suffix).unlink(missing_ok=True)
    if present.exists():
        present.replace(present.with_name(present.name + ".before-restore"))
    fresh.replace(present)


def _refuse_in_use(present: Path) -> None:
    """A program that has the file open would go on writing into the one that was put aside."""
    if not present.exists():
        return
    with closing(sqlite3.connect(present, timeout=0.2, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as error:
            raise Unavailable(tr("{file} is in use. Stop every Callout first, then restore.", file=present)) from error
