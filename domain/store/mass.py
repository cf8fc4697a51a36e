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
def settled() -> Iterator[None]:
    """What stands before the block is not looked at inside of it: among thousands of rules a look takes half a second.

    What was left alone before is looked at again after the block.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
