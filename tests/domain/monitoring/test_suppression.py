"""Alerts that need nobody: during maintenance, and while somebody works on the asset."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.monitoring import queries
from domain.monitoring.alert_rows import AlertSearch
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.maintenance_queries import maintainable, maintenances, next_end
from domain.monitoring.maintenance_service import (
    MaintenanceDraft,
    change_maintenance,
    end_maintenance,
    enter_maintenance,
)
from domain.monitoring.model import Grouping, Rule
from domain.monitoring.succession import look_again
from domain.monitoring.suppression import needed_again
from domain.scheduling.model import Booking, BookingStatus
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.plant import Plant, alert, begins, build_plant, check_heads, cleared, order_count, raised
from tests.support.workshop import Workshop, order

HOUR = timedelta(hours=1)
FIGURES = Figures(1, 9.0, 9.0, 9.0)


def draft(hours: int = 2, **more: Any) -> MaintenanceDraft:
    return replace(MaintenanceDraft(MONDAY_MORNING - HOUR, MONDAY_MORNING + hours * HOUR, "Cleaning"), **more)


def open_ids(store: Store, search: AlertSearch) -> list[int]:
    with store.read() as session:
        return [row.id for row in queries.alerts(session, search, MONDAY_MORNING).rows]


def decided_again(store: Store) -> list[bool]:
    with store.read() as session:
        due = needed_again(session, store.clock.now())
    return [store.run("listener", look_again, each) for each in due]


def test_an_alert_during_maintenance_is_kept_and_needs_nobody(store: Store, workshop: Workshop) -> None:
    store.run("kim", enter_maintenance, draft(asset_id=workshop.asset))
    alert_id = raised(store, workshop.rule, workshop.asset, workshop.device)
    assert (alert(store, alert_id).suppressed, order_count(store)) == ("maintenance", 0)
    assert open_ids(store, AlertSearch()) == []
    assert open_ids(store, AlertSearch(suppressed=True)) == [alert_id]
    with store.read() as session:
        assert queries.waiting(session, MONDAY_MORNING) == 0
    said = " ".join(explain(alert(store, alert_id).decision, FIGURES))
    assert "Nobody need look at it: maintenance (Cleaning). If it is still open then, it is decided anew." in said


@pytest.mark.parametrize("scope", ["whole", "site", "site around"])
def test_maintenance_holds_for_parts_and_for_all_at_a_site(store: Store, workshop: Workshop, scope: str) -> None:
    part = workshop.asset + 1
    scopes = {
        "whole": {"asset_id": workshop.asset},
        "site": {"site_id": workshop.site},
        "site around": {"site_id": workshop.site - 1},
    }
    store.run("kim", enter_maintenance, draft(**scopes[scope]))
    assert alert(store, raised(store, workshop.rule, part, workshop.device)).suppressed == "maintenance"
    assert alert(store, raised(store, workshop.rule, workshop.other_asset, workshop.device)).suppressed == ""


def test_what_is_open_when_maintenance_ends_is_decided_anew(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    def planted(work: UnitOfWork) -> Plant:
        return build_plant(work, workshop, grouping=Grouping.SITE)

    plant = store.run("setup", planted)
    store.run("kim", enter_maintenance, draft(site_id=workshop.site))
    first, second, third = (
        raised(store, plant.rule, asset, device)
        for asset, device in zip(plant.machines[:3], plant.devices, strict=False)
    )
    assert decided_again(store) == []
    cleared(store, begins(plant.rule, plant.machines[0], plant.devices[0]))
    fixed_clock.advance(2 * HOUR)
    assert decided_again(store) == [True, True]
    assert decided_again(store) == []
    assert [alert(store, each).suppressed for each in (first, second, third)] == ["maintenance", "", ""]
    assert (alert(store, second).gathered, order_count(store)) == (1, 1)
    check_heads(store)


def on_site(work: UnitOfWork, workshop: Workshop, status: BookingStatus) -> None:
    order_id = order(work, workshop)
    work.add(
        Booking(
            order_id=order_id,
            technician_id=workshop.kim,
            start_at=MONDAY_MORNING,
            finish_at=MONDAY_MORNING + HOUR,
            travel_minutes=0,
            status=status,
        ),
        "booking.placed",
    )


def over(work: UnitOfWork) -> None:
    booking = work.session.scalars(select(Booking)).one()
    booking.status = BookingStatus.DONE
    work.note("booking.done", booking)


def test_while_a_technician_works_on_the_asset_its_alerts_need_nobody(store: Store, workshop: Workshop) -> None:
    store.run("kim", on_site, workshop, BookingStatus.ON_SITE)
    alert_id = raised(store, workshop.rule, workshop.asset, workshop.device)
    assert alert(store, alert_id).suppressed == "visit"
    said = " ".join(explain(alert(store, alert_id).decision, FIGURES))
    assert "Nobody need look at it: Kim is on site for order SO-000001. It is decided anew afterwards." in said
    store.run("kim", over)
    assert decided_again(store) == [True]
    assert order_count(store) == 2


def test_one_who_is_only_on_the_way_keeps_no_alert_out_of_sight(store: Store, workshop: Workshop) -> None:
    store.run("kim", on_site, workshop, BookingStatus.TRAVELLING)
    assert alert(store, raised(store, workshop.rule, workshop.asset, workshop.device)).suppressed == ""


def test_a_rule_may_watch_visits_too(store: Store, workshop: Workshop) -> None:
    def watch_visits(work: UnitOfWork) -> None:
        rule = work.get(Rule, workshop.rule)
        rule.quiet_while_visited = False
        work.note("rule.changed", rule)

    store.run("kim", watch_visits)
    store.run("kim", on_site, workshop, BookingStatus.ON_SITE)
    assert alert(store, raised(store, workshop.rule, workshop.asset, workshop.device)).suppressed == ""


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"until": MONDAY_MORNING}, "until", "That is over already; choose an end that is still to come."),
        ({"since": MONDAY_MORNING + 3 * HOUR}, "until", "It has to end after it begins."),
        (
            {"until": MONDAY_MORNING + 31 * 24 * HOUR},
            "until",
            "That is more than 30 days, in which nobody sees these alerts. Tick below that it is meant so.",
        ),
        ({"reason": "  "}, "reason", "Say why, in a few words: they stand beside each alert."),
        ({"reason": "x" * 201}, "reason", "Say it in 200 letters at most."),
        ({"asset_id": None}, "scope", "Choose the asset or the site that is maintained."),
        ({"site_id": 1}, "scope", "Choose the asset or the site that is maintained."),
        ({"asset_id": 999}, None, "This asset is not there any more."),
    ],
)
def test_bad_maintenance_is_refused_at_its_field(
    store: Store, workshop: Workshop, wrong: dict[str, Any], field: str | None, sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", enter_maintenance, replace(draft(asset_id=workshop.asset), **wrong))
    assert (str(refused.value), refused.value.field) == (sentence, field)


def test_long_maintenance_is_entered_when_it_is_meant_so(store: Store, workshop: Workshop) -> None:
    month = draft(24 * 40, asset_id=workshop.asset, long=True)
    store.run("kim", enter_maintenance, month)
    with store.read() as session:
        assert [row.until for row in maintenances(session, MONDAY_MORNING)] == [month.until]


def test_maintenance_is_listed_changed_ended_and_called_off(store: Store, workshop: Workshop) -> None:
    first = store.run("kim", enter_maintenance, draft(asset_id=workshop.asset))
    second = store.run("kim", enter_maintenance, draft(9, since=MONDAY_MORNING + HOUR, site_id=workshop.site))
    with store.read() as session:
        rows = maintenances(session, MONDAY_MORNING)
        assert [(row.id, row.what, row.site, row.is_on(MONDAY_MORNING)) for row in rows] == [
            (first, "Chiller 1", "Cellar", True),
            (second, "Cellar", "Cellar", False),
        ]
        assert next_end(session, MONDAY_MORNING) == MONDAY_MORNING + 2 * HOUR
        known = maintainable(session, workshop.asset)
        assert known
        assert (known.asset, known.site) == ("Chiller 1", "Cellar")
    longer = draft(5, reason="Cleaning, once more", asset_id=workshop.asset)
    store.run("kim", change_maintenance, first, rows[0].version, longer)
    with pytest.raises(Overtaken):
        store.run("lou", change_maintenance, first, rows[0].version, longer)
    for each in (first, second):
        store.run("kim", end_maintenance, each)
    with pytest.raises(Refusal, match="over already"):
        store.run("kim", end_maintenance, first)
    with store.read() as session:
        assert maintenances(session, MONDAY_MORNING) == ()
        kinds = session.scalars(select(journal.c.kind).where(journal.c.subject == "maintenance").order_by(journal.c.id))
        assert list(kinds) == [
            "maintenance.entered",
            "maintenance.entered",
            "maintenance.changed",
            "maintenance.ended",
            "maintenance.called_off",
        ]
