"""A start without the pauses of the garbage collector, and none of the long ones afterwards."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quick_start() -> Iterator[None]:
    """Build the window inside the block: nothing is collected meanwhile, and what is there then never looked at again.

    A full collection goes through every module, class and widget of the console: 150 to 250 ms, again and again,
    during which no window answers. All of that stays until the end anyway.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
