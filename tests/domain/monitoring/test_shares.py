"""Which listeners of a divided fleet are missing."""

from collections.abc import Mapping

import pytest

from domain.monitoring.telemetry.rows import PulseRow
from domain.monitoring.telemetry.shares import Missing, missing_shares
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter

NOW = 1_764_000_000_000


@pytest.mark.parametrize(
    ("heard", "missing"),
    [
        ({}, []),
        ({"a": 60_000}, []),
        ({"a-1of2": 500, "a-2of2": 900}, []),
        ({"a-1of2": 500}, [Missing("a", 2, 2)]),
        ({"a-1of2": 500, "a-2of2": 12_000}, [Missing("a", 2, 2)]),
        ({"a-1of2": 12_000, "a-2of2": 60_000}, [Missing("a", 1, 2), Missing("a", 2, 2)]),
        ({"a-1of2": 60_000, "a-2of2": 60_000, "a-1of3": 0, "a-3of3": 0}, [Missing("a", 2, 3)]),
        ({"a-1of2": 0, "b-2of2": 0, "a-2of2": 0}, [Missing("b", 1, 2)]),
    ],
)
def test_a_share_is_missing_whose_listener_is_not_heard(
    database_url: str, heard: Mapping[str, int], missing: list[Missing]
) -> None:
    telemetry = Telemetry.open(database_url)
    try:
        for name, ago in heard.items():
            TelemetryWriter(telemetry, name).write_pulse(PulseRow(name, NOW - ago, 0, 0, 0, 0, "running"))
        with telemetry.read() as connection:
            assert missing_shares(connection, NOW) == missing
    finally:
        telemetry.close()
