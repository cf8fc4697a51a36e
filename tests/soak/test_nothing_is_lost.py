"""Listener and broker are killed without mercy while devices publish: nothing is lost, nothing happens twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.broker import Kind, start
from devices.broker.finding import find
from devices.broker.running import RunningBroker
from domain.clock import to_ms
from tests.soak.load import EPISODES
from tests.soak.ordeal import AT_ONCE, BROKER_FOLDER, LASTING, Ordeal, moments
from tests.support.silence import LogWatch


@pytest.fixture
def broker(tmp_path: Path, expected_logs: LogWatch) -> Iterator[RunningBroker]:
    found = find()
    if found is None or found.kind is not Kind.MOSQUITTO:
        pytest.skip("no mosquitto is installed on this machine")
    expected_logs.expect("devices.broker.running", "started again")
    running = start(tmp_path / BROKER_FOLDER)
    yield running
    running.stop()


def endure(ordeal: Ordeal, *, kills: int, broker_kills: int) -> None:
    """The ordeal, and all that must hold afterwards."""
    total = ordeal.load.total
    acts = [(at, ordeal.kill_listener) for at in moments(kills, total // 20, total * 19 // 20, seed=5)]
    acts += [(total * (number + 1) // (broker_kills + 1), ordeal.kill_broker) for number in range(broker_kills)]
    ordeal.begin()
    for at, act in sorted(acts, key=lambda each: each[0]):
        ordeal.wait_for(at)
        act()
    ordeal.finish()
    assert ordeal.kills == kills
    assert ordeal.wrong_readings() == {"lost": [], "double": [], "invented": []}
    one_alert_for_each_condition(ordeal)


def one_alert_for_each_condition(ordeal: Ordeal) -> None:
    at_once, lasting = ordeal.alerts(AT_ONCE), ordeal.alerts(LASTING)
    orders: set[int | None] = set()
    for life in ordeal.load.lives:
        if life.timed:
            assert [to_ms(alert.started_at) for alert in at_once[life.key]] == life.beginnings
            assert [to_ms(alert.started_at) for alert in lasting[life.key]] == life.beginnings
        else:
            # Without times of its own, a backlog comes at once: what lasted may not seem to have lasted.
            assert len(at_once[life.key]) == len(EPISODES)
            assert len(lasting[life.key]) <= len(EPISODES)
        for alerts in (at_once[life.key], lasting[life.key]):
            # The order of the first alert is still open when the second comes, which joins it.
            assert len({alert.order_id for alert in alerts}) <= 1
            orders |= {alert.order_id for alert in alerts}
    assert set(ordeal.order_ids()) == orders


def test_a_short_ordeal_loses_nothing(tmp_path: Path, broker: RunningBroker) -> None:
    ordeal = Ordeal(f"sqlite:///{tmp_path / 'callout.db'}", broker, tmp_path, messages=6_000, devices=15, rate=400)
    try:
        endure(ordeal, kills=3, broker_kills=1)
    finally:
        ordeal.close()


@pytest.mark.soak
def test_a_long_ordeal_loses_nothing(tmp_path: Path, database_url: str, broker: RunningBroker) -> None:
    ordeal = Ordeal(database_url, broker, tmp_path, messages=60_000, devices=60, rate=1_000)
    try:
        endure(ordeal, kills=20, broker_kills=2)
    finally:
        ordeal.close()
