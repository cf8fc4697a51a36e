"""A chiller that parts are entered for."""

import pytest

from domain.clock import FixedClock
from domain.store.store import Store
from tests.support.parts import Chiller
from tests.support.workshop import Workshop


@pytest.fixture
def chiller(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Chiller:
    """With a template, and no parts yet."""
    return Chiller(store, fixed_clock, workshop.asset, workshop.other_asset, workshop.model)
