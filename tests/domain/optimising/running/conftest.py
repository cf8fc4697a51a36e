"""Children that are ended with the test."""

from collections.abc import Iterator

import pytest

from domain.optimising.running.workers import Workers
from tests.domain.optimising.running.days import PROGRAM


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(PROGRAM)
    yield made
    made.close()
