"""Readings by the million from files: stored once, rolled up as those that were heard."""

from array import array

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.monitoring.telemetry import bulk, rollups
from domain.monitoring.telemetry.bulk import Bulk, Column
from domain.monitoring.telemetry.rows import Batch, ReadingRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.support.telemetry import START, assert_rolled_up, roll_up, stored

moments = st.dictionaries(
    st.integers(-3 * rollups.HOUR, 50 * rollups.HOUR), st.one_of(st.just("off"), st.floats(-1e6, 1e6)), max_size=30
)
Values = dict[int, float | str]


def column(values: Values) -> Column:
    numbers = {START + at: value for at, value in values.items() if not isinstance(value, str)}
    texts = {START + at: value for at, value in values.items() if isinstance(value, str)}
    return Column(array("q", numbers), array("d", numbers.values()), texts)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heard=moments, first=moments, second=moments, name=st.uuids())
def test_what_files_and_devices_tell_is_rolled_up_alike(
    telemetry: Telemetry, writer: TelemetryWriter, monkeypatch: pytest.MonkeyPatch,
    heard: Values, first: Values, second: Values, name: object,
) -> None:  # fmt: skip
    monkeypatch.setattr(bulk, "AT_ONCE", 7)
    key = (str(name), "flow")
    series_id = writer.series_ids([key])[key]
    rows = [
        ReadingRow(series_id, START + at, *((None, value) if isinstance(value, str) else (value, None)))
        for at, value in heard.items()
    ]
    writer.write(Batch(readings=list(rows)))
    roll_up(writer)
    before = {at for at, _, _ in stored(telemetry, series_id)}
    storing = Bulk(telemetry)
    new = sum(storing.store(*key, column(values)) for values in (first, second, first))
    found = {at for at, _, _ in stored(telemetry, series_id)}
    assert found == before | {START + at for at in (*first, *second)}
    assert new == len(found - before)
    assert_rolled_up(telemetry, series_id)
