"""How devices stand, what they are fixed to, and the limits of an asset, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.clock import to_ms
from domain.monitoring import device_queries as queries
from domain.monitoring import rule_service, service
from domain.monitoring.device_queries import Standing, standing
from domain.monitoring.telemetry.history import Presence
from domain.store.store import Store
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store.open(database_url)
    yield store
    store.close()


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("test", SmallCompany)


@pytest.mark.parametrize(
    ("seconds_ago", "online", "expected"),
    [
        (0, True, Standing.ONLINE),
        (120, True, Standing.ONLINE),
        (121, True, Standing.SILENT),
        (0, False, Standing.OFFLINE),
        (9999, False, Standing.OFFLINE),
        (-5, True, Standing.ONLINE),
    ],
)
def test_a_device_is_silent_after_two_minutes_and_offline_by_its_word(
    seconds_ago: int, online: bool, expected: Standing
) -> None:
    last = to_ms(NOW - timedelta(seconds=seconds_ago))
    assert standing(Presence("d", last, last, online, 1), NOW) is expected


def test_a_device_nobody_heard_was_never_heard() -> None:
    assert standing(None, NOW) is Standing.NEVER


def test_the_fleet_is_what_belongs_to_assets(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        fleet = queries.fleet(session)
    assert [(row.key, row.asset, row.site, row.customer, row.metrics) for row in fleet] == [
        ("chiller-1", "Chiller 1", "Cellar", "Harbour Brewery", 1)
    ]


def test_what_belongs_to_nothing_waits_to_be_claimed(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        waiting = queries.unclaimed(session)
        assert queries.count_unclaimed(session) == 1
    assert [(row.key, [metric.name for metric in row.metrics]) for row in waiting] == [("unknown-7", ["pressure"])]
    store.run("kim", service.claim, company.stranger.id, company.ward_chiller.id)
    with store.read() as session:
        assert queries.unclaimed(session) == []
        assert [row.key for row in queries.fleet(session)] == ["chiller-1", "unknown-7"]


def test_the_limits_of_an_asset_are_those_of_its_active_rules(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        limits = queries.limits_of_asset(session, company.chiller.id)
        assert queries.limits_of_asset(session, company.compressor.id) == []
    assert [(limit.metric, limit.value, limit.rule) for limit in limits] == [
        ("supply_temperature", 12.0, "Supply too warm")
    ]
    store.run("kim", rule_service.switch_rule, company.rule.id, active=False)
    with store.read() as session:
        assert queries.limits_of_asset(session, company.chiller.id) == []


def test_an_asset_measures_what_its_devices_measure(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        metrics = queries.metrics_of_asset(session, company.chiller.id)
        assert queries.metrics_of_asset(session, company.compressor.id) == []
    assert [(metric.device, metric.label, metric.unit) for metric in metrics] == [
        ("chiller-1", "Supply temperature", "°C")
    ]
