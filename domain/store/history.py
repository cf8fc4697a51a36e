"""What the journal tells of single records."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.store.journal import FACT_COLUMNS, FactRow, journal, to_fact


def facts_of(session: Session, subject: str, ids: Collection[int]) -> list[FactRow]:
    """Every fact of those records, oldest first."""
    if not ids:
        return []
    statement = (
        select(*FACT_COLUMNS).where(journal.c.subject == subject, journal.c.subject_id.in_(ids)).order_by(journal.c.id)
    )
    return [to_fact(row) for row in session.execute(statement)]
