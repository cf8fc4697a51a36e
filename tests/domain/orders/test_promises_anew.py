"""Promises reckoned anew for many orders at once, after a calendar or an SLA was edited."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from domain.calendars.closing import CalendarDraft, ClosedDays
from domain.calendars.queries import calendar
from domain.calendars.service import change_calendar, create_calendar
from domain.clock import FixedClock
from domain.orders import clock_service, promises
from domain.orders import promise_queries as queries
from domain.orders.model import Order, StageMeaning
from domain.orders.promise_model import ClockMark, Promise
from domain.orders.service import edit_order
from domain.scheduling.placing.service import change_stage
from domain.sla import queries as sla_queries
from domain.sla import service as slas
from domain.sla.clock import TargetKind
from domain.store.journal import journal
from domain.store.store import Store
from domain.words import Priority
from tests.support import promised
from tests.support.moments import MONDAY_MORNING
from tests.support.promised import Promised, sla
from tests.support.together import in_threads
from tests.support.workshop import Workshop, order

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def terms(store: Store) -> Promised:
    return store.run("setup", promised.build)


def edit(store: Store, calendar_id: int, change: Callable[[CalendarDraft], CalendarDraft]) -> None:
    with store.read() as session:
        row = calendar(session, calendar_id)
    store.run("admin", change_calendar, calendar_id, change(row.draft), row.version)


def shut_tuesday(draft: CalendarDraft) -> CalendarDraft:
    return replace(draft, closures=(ClosedDays("Stocktaking", 3, 3, 3, 3),))


def dues(store: Store) -> list[Any]:
    with store.read() as session:
        return list(session.scalars(select(Order.due_at).order_by(Order.id)))


def rows(store: Store) -> list[Any]:
    with store.read() as session:
        return list(session.execute(select(*Promise.__table__.columns).order_by(Promise.id)))


def newest_fact(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.max(journal.c.id))) or 0


def test_a_closed_day_moves_every_open_order_and_no_closed_one(
    store: Store, workshop: Workshop, terms: Promised
) -> None:
    opened, closed = (store.run("kim", order, workshop) for _ in range(2))
    store.run("kim", change_stage, closed, workshop.stages[StageMeaning.CANCELLED])
    before = newest_fact(store)
    edit(store, terms.calendar, shut_tuesday)
    assert promises.recompute(store, "admin", calendar_id=terms.calendar) == 1
    assert dues(store)[0] == MONDAY_MORNING + 2 * DAY
    with store.read() as session:
        mine = (journal.c.id > before, journal.c.subject == "order")
        told = session.execute(select(journal.c.kind, journal.c.actor, journal.c.subject_id).where(*mine)).all()
    assert [tuple(each) for each in told] == [("order.promise_changed", "admin", opened)]


def test_reckoning_twice_writes_nothing_the_second_time_not_even_later(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    keys = [store.run("kim", order, workshop) for _ in range(4)]
    store.run("kim", clock_service.pause, keys[1], terms.waits)
    store.run("kim", clock_service.stop, keys[2], terms.given_up)
    fixed_clock.advance(HOUR / 4)
    assert promises.recompute(store, "admin") == 0
    before, fact = rows(store), newest_fact(store)
    fixed_clock.advance(HOUR / 4)
    assert promises.recompute(store, "admin") == 0
    assert (rows(store), newest_fact(store)) == (before, fact)


def test_what_was_recorded_of_a_closed_order_stays_readable(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.ACTIVE])
    fixed_clock.advance(25 * HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.DONE])
    edit(store, terms.calendar, shut_tuesday)
    with store.read() as session:
        row = sla_queries.sla(session, terms.sla)
    draft = sla("Standard", terms.calendar, times=2, kinds=(TargetKind.COMPLETION,))
    store.run("admin", slas.change_sla, terms.sla, draft, row.version)
    promises.recompute(store, "admin")
    with store.read() as session:
        found = {each.kind: each for each in queries.promises(session, order_id)}
    assert list(found) == list(TargetKind)
    completion = found[TargetKind.COMPLETION]
    assert (completion.deadline, completion.at(fixed_clock.now()).overrun_seconds) == (MONDAY_MORNING + DAY, 3600)


def test_what_is_paused_moves_by_what_it_had_used(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    fixed_clock.advance(2 * DAY)
    store.run("kim", clock_service.pause, order_id, terms.waits)
    with store.read() as session:
        used = session.scalars(select(Promise.used_seconds).order_by(Promise.id)).all()
    edit(store, terms.calendar, shut_tuesday)
    assert promises.recompute(store, "admin", calendar_id=terms.calendar) == 1
    with store.read() as session:
        again = session.scalars(select(Promise.used_seconds).order_by(Promise.id)).all()
    assert [before - after for before, after in zip(used, again, strict=True)] == [8 * 3600] * 3


def test_only_orders_of_that_calendar_or_sla_are_looked_at(store: Store, workshop: Workshop, terms: Promised) -> None:
    other = store.run("setup", create_calendar, promised.office("Other", 8, 12))
    own = store.run("setup", slas.create_sla, sla("Own", other))
    first, second = (store.run("kim", order, workshop) for _ in range(2))
    store.run("kim", clock_service.choose_sla, second, own)
    edit(store, terms.calendar, shut_tuesday)
    edit(store, other, shut_tuesday)
    assert promises.recompute(store, "admin", sla_id=own) == 1
    assert promises.recompute(store, "admin", calendar_id=other) == 0
    assert promises.recompute(store, "admin", calendar_id=terms.calendar) == 1
    assert first == 1


def test_an_edited_sla_moves_its_orders(store: Store, workshop: Workshop, terms: Promised) -> None:
    store.run("kim", order, workshop)
    with store.read() as session:
        row = sla_queries.sla(session, terms.sla)
    draft = sla("Standard", terms.calendar, times=2)
    store.run("admin", slas.change_sla, terms.sla, draft, row.version)
    assert promises.recompute(store, "admin", sla_id=terms.sla) == 1
    assert dues(store) == [MONDAY_MORNING + 2 * DAY]


def test_the_first_sla_of_all_promises_what_is_open_already(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.ACTIVE])
    store.run("setup", promised.build)
    assert promises.recompute(store, "admin") == 1
    with store.read() as session:
        found = session.execute(select(Promise.kind, Promise.state).order_by(Promise.id)).all()
    assert [(kind.value, state.value) for kind, state in found] == [
        ("response", "met"),
        ("arrival", "met"),
        ("completion", "due"),
    ]


def test_an_order_without_any_history_counts_from_its_opening(
    store: Store, workshop: Workshop, terms: Promised
) -> None:
    store.run("kim", order, workshop)
    with store.write("setup") as work:
        work.session.execute(delete(ClockMark))
    assert promises.recompute(store, "admin") == 0
    assert dues(store) == [MONDAY_MORNING + DAY]


def test_more_orders_than_fit_into_one_part_are_all_reckoned(
    store: Store, workshop: Workshop, terms: Promised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promises, "CHUNK", 2)
    for _ in range(5):
        store.run("kim", order, workshop)
    edit(store, terms.calendar, shut_tuesday)
    assert promises.recompute(store, "admin") == 5
    assert set(dues(store)) == {MONDAY_MORNING + 2 * DAY}


def test_reckoning_and_editing_at_the_same_time_lose_nothing(store: Store, workshop: Workshop, terms: Promised) -> None:
    keys = [store.run("kim", order, workshop) for _ in range(6)]
    edit(store, terms.calendar, shut_tuesday)

    def hurry() -> None:
        for key in keys:
            store.run("kim", edit_order, key, version=1, priority=Priority.NORMAL)

    assert in_threads(hurry, lambda: promises.recompute(store, "admin"), lambda: promises.recompute(store, "lou")) == []
    assert set(dues(store)) == {MONDAY_MORNING + 4 * HOUR}
    assert promises.recompute(store, "admin") == 0
