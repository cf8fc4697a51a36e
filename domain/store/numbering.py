"""Numbers without gaps or doubles, such as SO-000123."""

from sqlalchemy import Column, Integer, String, Table, text, update

from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork

number_series = Table(
    "number_series",
    Entity.metadata,
    Column("name", String(), primary_key=True),
    Column("last", Integer(), nullable=False),
)

_BEGIN = text("insert into number_series (name, last) values (:name, 0) on conflict (name) do nothing")


def next_number(work: UnitOfWork, name: str, prefix: str) -> str:
    """The next number of the series `name`; its row stays locked until the commit, so a rollback leaves no gap."""
    raised = update(number_series).where(number_series.c.name == name).values(last=number_series.c.last + 1)
    connection = work.session.connection()
    last = connection.scalar(raised.returning(number_series.c.last))
    if last is None:
        # Two may find at once that the series is new: the second waits here, and then counts on.
        connection.execute(_BEGIN, {"name": name})
        last = connection.scalar(raised.returning(number_series.c.last))
    return f"{prefix}-{last:06d}"
