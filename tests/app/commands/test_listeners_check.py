"""`callout check` and the log say when a share of the fleet has no listener."""

from pathlib import Path

import pytest

from app.commands.listeners_check import listeners
from devices.listener.others import Others
from domain import settings
from domain.clock import SystemClock, to_ms
from domain.errors import Unavailable
from domain.monitoring.telemetry.rows import PulseRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.support.silence import LogWatch


def _hear(telemetry: Telemetry, *names: str) -> int:
    at = to_ms(SystemClock().now())
    for name in names:
        TelemetryWriter(telemetry, name).write_pulse(PulseRow(name, at, 0, 0, 0, 0, "running"))
    return at


def test_check_names_the_share_that_nobody_takes(database_url: str, tmp_path: Path) -> None:
    known = settings.load({"profile": str(tmp_path), "database": database_url}, {})
    assert "no share" in listeners(known)
    telemetry = Telemetry.open(database_url)
    _hear(telemetry, "a-1of2")
    with pytest.raises(Unavailable, match="2/2"):
        listeners(known)
    _hear(telemetry, "a-2of2")
    telemetry.close()
    assert "no share" in listeners(known)


def test_the_log_says_it_once_and_when_it_is_over(
    database_url: str, caplog: pytest.LogCaptureFixture, expected_logs: LogWatch
) -> None:
    expected_logs.expect("devices.listener.others", "2/2")
    telemetry = Telemetry.open(database_url)
    now = _hear(telemetry, "a-1of2")
    others = Others(telemetry, lambda: now)
    with caplog.at_level("INFO"):
        others.look()
        others.look()
        _hear(telemetry, "a-2of2")
        others.look()
    telemetry.close()
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert all("2/2" in record.getMessage() for record in caplog.records)
