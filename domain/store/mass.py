"""Rows and rules by the ten thousand: when to look for garbage among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside the block nobody looks for garbage: among rows that are all kept there is none, but looking takes long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Inside the block much is made that stays: it is looked through once at the end, not amid the work that follows.

    The collector looks through everything once a quarter has been added to what it has seen; for thousands of rules
    that takes half a second.
    """
    with uncollected():
        yield
    gc.collect()
