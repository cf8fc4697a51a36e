"""What people do with alerts, devices and rules, and what they are refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Gone, Refusal
from domain.monitoring.model import Alert, Device, Metric
from domain.monitoring.occurrences import Occurrence, raise_alert
from domain.monitoring.service import (
    acknowledge,
    claim,
    clear_by_hand,
    discover,
    release,
    shelve,
    unacknowledge,
    unshelve,
)
from domain.monitoring.watching import watch
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop

HOUR = timedelta(hours=1)
INFINITY, NAN = float("inf"), float("nan")


@pytest.fixture
def alert(store: Store, workshop: Workshop) -> int:
    seen = Occurrence(
        workshop.rule, workshop.asset, workshop.device, MONDAY_MORNING, MONDAY_MORNING, 1, 13.0, 13.0, 13.0
    )
    return store.run("listener", raise_alert, seen)


def entity(store: Store, alert_id: int) -> Alert:
    with store.read() as session:
        return session.get_one(Alert, alert_id)


def kinds(store: Store, subject: str) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(journal.c.kind).where(journal.c.subject == subject).order_by(journal.c.id)))


def test_the_first_to_acknowledge_is_kept_and_may_take_it_back(
    store: Store, alert: int, fixed_clock: FixedClock
) -> None:
    store.run("kim", acknowledge, alert)
    fixed_clock.advance(HOUR)
    store.run("lou", acknowledge, alert)
    found = entity(store, alert)
    assert (found.acknowledged_by, found.acknowledged_at) == ("kim", MONDAY_MORNING)
    for _ in range(2):
        store.run("kim", unacknowledge, alert)
    assert entity(store, alert).acknowledged_at is None
    assert kinds(store, "alert")[2:] == ["alert.acknowledged", "alert.unacknowledged"]


def test_shelving_lasts_until_its_time_or_until_it_is_taken_back(store: Store, alert: int) -> None:
    store.run("kim", shelve, alert, MONDAY_MORNING + HOUR)
    found = entity(store, alert)
    assert (found.shelved_until, found.shelved_by) == (MONDAY_MORNING + HOUR, "kim")
    for _ in range(2):
        store.run("kim", unshelve, alert)
    assert entity(store, alert).shelved_until is None
    assert kinds(store, "alert")[2:] == ["alert.shelved", "alert.unshelved"]


@pytest.mark.parametrize(
    ("length", "says"),
    [(timedelta(), "still to come"), (-HOUR, "still to come"), (timedelta(days=30, seconds=1), "30 days at most")],
)
def test_shelving_into_the_past_or_for_ever_is_refused(store: Store, alert: int, length: timedelta, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        store.run("kim", shelve, alert, MONDAY_MORNING + length)
    assert refused.value.field == "until"


@pytest.mark.parametrize("service", [acknowledge, unacknowledge, unshelve, clear_by_hand])
def test_an_alert_that_is_over_is_left_alone(store: Store, alert: int, service: Callable[..., None]) -> None:
    store.run("kim", clear_by_hand, alert)
    with pytest.raises(Refusal, match="This alert is over"):
        store.run("lou", service, alert)
    with pytest.raises(Gone):
        store.run("lou", service, 999)


def test_a_claimed_device_is_watched_and_a_released_one_is_not(store: Store, workshop: Workshop) -> None:
    store.run("kim", claim, workshop.stranger, workshop.other_asset)
    with store.read() as session:
        seen = watch(session)
        assert seen.devices["unknown-7"].asset_id == workshop.other_asset
        assert [rule.id for rule in seen.rules if rule.scope in seen.devices["unknown-7"].scopes] == [workshop.rule]
    for _ in range(2):
        store.run("kim", release, workshop.stranger)
    with store.read() as session:
        seen = watch(session)
        assert not seen.devices["unknown-7"].scopes
    assert kinds(store, "device")[-2:] == ["device.claimed", "device.released"]


def test_a_device_is_claimed_once(store: Store, workshop: Workshop) -> None:
    with pytest.raises(Refusal, match="chiller-1 already belongs to Chiller 1"):
        store.run("kim", claim, workshop.device, workshop.other_asset)
    with pytest.raises(Gone, match="asset"):
        store.run("kim", claim, workshop.stranger, 999)


def test_unknown_devices_and_metrics_are_kept_once(store: Store, workshop: Workshop) -> None:
    seen = {"new-1": frozenset({"flow", "oil_temperature"}), "chiller-1": frozenset({"supply_temperature", "noise"})}
    for _ in range(2):
        store.run("listener", discover, seen)
    with store.read() as session:
        device = session.scalars(select(Device).where(Device.key == "new-1")).one()
        assert (device.asset_id, device.first_seen_at) == (None, MONDAY_MORNING)
        assert [(metric.name, metric.label) for metric in device.metrics] == [
            ("flow", "Flow"),
            ("oil_temperature", "Oil temperature"),
        ]
        known = session.scalars(select(Metric).where(Metric.device_id == workshop.device)).all()
    assert {(metric.name, metric.label, metric.unit) for metric in known} == {
        ("supply_temperature", "Supply temperature", "°C"),
        ("noise", "Noise", ""),
    }
