"""What a unit of work changed: before and after of every entity, as the journal keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from domain.store.base import Entity

_NOT_TOLD = {"id", "version"}


def plain(value: object) -> Any:
    """`value` as JSON can hold it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@dataclass
class Change:
    """The difference one unit of work made to one entity; there was nothing before what it `made` itself."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    made: bool = False

    def fold(self, further: "Change") -> None:
        """Take in a further difference: the earliest before and the latest after win."""
        self.made = self.made or further.made
        self.before = {} if self.made else {**further.before, **self.before}
        self.after = {**self.after, **further.after}


def flushed(session: Session) -> list[tuple[Entity, Change]]:
    """Every entity that the flush under way has written, with its difference."""
    found = [(entity, _created(entity)) for entity in session.new if isinstance(entity, Entity)]
    found += [(entity, _deleted(entity)) for entity in session.deleted if isinstance(entity, Entity)]
    found += [
        (entity, _modified(entity))
        for entity in session.dirty
        if isinstance(entity, Entity) and session.is_modified(entity)
    ]
    return found


def created(kind: type[Entity], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal tells of a new record with those values, by attribute."""
    return {name: plain(value) for name in _columns(kind) if (value := values.get(name)) is not None}


@cache
def _columns(kind: type[Entity]) -> tuple[str, ...]:
    """What is told of; a column can say of itself that it is not (`info={"told": False}`)."""
    return tuple(
        attribute.key
        for attribute in inspect(kind).column_attrs
        if attribute.key not in _NOT_TOLD and attribute.columns[0].info.get("told", True)
    )


def _created(entity: Entity) -> Change:
    kind = type(entity)
    return Change(after=created(kind, {name: getattr(entity, name) for name in _columns(kind)}), made=True)


def _deleted(entity: Entity) -> Change:
    return Change(before={name: plain(getattr(entity, name)) for name in _columns(type(entity))})


def _modified(entity: Entity) -> Change:
    change = Change()
    state = inspect(entity)
    for name in _columns(type(entity)):
        history = state.attrs[name].history
        if history.has_changes():
            change.before[name] = plain(history.deleted[0]) if history.deleted else None
            change.after[name] = plain(history.added[0]) if history.added else None
    return change
