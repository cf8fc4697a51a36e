"""Orders follow their visits that are planned anew, part with them and meet others, or end."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from domain.agreements import line_service
from domain.agreements.amendment_service import AmendmentDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window as Hours
from domain.calendars.service import create_calendar
from domain.catalogue.model import LineKind
from domain.clock import FixedClock
from domain.orders.content import OrderLine
from domain.orders.model import StageMeaning
from domain.orders.promise_model import Promise
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.sla.standard import make_standard_sla
from domain.store.history import facts_of
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.amending import amend
from domain.visits.combine import Combine
from domain.visits.model import AgreementPlanning
from domain.visits.moving import move_order
from domain.visits.plan_service import PlanningDraft, set_planning
from domain.visits.replan import Action
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.visits.window import Window, WindowKind
from tests.support.contract import Contract
from tests.support.replanning import DAY, change, done, order_of, pairs, shown, signed, texts, together, visits
from tests.support.workshop import Workshop

KEEP, STAY, MOVE, ADD, REMOVE, CHANGE = Action


@pytest.fixture
def contract(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Contract:
    return signed(store, workshop, fixed_clock)


def test_an_order_follows_its_visit_to_another_day(store: Store, contract: Contract) -> None:
    store.run("setup", make_standard_sla, "DE")
    store.run("kim", close_sundays, contract)
    before = visits(store, contract.chiller)
    rows = shown(store, contract)
    moves = [row for row in rows if row.action is MOVE]
    assert [(row.before, row.after) for row in moves] == [(date(2026, 5, 31), date(2026, 6, 1))]
    assert moves[0].order == order_of(store, before[2]).number
    done(store, contract)
    after = visits(store, contract.chiller)
    assert [(each.id, each.order_id, each.due_on) for each in after] == [
        (each.id, each.order_id, each.due_on) for each in before
    ]
    moved = after[2]
    assert (moved.planned_on, moved.earliest) == (date(2026, 6, 1), datetime(2026, 5, 31, 22, tzinfo=UTC))
    with store.read() as session:
        promises = session.scalars(select(Promise).where(Promise.order_id == moved.order_id)).all()
        lines = session.scalars(select(OrderLine).where(OrderLine.order_id == moved.order_id)).all()
        facts = facts_of(session, "order", [moved.order_id])
    (replanned,) = (tell(fact, Wording({}, str)) for fact in facts if fact.kind == "order.replanned")
    assert promises
    assert all(promise.started_at >= moved.earliest for promise in promises)
    assert date(2026, 6, 1) in {line.done_on for line in lines}
    assert replanned.startswith("Visits planned anew, now from 2026-05-31 22:00")
    assert {row.action for row in shown(store, contract)} == {KEEP}


def test_a_visit_that_keeps_its_day_may_be_at_the_times_agreed_on_now(store: Store, contract: Contract) -> None:
    by_hand, *others = visits(store, contract.chiller)
    store.run("kim", move_order, by_hand.order_id, by_hand.planned_on, date(2026, 4, 8))
    by_hand = visits(store, contract.chiller)[0]
    change(store, contract.chiller, window=Window(WindowKind.DAYS, 0, 2))
    rows = [row for row in shown(store, contract) if row.line_id == contract.chiller]
    assert [row.action for row in rows] == [STAY, CHANGE, CHANGE, CHANGE]
    assert {row.why for row in rows[1:]} == {"It may be at other times now"}
    done(store, contract)
    kept, *after = visits(store, contract.chiller)
    assert (kept.earliest, kept.latest) == (by_hand.earliest, by_hand.latest)
    for each, before in zip(after, others, strict=True):
        assert (each.id, each.order_id, each.planned_on) == (before.id, before.order_id, before.planned_on)
        assert (each.earliest, each.latest) == (before.earliest, before.latest + 2 * DAY)
    assert {row.action for row in shown(store, contract)} == {KEEP, STAY}


def test_orders_part_and_meet_as_visits_go_together_otherwise(store: Store, contract: Contract) -> None:
    together(store, contract)
    met = {each[0].planned_on for each in pairs(store) if len(each) == 2}
    assert met
    planning = store.run("kim", set_planning, contract.agreement, PlanningDraft(combine=Combine.LINE))
    assert "It goes on another order" in {row.why for row in shown(store, contract)}
    done(store, contract)
    assert {len(each) for each in pairs(store)} == {1}
    for visit in visits(store):
        agreed = {"Work", "Filter"} if visit.agreement_line_id == contract.chiller else {"Look around"}
        assert texts(store, visit.order_id) == agreed
    with store.read() as session:
        version = session.get_one(AgreementPlanning, planning).version
    store.run("kim", set_planning, contract.agreement, PlanningDraft(), version)
    done(store, contract)
    assert {each[0].planned_on for each in pairs(store) if len(each) == 2} == met
    assert {row.action for row in shown(store, contract)} == {KEEP}


def test_an_order_that_loses_one_of_its_visits_says_so(store: Store, contract: Contract) -> None:
    together(store, contract)
    of_day = next(each for each in pairs(store) if len(each) == 2)
    store.run("kim", line_service.stop_line, contract.cellar)
    done(store, contract)
    (left,) = (each for each in visits(store) if each.order_id == of_day[0].order_id)
    assert left.agreement_line_id == contract.chiller
    order = order_of(store, left)
    assert (order.title, order.minutes, order.stage.meaning) == ("Service of the chiller", 90, StageMeaning.NEW)
    assert texts(store, order.id) == {"Work", "Filter"}


def test_an_order_that_would_have_other_work_is_made_anew(store: Store, contract: Contract) -> None:
    together(store, contract)
    of_day = next(each for each in pairs(store) if len(each) == 2)
    store.run("kim", line_service.stop_line, contract.chiller)
    assert done(store, contract).cancelled == 4
    (left,) = (each for each in visits(store) if each.planned_on == of_day[0].planned_on)
    assert (left.agreement_line_id, left.order_id == of_day[0].order_id) == (contract.cellar, False)
    assert texts(store, left.order_id) == {"Look around"}


def test_another_task_makes_the_order_anew_and_another_technician_does_not(
    store: Store, workshop: Workshop, contract: Contract, fixed_clock: FixedClock
) -> None:
    before = visits(store, contract.chiller)
    change(store, contract.chiller, technician_id=workshop.lou)
    fixed_clock.advance(DAY)
    rows = shown(store, contract)
    assert {row.why for row in rows if row.action is CHANGE} == {"Another technician is preferred now"}
    done(store, contract)
    assert [each.order_id for each in visits(store, contract.chiller)] == [each.order_id for each in before]
    assert order_of(store, before[0]).preferred_technician_id == workshop.lou
    assert {row.action for row in shown(store, contract)} == {KEEP}
    task = store.run("kim", create_task, ServiceTaskDraft("Look", None))
    change(store, contract.chiller, task_id=task)
    fixed_clock.advance(DAY)
    assert {row.why for row in shown(store, contract) if row.action is CHANGE} == {"Another service is done now"}
    done(store, contract)
    after = visits(store, contract.chiller)
    assert [each.planned_on for each in after] == [each.planned_on for each in before]
    assert {order_of(store, each).title for each in after} == {"Look"}
    assert {order_of(store, each).stage.meaning for each in before} == {StageMeaning.CANCELLED}
    assert {row.action for row in shown(store, contract)} == {KEEP}


def test_an_amendment_alone_leaves_orders_as_they_are_and_another_task_before_or_after_it_does_not(
    store: Store, workshop: Workshop, contract: Contract, fixed_clock: FixedClock
) -> None:
    dearer(store, workshop, contract, contract.chiller, date(2026, 5, 1))
    fixed_clock.advance(DAY)
    assert {row.action for row in shown(store, contract)} == {KEEP}
    (line,) = {each.agreement_line_id for each in visits(store)} - {contract.chiller, contract.cellar}
    change(store, line, task_id=store.run("kim", create_task, ServiceTaskDraft("Look", None)))
    dearer(store, workshop, contract, line, date(2026, 6, 1))
    fixed_clock.advance(DAY)
    changed = [row.before for row in shown(store, contract) if row.action is CHANGE]
    assert changed == [date(2026, 5, 31), date(2026, 6, 30)]


def dearer(store: Store, workshop: Workshop, contract: Contract, line_id: int, since: date) -> None:
    """Let another line take the place of one from a day on."""
    with store.read() as session:
        version = session.get_one(Agreement, contract.agreement).version
    instead = AgreementLineDraft(LineKind.ITEM, f"Filter from {since}", asset_id=workshop.asset)
    draft = AmendmentDraft(since, "Dearer filters", lines=((line_id, instead),))
    store.run("kim", amend, contract.agreement, version, draft)


def close_sundays(work: UnitOfWork, contract: Contract) -> None:
    """Let the agreement have a calendar of which Sundays are no part; the last of May is one."""
    week = tuple(Hours(weekday, 480, 960) for weekday in range(6))
    calendar = create_calendar(work, CalendarDraft("Six days", week))
    set_planning(work, contract.agreement, PlanningDraft(calendar_id=calendar))
