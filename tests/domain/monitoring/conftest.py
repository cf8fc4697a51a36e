"""A writer of telemetry with one series."""

import pytest

from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter


@pytest.fixture
def writer(telemetry: Telemetry) -> TelemetryWriter:
    return TelemetryWriter(telemetry, "listener-1")


@pytest.fixture
def series(writer: TelemetryWriter) -> int:
    return writer.series_ids([("chl-0001", "flow")])["chl-0001", "flow"]
