"""All readings of a series as columns."""

import pytest

from domain.monitoring.telemetry import readings
from domain.monitoring.telemetry.columns import columns, ends
from domain.monitoring.telemetry.store import Telemetry

FIRST = 1_767_600_000_000


@pytest.mark.parametrize("count", [0, 1, 2, 20_000, 20_001, 40_001])
def test_every_reading_is_there_once_in_its_order(database_url: str, count: int) -> None:
    telemetry = Telemetry.open(database_url)
    with telemetry.write() as connection:
        readings.insert(connection, [(7, FIRST + at, float(at), None) for at in range(count)], set())
    with telemetry.read() as connection:
        found = columns(connection, 7)
        assert ends(connection, 7) == ((FIRST, FIRST + count - 1) if count else None)
    assert found.times.tolist() == list(range(FIRST, FIRST + count))
    assert found.values.tolist() == list(range(count))
    telemetry.close()
