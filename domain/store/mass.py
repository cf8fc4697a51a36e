"""Rows, rules and messages by the ten thousand: when to look for garbage among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: How many things made and kept bring on a look, and how many looks one at older things: for what passes in batches.
_SELDOM = (50_000, 20, 20)


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


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside the block garbage is looked for once in a batch of thousands, not some hundred times in each of them.

    What a message leaves behind goes without the collector; it is there for what refers to itself, which is rare.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
