"""A workshop with repair codes, and a way to let repairs have happened."""

import pytest

from domain.clock import FixedClock
from domain.store.store import Store
from tests.support.repairs import Bench
from tests.support.workshop import Workshop


@pytest.fixture
def bench(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Bench:
    """Codes of a door and a cold circuit, and an order for the chiller."""
    return Bench(store, workshop, fixed_clock)
