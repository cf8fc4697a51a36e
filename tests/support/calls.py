"""How much is done, counted in calls: what no machine that others use can change."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Any


class Calls:
    """Counts the calls of functions, those of C too."""

    def __init__(self) -> None:
        self.made = 0

    def _on(self, _frame: FrameType, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            self.made += 1


def counted() -> AbstractContextManager[Calls]:
    """The calls made within, in the thread that counts."""
    return _counted(sys.getprofile, sys.setprofile)


def counted_beside() -> AbstractContextManager[Calls]:
    """The calls made by threads that begin within."""
    return _counted(threading.getprofile, threading.setprofile)


@contextmanager
def _counted(profile: Callable[[], Any], set_profile: Callable[[Any], None]) -> Iterator[Calls]:
    calls = Calls()
    before = profile()
    set_profile(calls._on)
    try:
        yield calls
    finally:
        set_profile(before)
