"""Brings a database up to the newest revision: one chain of Alembic revisions for each of the two stores."""

from dataclasses import dataclass

from sqlalchemy import Engine, column, inspect, select, table

from domain.store.migrations import applying


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of revisions, kept in `folder`, counted in `version_table`; `head` is the newest."""

    folder: str
    version_table: str
    head: str


BUSINESS = Chain("business", "callout_version", "business_0003")
TELEMETRY = Chain("telemetry", "callout_telemetry_version", "telemetry_0001")


def upgrade(engine: Engine, chain: Chain, revision: str = "head") -> None:
    """Apply what is missing; raises Unavailable for a database of a newer program."""
    present, newest = revision_of(engine, chain)
    if revision != "head" or present != newest:
        applying.upgrade(engine, chain.folder, chain.version_table, revision)


def revision_of(engine: Engine, chain: Chain) -> tuple[str | None, str]:
    """(where the database stands, where it should stand)."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(chain.version_table):
            return None, chain.head
        return connection.scalar(select(column("version_num")).select_from(table(chain.version_table))), chain.head
