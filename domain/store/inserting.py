"""Puts many rows into a table by the way that its database takes soonest."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

FEW = 20
"""Up to so many rows an ordinary statement is as good."""


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns, in their order."""
    if len(rows) <= FEW:
        if rows:
            connection.execute(table.insert(), rows)
    elif connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        compiled = table.insert().compile(dialect=connection.dialect, column_keys=list(rows[0]))
        names = compiled.positiontup or list(rows[0])
        connection.exec_driver_sql(str(compiled), [tuple(row) for row in _bound(connection, table, names, rows)])


def _copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    names = list(rows[0])
    form = connection.dialect.identifier_preparer
    columns = ", ".join(form.format_column(table.c[name]) for name in names)
    statement = f"COPY {form.format_table(table)} ({columns}) FROM STDIN"
    driver: Any = connection.dialect.loaded_dbapi
    cursor: Any = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in _bound(connection, table, names, rows):
                copy.write_row(row)
    except driver.Error as error:
        raise DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error
    finally:
        cursor.close()


def _bound(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> Iterator[list[Any]]:
    """The values as the driver takes them."""
    dialect = connection.dialect
    binds = [(name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names]
    for row in rows:
        yield [row[name] if bind is None else bind(row[name]) for name, bind in binds]
