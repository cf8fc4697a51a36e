"""What is read once and kept, by whoever writes a great many records in one unit of work."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

T = TypeVar("T")
_SHELF = "kept"


@contextmanager
def keeping(session: Session) -> Iterator[None]:
    """Inside the block what can be `kept` is read once, and so is every entity that is asked for by its id.

    Nothing of what is kept may be changed there.
    """
    session.info[_SHELF] = {}
    held: list[object] = []

    def hold(_session: Session, entity: object) -> None:
        held.append(entity)  # a session forgets what nobody holds

    event.listen(session, "loaded_as_persistent", hold)
    try:
        yield
    finally:
        event.remove(session, "loaded_as_persistent", hold)
        del session.info[_SHELF]


def is_keeping(session: Session) -> bool:
    """Whether it is worth while to read more than is asked for at the moment."""
    return _SHELF in session.info


def keep(session: Session, key: Hashable, value: object) -> None:
    """Put beforehand what will be asked for where the session is keeping."""
    session.info[_SHELF][key] = value


def kept(session: Session, key: Hashable, read: Callable[[], T]) -> T:
    """What `read` brings, read once for each `key` where the session is `keeping`, and else each time."""
    shelf: dict[Hashable, Any] | None = session.info.get(_SHELF)
    if shelf is None:
        return read()
    if key not in shelf:
        shelf[key] = read()
    found: T = shelf[key]
    return found
