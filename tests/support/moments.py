"""The moment at which tests take place."""

from datetime import UTC, datetime

import pytest

from domain.clock import FixedClock

MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def fixed_clock() -> FixedClock:
    """A clock that stands at nine on a Monday in March until the test moves it."""
    return FixedClock(MONDAY_MORNING)
