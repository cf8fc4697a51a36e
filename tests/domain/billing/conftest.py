"""An order with a line of each kind, ready to be posted."""

import pytest

from domain.store.store import Store
from tests.support.priced import Shelf, priced_order, stock
from tests.support.workshop import Workshop


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return store.run("setup", stock)


@pytest.fixture
def order_id(store: Store, workshop: Workshop, shelf: Shelf) -> int:
    """Sales 190 + 85 + 60 + 25 = 360, cost 96 + 36.40 + 35 = 167.40."""
    return store.run("kim", priced_order, workshop, shelf)
