"""The journal: one append-only row per fact, written in the transaction of the change it tells of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, Row, String, Table

from domain.store.base import Entity, UTCDateTime

BIG_ID = BigInteger().with_variant(Integer(), "sqlite")

#: `transaction_id` is PostgreSQL's own number of the writing transaction; the tail needs it (see `tail.py`).
journal = Table(
    "journal",
    Entity.metadata,
    Column("id", BIG_ID, primary_key=True),
    Column("at", UTCDateTime(), nullable=False),
    Column("actor", String(), nullable=False),
    Column("kind", String(), nullable=False),
    Column("subject", String(), nullable=False),
    Column("subject_id", Integer(), nullable=False),
    Column("before", JSON(), nullable=False),
    Column("after", JSON(), nullable=False),
    Column("transaction_id", BigInteger(), nullable=True, index=True),
    Index("ix_journal_subject", "subject", "subject_id"),
)


@dataclass(frozen=True, slots=True)
class FactRow:
    """One thing that happened: `before` and `after` hold the columns that changed, as plain JSON values."""

    id: int
    at: datetime
    actor: str
    kind: str
    subject: str
    subject_id: int
    before: dict[str, Any]
    after: dict[str, Any]


FACT_COLUMNS = tuple(column for column in journal.columns if column.name != "transaction_id")


def to_fact(row: Row[*tuple[Any, ...]]) -> FactRow:
    """The frozen form of a selected row of `FACT_COLUMNS`."""
    return FactRow(*row)
