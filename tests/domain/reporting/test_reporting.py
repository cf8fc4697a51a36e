"""The figures of the day and the life of an asset, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.assets.tree import BranchKey, Level
from domain.clock import to_ms
from domain.monitoring.telemetry.rows import Batch, PresenceRow, RejectedRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.reporting import asset_life
from domain.reporting.asset_life import EventKind
from domain.reporting.today import fleet_health, today
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority, Severity
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MIDNIGHT = NOW.replace(hour=0) + timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store.open(database_url)
    yield store
    store.close()


def fill(work: UnitOfWork) -> SmallCompany:
    company = SmallCompany(work)
    company.add_alert(company.chiller, NOW - HOUR)
    company.add_alert(company.ward_chiller, NOW - 2 * HOUR, Severity.MINOR)
    company.add_alert(company.chiller, NOW - 9 * HOUR, cleared_at=NOW - 8 * HOUR, cleared_by="rule")
    company.add_alert(company.compressor, NOW - 3 * HOUR, Severity.MAJOR, shelved_until=NOW + HOUR, shelved_by="kim")
    company.add_order(company.chiller, NOW - 5 * HOUR, 4 * HOUR)
    booked = company.add_order(company.chiller, NOW - HOUR, 4 * HOUR, stage=1, priority=Priority.CRITICAL)
    company.book(booked, NOW + HOUR)
    company.add_order(company.ward_chiller, NOW - 2 * HOUR, timedelta(days=3))
    company.add_order(company.chiller, NOW - 50 * HOUR, HOUR, stage=3, closed_at=NOW - 40 * HOUR)
    return company


def test_the_day_is_counted(store: Store) -> None:
    store.run("test", fill)
    with store.read() as session:
        day = today(session, NOW, MIDNIGHT)
    assert day.alerts == {Severity.CRITICAL: 1, Severity.MAJOR: 0, Severity.MINOR: 1, Severity.WARNING: 0}
    assert day.shelved == 1
    assert (day.orders.open, day.orders.late, day.orders.due_today, day.orders.unassigned) == (3, 1, 1, 2)
    assert [(stage.name, stage.orders, stage.late, stage.due_today) for stage in day.stages] == [
        ("New", 2, 1, 0),
        ("Planned", 1, 0, 1),
        ("On site", 0, 0, 0),
    ]
    assert day.unclaimed == 1
    assert [alert.asset for alert in day.newest_alerts] == ["Chiller 1", "Ward chiller"]
    assert [order.stage for order in day.newest_orders] == ["Planned", "New", "New"]


def test_an_empty_company_has_an_empty_day(store: Store) -> None:
    with store.read() as session:
        day = today(session, NOW, MIDNIGHT)
    assert set(day.alerts.values()) == {0}
    assert day.orders.open == 0
    assert day.stages == ()


def test_an_asset_has_what_is_open_and_what_was(store: Store) -> None:
    company = store.run("test", fill)
    with store.read() as session:
        present = asset_life.open_events(session, company.chiller.id)
        past = asset_life.history(session, company.chiller.id)
        newest = asset_life.history(session, company.chiller.id, limit=2)
    assert [event.kind for event in present] == [EventKind.ALERT, EventKind.ORDER, EventKind.ORDER]
    assert [event.priority for event in present[1:]] == [Priority.CRITICAL, Priority.HIGH]
    assert len(past) == 5
    assert [event.at for event in past] == sorted((event.at for event in past), reverse=True)
    assert len({event.id for event in past}) == 5
    assert newest == past[:2]


def test_trouble_is_seen_from_every_branch_above_it(store: Store) -> None:
    company = store.run("test", fill)
    with store.read() as session:
        troubles = asset_life.troubles(session)
    assert troubles == {
        BranchKey(Level.CUSTOMER, company.brewery.id): Severity.CRITICAL,
        BranchKey(Level.SITE, company.plant.id): Severity.CRITICAL,
        BranchKey(Level.SITE, company.cellar.id): Severity.CRITICAL,
        BranchKey(Level.ASSET, company.chiller.id): Severity.CRITICAL,
        BranchKey(Level.ASSET, company.compressor.id): Severity.MAJOR,
        BranchKey(Level.CUSTOMER, company.clinic.id): Severity.MINOR,
        BranchKey(Level.SITE, company.ward.id): Severity.MINOR,
        BranchKey(Level.ASSET, company.ward_chiller.id): Severity.MINOR,
    }


def test_the_health_of_the_fleet_is_counted_in_the_store(store: Store, database_url: str) -> None:
    telemetry = Telemetry.open(database_url)
    writer = TelemetryWriter(telemetry, "test")
    ago = [to_ms(NOW - timedelta(seconds=seconds)) for seconds in (5, 119, 121)]
    rows = [PresenceRow(f"d{at}", moment, online=True, messages=1) for at, moment in enumerate(ago)]
    writer.write_presence([*rows, PresenceRow("gone", ago[0], online=False, messages=1)])
    writer.write(Batch(rejected=[RejectedRow(ago[0], "t", b"?", 1, "not_json", "")]))
    with telemetry.read() as connection:
        health = fleet_health(connection, NOW)
    telemetry.close()
    assert (health.heard, health.silent, health.offline, health.rejected) == (2, 1, 1, 1)
