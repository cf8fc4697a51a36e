"""How much is done, counted in calls: what no machine that others use can change."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Calls:
    """Counts the calls of functions, those of C too."""

    def __init__(self) -> None:
        self.made = 0

    def _on(self, _frame: FrameType, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            self.made += 1


@contextmanager
def counted() -> Iterator[Calls]:
    """The calls made within, in the thread that counts."""
    calls = Calls()
    before = sys.getprofile()
    sys.setprofile(calls._on)
    try:
        yield calls
    finally:
        sys.setprofile(before)


@contextmanager
def counted_beside() -> Iterator[Calls]:
    """The calls made by threads that begin within."""
    calls = Calls()
    before = threading.getprofile()
    threading.setprofile(calls._on)
    try:
        yield calls
    finally:
        threading.setprofile(before)
