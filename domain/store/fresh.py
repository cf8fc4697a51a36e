"""New records that are written many at a time: the rows and facts of `UnitOfWork.add`, with one statement per table."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, inspect

from domain.store.base import Entity
from domain.store.changes import created
from domain.store.inserting import insert_many
from domain.store.numbering import next_ids
from domain.store.unit_of_work import UnitOfWork


class Fresh:
    """Records on their way to the database, which no session knows of; what they point to has its id already.

    The tables are written in the order in which the first record of each was added.
    """

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._records: dict[type[Entity], list[Entity]] = {}
        self._ties: list[tuple[Entity, str, Entity]] = []
        self._facts: list[tuple[str, Entity, Mapping[str, Any]]] = []

    def add(self, record: Entity, kind: str, **details: Any) -> None:
        """Write a new record later on, and tell of it. Without an id it gets one then."""
        self._records.setdefault(type(record), []).append(record)
        self.note(kind, record, **details)

    def note(self, kind: str, record: Entity, **details: Any) -> None:
        """Tell of one of the records; the first fact says what stands in it."""
        self._facts.append((kind, record, details))

    def tie(self, record: Entity, attribute: str, other: Entity) -> None:
        """Let one of the records point to another one, which gets its id when they are written."""
        self._ties.append((record, attribute, other))

    def write(self) -> None:
        """Write everything that was added since the last time."""
        for kind, records in self._records.items():
            self._give_ids(kind, records)
        for record, attribute, other in self._ties:
            setattr(record, attribute, other.id)
        connection = self._work.session.connection()
        stored: dict[Entity, Mapping[str, Any]] = {}
        for kind, records in self._records.items():
            rows = [_values(kind, record) for record in records]
            stored |= zip(records, rows, strict=True)
            insert_many(connection, _table(kind), rows)
        for fact, record, details in self._facts:
            kind = type(record)
            after = created(kind, stored.pop(record, {}))
            self._work.tell(fact, kind, record.id, {}, {**after, **details})
        self._records, self._ties, self._facts = {}, [], []

    def _give_ids(self, kind: type[Entity], records: Sequence[Entity]) -> None:
        nameless = [record for record in records if record.id is None]
        if nameless:
            for record, key in zip(nameless, next_ids(self._work, _table(kind), len(nameless)), strict=True):
                record.id = key


def _values(kind: type[Entity], record: Entity) -> dict[str, Any]:
    given = record.__dict__
    return {name: default if (value := given.get(name)) is None else value for name, default in _defaults(kind)}


@cache
def _defaults(kind: type[Entity]) -> tuple[tuple[str, Any], ...]:
    """The columns, named as their attributes are, with what stands there if nothing is said."""
    mapper = inspect(kind)
    columns = {each.key: each.columns[0] for each in mapper.column_attrs}
    assert all(column.key == name for name, column in columns.items()), "attributes are named like their columns"
    return tuple((name, 1 if column is mapper.version_id_col else _default(column)) for name, column in columns.items())


def _default(column: Any) -> Any:
    assert column.default is None or column.default.is_scalar, "a value that all records have"
    return None if column.default is None else column.default.arg


def _table(kind: type[Entity]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)
    return table
