"""Warnings and escalations: each once, as it falls due."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.calendars.queries import calendar
from domain.calendars.service import change_calendar
from domain.clock import FixedClock
from domain.orders import clock_service, promises, watch
from domain.orders.model import Order, StageMeaning
from domain.scheduling.placing.service import change_stage
from domain.sla import service as slas
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft
from domain.sla.model import LevelAction
from domain.store.history import facts_of
from domain.store.store import Store
from domain.words import Priority
from tests.support import promised
from tests.support.moments import MONDAY_MORNING
from tests.support.promised import Promised, sla
from tests.support.workshop import Workshop, order

COMPLETION = TargetKind.COMPLETION
HOUR = timedelta(hours=1)
#: When the eight working hours of an order from Monday, 10:00, are over.
BROKEN = MONDAY_MORNING + 24 * HOUR
NEWS = ("order.promise_warned", "order.promise_broken", "order.escalated")


@pytest.fixture
def terms(store: Store) -> Promised:
    return store.run("setup", promised.build)


def alone(store: Store, terms: Promised, *levels: LevelDraft) -> int:
    """An SLA that promises completion alone."""
    return store.run("setup", slas.create_sla, sla("Alone", terms.calendar, kinds=(COMPLETION,), levels=levels))


def opened(store: Store, workshop: Workshop, sla_id: int) -> int:
    order_id = store.run("kim", order, workshop)
    store.run("kim", clock_service.choose_sla, order_id, sla_id)
    return order_id


def pass_until(store: Store, fixed_clock: FixedClock, until: datetime) -> list[datetime]:
    """Let the watch act at every moment it asks for; returns those moments."""
    moments = []
    while (moment := next_moment(store)) is not None and moment <= until:
        fixed_clock.advance(moment - fixed_clock.now())
        moments.append(moment)
        assert len(moments) < 20, "the watch goes round in circles"
        act(store, fixed_clock)
    fixed_clock.advance(until - fixed_clock.now())
    return moments


def act(store: Store, fixed_clock: FixedClock) -> None:
    with store.read() as session:
        waiting = watch.due(session, fixed_clock.now())
    for order_id in waiting:
        store.run(watch.WATCH, watch.act, order_id)


def next_moment(store: Store) -> datetime | None:
    with store.read() as session:
        return watch.next_moment(session)


def news(store: Store, order_id: int) -> list[dict[str, Any]]:
    with store.read() as session:
        return [
            {"what": fact.kind, **fact.after} for fact in facts_of(session, "order", [order_id]) if fact.kind in NEWS
        ]


NOTIFY = LevelAction.NOTIFY


def test_each_level_warns_once_when_it_is_reached_and_the_end_is_told(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    levels = (LevelDraft(50, NOTIFY), LevelDraft(75, NOTIFY), LevelDraft(150, NOTIFY))
    order_id = opened(store, workshop, alone(store, terms, *levels))
    moments = pass_until(store, fixed_clock, BROKEN + 24 * HOUR)
    assert moments == [MONDAY_MORNING + hours * HOUR for hours in (4, 6, 24, 28)]
    told = news(store, order_id)
    assert [(each["what"], each.get("percent")) for each in told] == [
        ("order.promise_warned", 50),
        ("order.promise_warned", 75),
        ("order.promise_broken", None),
        ("order.promise_warned", 150),
    ]
    assert told[0]["number"] == "SO-000001"
    assert told[0]["deadline"] == BROKEN.isoformat()
    assert next_moment(store) is None


def test_a_level_at_the_deadline_itself_is_told_with_the_breach(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = opened(store, workshop, alone(store, terms, LevelDraft(100, NOTIFY)))
    pass_until(store, fixed_clock, BROKEN)
    assert [each["what"] for each in news(store, order_id)] == ["order.promise_broken"]


def test_levels_that_were_slept_through_are_told_as_one(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = opened(store, workshop, alone(store, terms, LevelDraft(50, NOTIFY), LevelDraft(75, NOTIFY)))
    fixed_clock.advance(7 * HOUR)
    act(store, fixed_clock)
    act(store, fixed_clock)
    assert [each["percent"] for each in news(store, order_id)] == [75]


def test_the_watch_sleeps_while_the_clock_is_paused_and_wakes_later_by_as_much(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = opened(store, workshop, alone(store, terms, LevelDraft(50, NOTIFY)))
    store.run("kim", clock_service.pause, order_id, terms.waits)
    assert next_moment(store) is None
    fixed_clock.advance(HOUR)
    store.run("kim", clock_service.resume, order_id)
    assert next_moment(store) == MONDAY_MORNING + 5 * HOUR


def test_nothing_is_warned_of_what_is_done_or_cancelled(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    sla_id = alone(store, terms, LevelDraft(50, NOTIFY))
    order_id = opened(store, workshop, sla_id)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.CANCELLED])
    assert next_moment(store) is None


def test_what_was_warned_of_is_not_warned_of_again_when_the_calendar_moves(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = opened(store, workshop, alone(store, terms, LevelDraft(50, NOTIFY)))
    pass_until(store, fixed_clock, MONDAY_MORNING + 5 * HOUR)
    with store.read() as session:
        row = calendar(session, terms.calendar)
    store.run("admin", change_calendar, terms.calendar, promised.office("Office", 8, 24), row.version)
    assert promises.recompute(store, "admin", calendar_id=terms.calendar) == 1
    pass_until(store, fixed_clock, MONDAY_MORNING + 7 * HOUR)
    assert len(news(store, order_id)) == 1


def test_another_sla_warns_anew(store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock) -> None:
    order_id = opened(store, workshop, alone(store, terms, LevelDraft(50, NOTIFY)))
    pass_until(store, fixed_clock, MONDAY_MORNING + 5 * HOUR)
    store.run("kim", clock_service.choose_sla, order_id, None)
    pass_until(store, fixed_clock, MONDAY_MORNING + 5 * HOUR)
    warned = [(each["target"], each["percent"]) for each in news(store, order_id) if "percent" in each]
    assert warned[0] == ("completion", 50)
    assert ("completion", 50) in warned[1:]


def test_an_escalation_raises_the_priority_once_and_the_promise_follows(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = opened(store, workshop, alone(store, terms, LevelDraft(50, LevelAction.RAISE_PRIORITY)))
    pass_until(store, fixed_clock, MONDAY_MORNING + 6 * HOUR)
    with store.read() as session:
        found = session.get_one(Order, order_id)
        assert (found.priority, found.due_at) == (Priority.NORMAL, MONDAY_MORNING + 4 * HOUR)
    raised = [each for each in news(store, order_id) if each["what"] == "order.escalated"]
    assert [(each["action"], each["priority"]) for each in raised] == [("raise_priority", "normal")]


def test_an_escalation_gives_the_order_to_somebody(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    level = LevelDraft(50, LevelAction.REASSIGN, responsible="chief")
    order_id = opened(store, workshop, alone(store, terms, level))
    pass_until(store, fixed_clock, MONDAY_MORNING + 6 * HOUR)
    with store.read() as session:
        assert session.get_one(Order, order_id).responsible == "chief"


def test_a_critical_order_is_not_raised_any_further(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    sla_id = alone(store, terms, LevelDraft(50, LevelAction.RAISE_PRIORITY))
    order_id = store.run("kim", order, workshop, priority=Priority.CRITICAL)
    store.run("kim", clock_service.choose_sla, order_id, sla_id)
    pass_until(store, fixed_clock, MONDAY_MORNING + 2 * HOUR)
    assert [each["what"] for each in news(store, order_id)] == ["order.promise_broken"]
