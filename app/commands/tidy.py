"""`callout tidy`: removes the contents of files that no order refers to any more."""

import argparse
import sys
from contextlib import closing

from domain.errors import Unavailable
from domain.language import tr, trn
from domain.orders.unused_files import drop, unused
from domain.settings import Settings
from domain.store.files import files_of
from domain.store.store import Store

MEGA = 1024 * 1024


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Say how many there are, and remove them unless only asked for."""
    with closing(Store.open(settings.database)) as store:
        files = files_of(store.url, settings.profile, settings.files)
        files.check()
        try:
            with store.read() as session:
                found = unused(session, files, store.clock.now())
            size = sum(file.stat().st_size for file in found) if words.dry_run else drop(files, found)
        except OSError as error:
            raise Unavailable(
                tr("Files in {folder} cannot be removed: {why}", folder=files.folder, why=error)
            ) from error
    sys.stdout.write(_told(len(found), round(size / MEGA, 1), dry_run=words.dry_run) + "\n")
    return 0


def _told(count: int, size: float, *, dry_run: bool) -> str:
    if dry_run:
        return trn(
            "{count} file would be removed, {size} MB.", "{count} files would be removed, {size} MB.", count, size=size
        )
    return trn("{count} file removed, {size} MB.", "{count} files removed, {size} MB.", count, size=size)
