"""Garbage of a test with widgets is collected after it on the main thread: a widget that ends on another crashes Qt."""

import gc
from collections.abc import Generator

import pytest

#: Every so many tests, what earlier ones left is looked at again.
FULL_EVERY = 25


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Nothing is collected while the test runs, least of all by a thread of its own."""
    if not _has_widgets(item):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        full = not _has_widgets(nextitem) or gc.get_count()[2] >= FULL_EVERY
        gc.collect(2 if full else 1)
        gc.enable()


def _has_widgets(item: pytest.Item | None) -> bool:
    return "qapp" in getattr(item, "fixturenames", ())
