"""Numbers without gaps or doubles, such as SO-000123, and the ids of rows before they are written."""

from collections.abc import Sequence

from sqlalchemy import Column, Integer, String, Table, column, func, select, text, update
from sqlalchemy import table as sql_table

from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork

number_series = Table(
    "number_series",
    Entity.metadata,
    Column("name", String(), primary_key=True),
    Column("last", Integer(), nullable=False),
)

#: Where SQLite keeps the highest id that a table ever had.
_sequence = sql_table("sqlite_sequence", column("name"), column("seq"))
_BEGIN = text("insert into number_series (name, last) values (:name, 0) on conflict (name) do nothing")


def next_number(work: UnitOfWork, name: str, prefix: str) -> str:
    """The next number of the series `name`; its row stays locked until the commit, so a rollback leaves no gap."""
    return next_numbers(work, name, prefix, 1)[0]


def next_numbers(work: UnitOfWork, name: str, prefix: str, count: int) -> list[str]:
    """The next numbers of the series `name`, one after the other."""
    raised = update(number_series).where(number_series.c.name == name).values(last=number_series.c.last + count)
    connection = work.session.connection()
    last = connection.scalar(raised.returning(number_series.c.last))
    if last is None:
        # Two may find at once that the series is new: the second waits here, and then counts on.
        connection.execute(_BEGIN, {"name": name})
        last = connection.scalar(raised.returning(number_series.c.last))
    return [f"{prefix}-{number:06d}" for number in range(last - count + 1, last + 1)]


def next_ids(work: UnitOfWork, table: Table, count: int) -> Sequence[int]:
    """Ids for rows that this unit of work is going to write itself, before anything else writes into that table."""
    connection = work.session.connection()
    if connection.dialect.name == "postgresql":
        drawn = func.nextval(func.pg_get_serial_sequence(table.name, "id"))
        return connection.scalars(select(drawn).select_from(func.generate_series(1, count))).all()
    used = connection.scalar(select(func.max(table.c.id))) or 0
    if table.kwargs.get("sqlite_autoincrement"):
        given = connection.scalar(select(_sequence.c.seq).where(_sequence.c.name == table.name)) or 0
        used = max(used, given)
    return range(used + 1, used + count + 1)
