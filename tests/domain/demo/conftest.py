"""The demo company as it is built on a Monday: once for all who only look at it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from domain.clock import FixedClock
from domain.demo.company import load
from domain.store.store import Store
from tests.support.moments import MONDAY_MORNING

MONDAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("monday") / "callout.db"
    store = Store.open(f"sqlite:///{file}", FixedClock(MONDAY_MORNING))
    load(store, MONDAY)
    store.close()
    return file


@pytest.fixture(scope="module")
def company(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy, whose clock stands at nine."""
    file = copy(demo_file, tmp_path_factory.mktemp("company"))
    store = Store.open(f"sqlite:///{file}", FixedClock(MONDAY_MORNING))
    yield store
    store.close()
