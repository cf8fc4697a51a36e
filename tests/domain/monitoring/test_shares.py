"""Which listeners of a divided fleet are missing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

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


def test_of_a_day_of_signs_only_the_newest_are_read(tmp_path: Path) -> None:
    telemetry = Telemetry.open(f"sqlite:///{tmp_path / 'callout.db'}")
    writer = TelemetryWriter(telemetry, "a-1of2")
    for ago in (60_000, 30_000, 500):
        writer.write_pulse(PulseRow("a-1of2", NOW - ago, 0, 0, 0, 0, "running"))
    with telemetry.read() as connection:
        asked: list[str] = []

        def note(_connection: Connection, _cursor: object, statement: str, *_more: Any) -> None:
            asked.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        assert missing_shares(connection, NOW) == [Missing("a", 2, 2)]
        event.remove(connection, "before_cursor_execute", note)
        plan = [row[-1] for row in connection.exec_driver_sql(f"explain query plan {asked[-1]}")]
    telemetry.close()
    assert "pulse" in str(plan)
    assert "SCAN pulse" not in str(plan), plan
