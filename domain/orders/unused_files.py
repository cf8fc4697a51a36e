"""Contents of files that no order refers to any more, and that nobody can want back."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.content import Attachment
from domain.store.files import FileStore
from domain.store.journal import journal

#: Taking a file off an order can be undone, and a file is taken in before its order names it.
KEPT_FOR = timedelta(days=30)


def unused(session: Session, files: FileStore, now: datetime) -> list[Path]:
    """The contents that no order names, and that were neither added nor taken off an order of late."""
    since = now - KEPT_FOR
    old = [file for file in files.everything() if datetime.fromtimestamp(file.stat().st_mtime, UTC) < since]
    wanted = set(session.scalars(select(Attachment.sha256))) | _taken_off(session, since)
    return [file for file in old if file.name not in wanted]


def drop(files: FileStore, unwanted: Iterable[Path]) -> int:
    """Remove contents; returns how many bytes they had."""
    return sum(files.drop(file.name) for file in unwanted)


def _taken_off(session: Session, since: datetime) -> set[str]:
    taken = (journal.c.subject == Attachment.subject, journal.c.kind == "attachment.removed", journal.c.at >= since)
    before = session.scalars(select(journal.c.before).where(*taken))
    return {str(fact["sha256"]) for fact in before if "sha256" in fact}
