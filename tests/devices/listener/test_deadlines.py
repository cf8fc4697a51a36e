"""The watch as it runs: warnings in time, one watch at a time, and what it reckons anew by itself."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from devices.listener import deadlines
from devices.listener.deadlines import Deadlines
from domain.agreements import service as agreements
from domain.agreements.group_service import create_group
from domain.agreements.header import AgreementDraft
from domain.calendars import service as calendars
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.queries import calendar
from domain.errors import Overtaken
from domain.orders import promises
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.service import edit_order
from domain.parameters import service as parameters
from domain.parties.model import Customer
from domain.scheduling.model import Booking
from domain.scheduling.placing.service import place
from domain.sla import service as slas
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft
from domain.sla.model import LevelAction
from domain.store.journal import FACT_COLUMNS, FactRow, journal, to_fact
from domain.store.store import Store
from domain.store.tail import JournalTail
from domain.store.unit_of_work import UnitOfWork
from tests.devices.conftest import until
from tests.support.promised import sla
from tests.support.watches import begins
from tests.support.workshop import Workshop, build, order

ALWAYS = CalendarDraft(name="Always", windows=tuple(Window(day, 0, 1440) for day in range(7)), timezone="UTC")
#: Longer than any test: whatever happens within it has not waited for a look.
AN_HOUR = 3_600.0


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.run("setup", build)


@pytest.fixture
def watching(store: Store) -> Iterator[Callable[[], Deadlines]]:
    """Begins to watch, as often as it is called."""
    with begins(Deadlines, store) as begin:
        yield begin


def promise(work: UnitOfWork, *percents: int) -> int:
    """A minute to complete anything, around the clock; returns the id of the calendar."""
    calendar_id = calendars.create_calendar(work, ALWAYS)
    draft = sla("Minute", calendar_id, levels=tuple(LevelDraft(percent, LevelAction.NOTIFY) for percent in percents))
    targets = {(TargetKind.COMPLETION, priority): 1 for _, priority in draft.targets}
    slas.create_sla(work, type(draft)(draft.name, calendar_id, targets, draft.levels))
    return calendar_id


def facts(store: Store, kind: str) -> list[FactRow]:
    with store.read() as session:
        statement = select(*FACT_COLUMNS).where(journal.c.kind == kind).order_by(journal.c.id)
        return [to_fact(row) for row in session.execute(statement)]


def stage_of(store: Store, order_id: int) -> StageMeaning:
    with store.read() as session:
        return session.get_one(Order, order_id).stage.meaning


def test_warnings_are_heard_as_they_fall_due_in_turn_and_none_before(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", AN_HOUR)
    store.run("setup", promise, 5, 6)
    watching()
    heard: dict[int, datetime] = {}

    def hear(news: tuple[FactRow, ...]) -> None:
        for fact in news:
            if fact.kind == "order.promise_warned":
                heard[fact.after["percent"]] = datetime.now(UTC)

    tail = JournalTail(store, hear)
    try:
        order_id = store.run("kim", order, workshop)
        until(lambda: len(heard) == 2)
    finally:
        tail.close()
    with store.read() as session:
        opened = session.get_one(Order, order_id).opened_at.replace(microsecond=0)
    assert list(heard) == [5, 6]
    assert all(at >= opened + timedelta(minutes=1) * percent / 100 for percent, at in heard.items())


def test_of_two_watches_one_acts_and_the_other_takes_over(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines]
) -> None:
    store.run("setup", promise, 1, 2)
    first = Deadlines(store)
    first.start()
    watching()
    store.run("kim", order, workshop)
    until(lambda: len(facts(store, "order.promise_warned")) == 2)
    first.stop()
    store.run("kim", order, workshop)
    until(lambda: len(facts(store, "order.promise_warned")) == 4)


def test_a_changed_calendar_moves_what_is_promised_by_itself(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines]
) -> None:
    calendar_id = store.run("setup", promise)
    order_id = store.run("kim", order, workshop)
    with store.read() as session:
        version = calendar(session, calendar_id).version
        before = session.get_one(Order, order_id).due_at
    assert watching().watching.wait(15)
    closed = Window(datetime.now(UTC).weekday(), 0, 1)
    others = tuple(Window(day, 0, 1440) for day in range(7) if day != closed.weekday)
    draft = CalendarDraft(name="Always", windows=(closed, *others), timezone="UTC")
    store.run("admin", calendars.change_calendar, calendar_id, draft, version)

    def moved() -> bool:
        with store.read() as session:
            return session.get_one(Order, order_id).due_at != before

    until(moved)
    assert facts(store, "order.promise_changed")[-1].actor == "admin"


def test_another_sla_of_a_customer_moves_what_is_promised_by_itself(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines]
) -> None:
    calendar_id = store.run("setup", promise)
    order_id = store.run("kim", order, workshop)
    gold = store.run("setup", slas.create_sla, sla("Gold", calendar_id))
    assert watching().watching.wait(15)

    def favour(work: UnitOfWork) -> None:
        customer = work.get(Customer, work.get(Order, order_id).customer_id)
        customer.sla_id = gold
        work.note("customer.edited", customer)

    store.run("admin", favour)
    until(lambda: any(fact.after.get("completion", {}).get("sla_id") == gold for fact in promise_facts(store)))


def promise_facts(store: Store) -> list[FactRow]:
    return facts(store, "order.promise_changed")


def test_another_group_of_an_agreement_moves_what_is_promised_by_itself(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines]
) -> None:
    calendar_id = store.run("setup", promise)
    gold = store.run("setup", slas.create_sla, sla("Gold", calendar_id))
    store.run("kim", order, workshop)
    plain = AgreementDraft("Brewery", starts_on=date(2020, 1, 1))
    agreement_id = store.run("setup", agreements.create_agreement, 1, plain)
    group_id = store.run("setup", create_group, "Gold", gold)
    store.run("kim", put_under, agreement_id)
    assert watching().watching.wait(15)
    grouped = replace(plain, group_id=group_id)
    store.run("admin", agreements.change_agreement, agreement_id, grouped, 1)
    until(lambda: any(fact.after.get("completion", {}).get("sla_id") == gold for fact in promise_facts(store)))


def put_under(work: UnitOfWork, agreement_id: int) -> None:
    for present in work.session.scalars(select(Order)):
        edit_order(work, present.id, version=present.version, agreement_id=agreement_id)


def test_what_was_in_the_way_of_somebody_else_is_reckoned_again(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines], monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar_id = store.run("setup", promise)
    store.run("kim", order, workshop)
    assert watching().watching.wait(15)
    reckon, tried = promises.recompute_in_parts, threading.Event()

    def collide_first(*args: Any, **kwargs: Any) -> Iterator[promises.Part]:
        if not tried.is_set():
            tried.set()
            raise Overtaken("Somebody else was faster.")
        return reckon(*args, **kwargs)

    monkeypatch.setattr(promises, "recompute_in_parts", collide_first)
    with store.read() as session:
        version = calendar(session, calendar_id).version
    later = replace(ALWAYS, windows=tuple(Window(day, 0, 1) for day in range(7)))
    store.run("admin", calendars.change_calendar, calendar_id, later, version)
    assert tried.wait(15)
    until(lambda: bool(promise_facts(store)))


def test_an_order_whose_first_booking_has_started_is_in_progress(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines]
) -> None:
    order_id, later = store.run("kim", order, workshop), store.run("kim", order, workshop)
    watching()
    start = datetime.now(UTC) + timedelta(seconds=1)
    hour = timedelta(hours=1)
    store.run("kim", place, order_id, workshop.kim, start, start + hour, override=True)
    store.run("kim", place, later, workshop.lou, start + hour, start + 2 * hour, override=True)
    until(lambda: stage_of(store, order_id) is StageMeaning.ACTIVE)
    assert datetime.now(UTC) >= start
    assert stage_of(store, later) is StageMeaning.PLANNED
    changed = [each.actor for each in facts(store, "order.stage_changed") if each.subject_id == order_id]
    assert changed == ["kim", "clock"]


def test_the_rule_can_be_switched_off(store: Store, workshop: Workshop, watching: Callable[[], Deadlines]) -> None:
    store.run("admin", parameters.change, "stage_rules", ["placed"])
    store.run("setup", promise, 2)
    order_id = store.run("kim", order, workshop)
    watching()
    start = datetime.now(UTC)
    store.run("kim", place, order_id, workshop.kim, start, start + timedelta(hours=1), override=True)
    until(lambda: bool(facts(store, "order.promise_warned")))
    assert stage_of(store, order_id) is StageMeaning.PLANNED


def test_what_a_stage_refuses_is_left_alone_until_the_order_changes(
    store: Store, workshop: Workshop, watching: Callable[[], Deadlines]
) -> None:
    def demand(work: UnitOfWork) -> None:
        stage = work.get(Stage, workshop.stages[StageMeaning.ACTIVE])
        stage.required_fields = ["responsible"]
        work.note("stage.changed", stage)

    def fill(work: UnitOfWork) -> None:
        found = work.get(Order, order_id)
        found.responsible = "kim"
        work.note("order.edited", found)

    def book(work: UnitOfWork) -> None:
        start = work.now - timedelta(minutes=5)
        booking = Booking(
            order_id=order_id, technician_id=workshop.kim, start_at=start, finish_at=start + timedelta(hours=1)
        )
        work.add(booking, "booking.placed", order_id=order_id)

    store.run("setup", demand)
    order_id = store.run("kim", order, workshop)
    store.run("kim", book)
    watch = watching()
    assert watch.watching.wait(15)
    until(lambda: order_id in watch._refused)
    assert stage_of(store, order_id) is StageMeaning.NEW
    store.run("kim", fill)
    until(lambda: stage_of(store, order_id) is StageMeaning.ACTIVE)


def test_a_watch_stops_at_once_while_it_sleeps(
    watching: Callable[[], Deadlines], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", AN_HOUR)
    watch = watching()
    assert watch.watching.wait(15)
    ended = threading.Thread(target=watch.stop, daemon=True)
    ended.start()
    ended.join(15)
    assert not ended.is_alive()
