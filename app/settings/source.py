"""What a section of the settings reads and writes, without its widgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from app.shared.columns import HasId
from domain.store.unit_of_work import UnitOfWork

R = TypeVar("R", bound=HasId)

#: What a field offers: (value, word), in the order shown.
Choices = Sequence[tuple[Any, str]]


@dataclass(frozen=True)
class Loaded(Generic[R]):
    """The rows of a section, and by field what can be chosen there."""

    rows: tuple[R, ...]
    choices: Mapping[str, Choices] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else the fields must know."""


@dataclass(frozen=True)
class Source(Generic[R]):
    """The functions behind a section.

    `save` is given the row it began from, or None for a new one, and all values of the form; it returns the row's id.
    A section without `remove` has rows that are switched off instead.
    """

    subjects: tuple[str, ...]
    read: Callable[[Session], Loaded[R]]
    save: Callable[[UnitOfWork, R | None, Mapping[str, Any]], int]
    remove: Callable[[UnitOfWork, R], None] | None = None
