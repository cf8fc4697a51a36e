"""Watches over a store that a test begins, as often as it likes, and that end with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from devices.listener.standby import Standby
from domain.store.store import Store

Watch = TypeVar("Watch", bound=Standby)


@contextmanager
def begins(kind: Callable[[Store], Watch], store: Store) -> Iterator[Callable[[], Watch]]:
    """Begins to watch each time it is called."""
    begun: list[Watch] = []

    def begin() -> Watch:
        begun.append(kind(store))
        begun[-1].start()
        return begun[-1]

    yield begin
    for each in begun:
        each.stop()
