"""Numbers without gaps or doubles, such as SO-000123."""

from sqlalchemy import Column, Integer, String, Table, insert, select, update

from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork

number_series = Table(
    "number_series",
    Entity.metadata,
    Column("name", String(), primary_key=True),
    Column("last", Integer(), nullable=False),
)


def next_number(work: UnitOfWork, name: str, prefix: str) -> str:
    """The next number of the series `name`; its row stays locked until the commit, so a rollback leaves no gap."""
    raised = update(number_series).where(number_series.c.name == name).values(last=number_series.c.last + 1)
    if work.session.connection().execute(raised).rowcount == 0:
        work.session.execute(insert(number_series).values(name=name, last=1))
    last = work.session.scalar(select(number_series.c.last).where(number_series.c.name == name))
    return f"{prefix}-{last:06d}"
