"""Which topics the listener wants of formats, as devices tell of new ones."""

import time
from collections.abc import Iterator

import pytest

from devices.addresses import parse_broker
from devices.connection import Settings
from devices.listener import formats
from devices.listener.formats import Formats
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.store import Store
from tests.support.dialects import NOW, message

SETTINGS = Settings(parse_broker("mqtt://127.0.0.1:1883"), "test", ("callout/v1/+/telemetry",))


@pytest.fixture
def spoken(sqlite_url: str) -> Iterator[Formats]:
    store, telemetry = Store.open(sqlite_url), Telemetry.open(sqlite_url)
    made = Formats(store, TelemetryWriter(telemetry, "test"), SETTINGS)
    assert made.settings.extras
    yield made
    telemetry.close()
    store.close()


def discover(spoken: Formats, name: str) -> None:
    config = {"stat_t": f"{name}/state", "dev": {"ids": [name]}}
    spoken.dialects.decode(message(f"homeassistant/sensor/{name}/t/config", config, retain=True), NOW)


def test_a_topic_that_was_discovered_is_wanted(spoken: Formats) -> None:
    assert spoken.refresh() is None
    discover(spoken, "hall")
    wanted = spoken.refresh()
    assert wanted is not None
    assert "hall/state" in wanted.extras
    assert spoken.refresh() is None


def test_ever_new_discoveries_bring_one_new_connection_in_a_while(
    spoken: Formats, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = time.monotonic() + 60
    monkeypatch.setattr("time.monotonic", lambda: moment)
    asked = []
    for number in range(20):
        discover(spoken, f"flood-{number}")
        asked.append(spoken.refresh())
    assert [each is not None for each in asked] == [True] + [False] * 19
    moment += formats.REST_SECONDS
    later = spoken.refresh()
    assert later is not None
    assert "flood-19/state" in later.extras
