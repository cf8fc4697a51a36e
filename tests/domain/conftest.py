"""Open stores, each over an empty database, on SQLite and on PostgreSQL in turn."""

from collections.abc import Iterator

import pytest

from domain.clock import FixedClock
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store
from tests.support.workshop import Workshop, build


@pytest.fixture
def store(database_url: str, fixed_clock: FixedClock) -> Iterator[Store]:
    opened = Store.open(database_url, fixed_clock)
    yield opened
    opened.close()


@pytest.fixture
def telemetry(database_url: str) -> Iterator[Telemetry]:
    opened = Telemetry.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def workshop(store: Store) -> Workshop:
    """Whom and what the services of the domain are called with."""
    return store.run("setup", build)
