"""A section of the settings, declared: what its list shows, what its form asks, what can be done with a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from app.settings.source import Loaded, Source
from app.shared.columns import Column, HasId
from app.shared.fields import Field
from app.shared.forms import Form
from domain.store.unit_of_work import UnitOfWork

R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Deed(Generic[R]):
    """Something more that can be done with the current row, such as moving it up; `do` may return what to warn of."""

    name: str
    title: str
    shortcut: str
    icon: str
    do: Callable[[UnitOfWork, R], str | None]
    possible: Callable[[R], bool] | None = None


@dataclass(frozen=True)
class Section(Generic[R]):
    """One kind of record.

    `values` are those of the form for a row, or for a new one beside the current one; `follow` lets fields follow
    each other, after filling and after every change. A section that is `single` is one form without a list.
    """

    key: str
    title: str
    icon: str
    new_title: str
    hint: str
    source: Source[R]
    columns: Sequence[Column[R]]
    fields: Sequence[Field]
    values: Callable[[R | None, R | None], Mapping[str, Any]]
    name: Callable[[R], str]
    follow: Callable[[Form, R | None, Loaded[R]], None] | None = None
    uncover: Callable[[Form, str], None] | None = None
    """Brings a field into sight that was folded away and is refused."""
    deeds: Sequence[Deed[R]] = ()
    tree: bool = False
    single: bool = False
    form_share: int = 55
    least: Mapping[str, int] = field(default_factory=dict)
    """Below how many pixels of the list a column gives way."""
    wide: bool = False
    """The form takes all the width there is."""
    reckons: str = ""
    """What open orders are reckoned anew by after a change: "calendar" or "sla"."""
