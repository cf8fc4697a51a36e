"""A head is shown as severe as the heaviest of what stands open under it."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.monitoring import alert_timeline
from domain.monitoring.alert_rows import AlertPage, AlertSearch
from domain.monitoring.model import Grouping
from domain.monitoring.occurrences import Occurrence, raise_alert, weigh
from domain.monitoring.queries import alerts
from domain.monitoring.service import clear_by_hand
from domain.store.history import facts_of
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Severity
from tests.support.plant import Plant, alert, begins, build_plant, check_heads, cleared
from tests.support.workshop import Workshop

CRITICAL, MAJOR, MINOR, WARNING = Severity


@pytest.fixture
def plant(store: Store, workshop: Workshop) -> Plant:
    def build(work: UnitOfWork) -> Plant:
        return build_plant(work, workshop, grouping=Grouping.SITE)

    return store.run("setup", build)


def seen(plant: Plant, at: int, severity: Severity) -> Occurrence:
    return replace(begins(plant.rule, plant.machines[at], plant.devices[at]), severity=severity)


def raised(store: Store, plant: Plant, *severities: Severity) -> list[int]:
    """Alerts of the machines in turn, the first at their head."""
    return [store.run("listener", raise_alert, seen(plant, at, severity)) for at, severity in enumerate(severities)]


def found(store: Store, search: AlertSearch) -> AlertPage:
    with store.read() as session:
        return alerts(session, search, store.clock.now())


def told(store: Store, alert_id: int) -> list[str]:
    with store.read() as session:
        facts = facts_of(session, "alert", [alert_id])
    lines = (alert_timeline.tell(fact, {}, str) for fact in facts if fact.kind == "alert.outweighed")
    return list(lines)


@pytest.mark.parametrize(
    ("severities", "shown"),
    [
        ((MINOR,), MINOR),
        ((MINOR, WARNING), MINOR),
        ((MINOR, MINOR), MINOR),
        ((MINOR, MAJOR), MAJOR),
        ((MINOR, CRITICAL, MAJOR), CRITICAL),
        ((CRITICAL, MAJOR), CRITICAL),
    ],
)
def test_a_heavier_alert_under_a_head_makes_it_heavier(
    store: Store, plant: Plant, severities: tuple[Severity, ...], shown: Severity
) -> None:
    raised(store, plant, *severities)
    (row,) = found(store, AlertSearch()).rows
    assert (row.severity, row.own) == (shown, severities[0])
    check_heads(store)


def test_the_list_is_filtered_and_sorted_by_what_is_shown(store: Store, plant: Plant) -> None:
    head, *_ = raised(store, plant, WARNING, CRITICAL)
    away = replace(begins(plant.rule, plant.elsewhere, plant.device_elsewhere), severity=MAJOR)
    other = store.run("listener", raise_alert, away)
    assert [row.id for row in found(store, AlertSearch(worst_first=True)).rows] == [head, other]
    assert [row.id for row in found(store, AlertSearch(severities=frozenset({CRITICAL}))).rows] == [head]
    assert found(store, AlertSearch(severities=frozenset({WARNING}))).rows == ()


def test_it_is_told_when_it_changes_and_only_then(store: Store, plant: Plant) -> None:
    head, _, worst, _ = raised(store, plant, MINOR, MAJOR, CRITICAL, CRITICAL)
    store.run("kim", clear_by_hand, worst)
    cleared(store, seen(plant, 3, CRITICAL))
    store.run("listener", weigh, seen(plant, 1, WARNING))
    assert told(store, head) == [
        f"Shown as {each}, with all that stands under it" for each in ("Major", "Critical", "Major", "Minor")
    ]
    check_heads(store)


def test_an_alert_that_grows_heavier_under_its_head_lifts_it(store: Store, plant: Plant) -> None:
    head, _ = raised(store, plant, MINOR, MINOR)
    store.run("listener", weigh, seen(plant, 1, CRITICAL))
    assert alert(store, head).gathered_severity is CRITICAL
    store.run("listener", weigh, seen(plant, 0, CRITICAL))
    assert alert(store, head).gathered_severity is None, "its own is as bad"
    store.run("listener", weigh, seen(plant, 0, WARNING))
    assert alert(store, head).gathered_severity is CRITICAL


def test_whoever_takes_over_is_weighed_with_what_stands_under_it_now(store: Store, plant: Plant) -> None:
    head, heir, _ = raised(store, plant, MINOR, WARNING, MAJOR)
    store.run("kim", clear_by_hand, head)
    assert (alert(store, head).gathered_severity, alert(store, heir).gathered_severity) == (None, MAJOR)
    check_heads(store)


@pytest.mark.parametrize("seed", range(4))
def test_heads_are_weighed_rightly_whatever_happens(store: Store, plant: Plant, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        now = seen(plant, chance.randrange(len(plant.machines)), chance.choice(list(Severity)))
        deed = chance.choice(["raise", "raise", "weigh", "weigh", "clear"])
        if deed == "raise":
            store.run("listener", raise_alert, replace(now, last_at=now.last_at + timedelta(seconds=1)), reopens=True)
        elif deed == "weigh":
            store.run("listener", weigh, now)
        else:
            cleared(store, now, timedelta(seconds=0))
        check_heads(store)
