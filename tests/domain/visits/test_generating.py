"""Visits become orders: each once, in any split of a period, by several at once, and nothing silently left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.orders.content import OrderLine, OrderTask
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.orders.promise_model import Promise
from domain.orders.types import switch_type
from domain.sla.standard import make_standard_sla
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.basis import Basis
from domain.visits.generating import generate, generate_agreement
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.model import Visit, VisitStatus, VisitTrouble
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.preview import preview
from domain.visits.settling import settle_visits
from domain.visits.window import Window, WindowKind
from tests.support.contract import BREWERY, Contract, sign
from tests.support.together import in_threads
from tests.support.workshop import Workshop

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def make(store: Store, period: Period = SPRING) -> int:
    parts = list(generate(store, "kim", period))
    return parts[-1].made.visits


def visits(store: Store) -> list[Visit]:
    with store.read() as session:
        return list(session.scalars(select(Visit).order_by(Visit.due_on, Visit.agreement_line_id)))


def move(work: UnitOfWork, order_id: int, meaning: StageMeaning) -> None:
    order = work.get(Order, order_id, lock=True)
    enter_stage(work, order, stage_for(work, order, meaning))


def finish(store: Store, order_id: int) -> None:
    for meaning in (StageMeaning.ACTIVE, StageMeaning.DONE):
        store.run("kim", move, order_id, meaning)


def test_an_order_has_what_agreement_line_and_task_say(store: Store, workshop: Workshop, contract: Contract) -> None:
    store.run("kim", generate_agreement, contract.agreement, SPRING, line_id=contract.chiller)
    first = visits(store)[0]
    with store.read() as session:
        order = session.get_one(Order, first.order_id)
        assert (order.title, order.origin, order.minutes) == ("Service of the chiller", Origin.AGREEMENT, 90)
        assert (order.internal_note, order.external_note) == ("Ring twice", "Thank you")
        assert (order.agreement_id, order.agreement_line_id) == (contract.agreement, contract.chiller)
        assert (order.asset_id, order.preferred_technician_id) == (workshop.asset, workshop.kim)
        assert [skill.id for skill in order.skills] == [workshop.skill]
        lines = session.scalars(select(OrderLine).where(OrderLine.order_id == order.id).order_by(OrderLine.position))
        told = [(line.text, line.quantity, line.note, line.agreement_line_id, line.origin) for line in lines]
        assert told == [
            ("Work", Decimal(1), "", None, Origin.AGREEMENT),
            ("Filter", Decimal(2), "Fine", contract.chiller, Origin.AGREEMENT),
        ]
        assert session.scalars(select(OrderTask.name).where(OrderTask.order_id == order.id)).all() == [
            "Check the circuit"
        ]
    assert (first.due_on, first.planned_on, first.status) == (date(2026, 4, 30), date(2026, 4, 30), VisitStatus.ORDERED)
    assert first.latest - first.earliest == timedelta(days=1)


def test_every_line_is_of_the_day_of_its_visit(store: Store, contract: Contract) -> None:
    make(store)
    with store.read() as session:
        days = session.execute(
            select(Visit.planned_on, OrderLine.done_on).join(OrderLine, OrderLine.order_id == Visit.order_id)
        ).all()
    assert len(days) > len(visits(store))
    assert all(planned == done for planned, done in days)


def test_what_is_promised_of_a_visit_counts_from_its_window(store: Store, contract: Contract) -> None:
    store.run("setup", make_standard_sla, "DE")
    make(store)
    with store.read() as session:
        found = session.execute(
            select(Visit.earliest, Promise.deadline, Promise.started_at, Promise.state, Order.due_at)
            .join(Order, Order.id == Visit.order_id)
            .join(Promise, Promise.order_id == Order.id)
        ).all()
    assert found
    for earliest, deadline, started, state, due in found:
        assert deadline is not None
        assert due is not None
        assert earliest <= started < deadline
        assert state == "due"
        assert due > earliest


def test_an_agreement_that_begins_later_is_generated_ahead(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    later = date(2028, 1, 1)
    agreement = store.run("kim", service.create_agreement, BREWERY, AgreementDraft("Next", later))
    draft = AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset)
    line = store.run("kim", line_service.add_line, agreement, draft)
    store.run("kim", set_plan, line, PlanDraft(later))
    assert make(store, Period(later, later)) == 1


def test_generating_twice_makes_nothing_twice(store: Store, contract: Contract) -> None:
    made = make(store)
    before = [(each.id, each.order_id) for each in visits(store)]
    assert make(store) == 0
    assert made == len(before) == 9
    assert [(each.id, each.order_id) for each in visits(store)] == before


def test_what_is_previewed_is_what_is_made(store: Store, contract: Contract) -> None:
    with store.read() as session:
        rows = [row for row in preview(session, SPRING) if row.order is not None]
    make(store)
    assert sorted((row.line_id, row.due, row.day) for row in rows) == sorted(
        (each.agreement_line_id, each.due_on, each.planned_on) for each in visits(store)
    )
    with store.read() as session:
        assert {row.why for row in preview(session, SPRING)} == {"The visit exists already"}


def test_visits_that_go_together_are_one_order_whenever_they_are_made(store: Store, contract: Contract) -> None:
    plan = PlanDraft(date(2026, 1, 31), contract.monthly, window=Window(WindowKind.MONTH), task_id=contract.task)
    store.run("kim", set_plan, contract.chiller, plan, 1)
    for line in contract.lines:
        store.run("kim", generate_agreement, contract.agreement, SPRING, line_id=line)
    by_day: dict[date, set[int]] = {}
    for each in visits(store):
        by_day.setdefault(each.planned_on, set()).add(each.order_id)
    assert all(len(orders) == 1 for orders in by_day.values())
    together = [each for each in visits(store) if each.planned_on == date(2026, 4, 27)]
    assert len(together) == 2
    with store.read() as session:
        order = session.get_one(Order, together[0].order_id)
        assert (order.minutes, order.internal_note) == (150, "Ring twice")


def test_two_at_once_make_each_visit_once(store: Store, workshop: Workshop, contract: Contract) -> None:
    for _ in range(3):
        store.run("setup", sign_more, workshop, contract)
    url = store.engine.url.render_as_string(hide_password=False)
    others = [Store.open(url, store.clock) for _ in range(2)]
    try:
        assert in_threads(*(lambda other=other: make(other) for other in others)) == []
    finally:
        for other in others:
            other.close()
    keys = [(each.agreement_line_id, each.due_on) for each in visits(store)]
    assert len(keys) == len(set(keys)) == 9 + 3 * 3
    with store.read() as session:
        orders = session.scalars(select(Order.id)).all()
    assert set(orders) == {each.order_id for each in visits(store)}


def test_it_can_be_stopped_between_two_agreements(store: Store, workshop: Workshop, contract: Contract) -> None:
    store.run("setup", sign_more, workshop, contract)
    first = next(generate(store, "kim", SPRING, at_once=1))
    assert (first.done, first.total, first.made.visits) == (1, 2, 9)
    assert len(visits(store)) == 9
    assert make(store) == 3


def test_what_is_refused_stays_in_a_list_until_it_is_made(store: Store, contract: Contract) -> None:
    store.run("kim", switch_type, contract.order_type, active=False)
    (*_, last) = generate(store, "kim", SPRING)
    assert (last.made.visits, last.made.troubles) == (6, 3)
    with store.read() as session:
        reasons = session.execute(select(VisitTrouble.due_on, VisitTrouble.reason)).all()
    assert [due for due, _ in reasons] == [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]
    assert {reason for _, reason in reasons} == {"The order type “Chiller service” is not in use any more."}
    store.run("kim", switch_type, contract.order_type, active=True)
    assert make(store) == 3
    with store.read() as session:
        assert session.scalars(select(VisitTrouble)).all() == []


def test_an_asset_that_was_sold_is_trouble_and_no_order(store: Store, workshop: Workshop, contract: Contract) -> None:
    store.run("kim", sell, workshop)
    store.run("kim", generate_agreement, contract.agreement, SPRING, line_id=contract.chiller)
    with store.read() as session:
        assert set(session.scalars(select(VisitTrouble.reason))) == {"This belongs to another customer than the order."}
        assert session.scalars(select(Order.id)).all() == []


def test_a_cancelled_visit_is_not_made_again_unless_its_order_is_brought_back(store: Store, contract: Contract) -> None:
    make(store)
    first = visits(store)[0]
    store.run("kim", move, first.order_id, StageMeaning.CANCELLED)
    assert make(store) == 0
    assert store.run("kim", settle_visits) == 1
    assert store.run("kim", settle_visits) == 0
    assert visits(store)[0].status is VisitStatus.CANCELLED
    with store.read() as session:
        assert next(iter(preview(session, SPRING))).why == "The visit was cancelled before"
    store.run("kim", move, first.order_id, StageMeaning.NEW)
    assert store.run("kim", settle_visits) == 1
    assert visits(store)[0].status is VisitStatus.ORDERED


def test_what_is_due_from_the_last_completion_follows_the_day_it_was_done(store: Store, contract: Contract) -> None:
    plan = PlanDraft(date(2026, 1, 31), contract.monthly, Basis.FLOATING)
    store.run("kim", set_plan, contract.chiller, plan, 1)
    far = replace(SPRING, last=date(2027, 6, 30))
    store.run("kim", generate_agreement, contract.agreement, far, line_id=contract.chiller)
    (only,) = visits(store)
    finish(store, only.order_id)
    store.run("kim", settle_visits)
    (only,) = visits(store)
    assert (only.status, only.done_on) == (VisitStatus.DONE, store.clock.now().date())
    store.run("kim", generate_agreement, contract.agreement, far, line_id=contract.chiller)
    assert only.done_on is not None
    _, following = visits(store)
    assert timedelta(days=27) < following.due_on - only.done_on < timedelta(days=33)


def test_doing_one_early_shifts_none_of_the_others(store: Store, contract: Contract) -> None:
    make(store, Period(date(2026, 4, 1), date(2026, 4, 30)))
    finish(store, visits(store)[0].order_id)
    make(store)
    dues = [each.due_on for each in visits(store) if each.agreement_line_id == contract.chiller]
    assert dues == [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(1, 59), max_size=3, unique=True), again=st.booleans())
def test_any_split_of_a_period_makes_the_same_visits(
    store: Store, workshop: Workshop, cuts: list[int], again: bool
) -> None:
    contract = store.run("setup", sign_alike, workshop, datetime.now(UTC).isoformat())
    first = date(2026, 4, 1)
    with store.read() as session:
        period = Period(first, first + timedelta(days=60))
        rows = [row for row in preview(session, period, agreement_id=contract) if row.order is not None]
    days = [0, *sorted(cuts), 61]
    for since, until in pairwise(days):
        part = Period(first + timedelta(days=since), first + timedelta(days=until - 1))
        for _ in range(1 + again):
            store.run("kim", generate_agreement, contract, part)
    with store.read() as session:
        made = session.execute(
            select(Visit.agreement_line_id, Visit.due_on, Visit.planned_on, Visit.order_id)
            .join(Order, Order.id == Visit.order_id)
            .where(Order.agreement_id == contract)
        ).all()
    assert sorted((line, due, day) for line, due, day, _ in made) == sorted(
        (row.line_id, row.due, row.day) for row in rows
    )
    assert len({order for *_, order in made}) == len({row.order for row in rows})


def sign_more(work: UnitOfWork, workshop: Workshop, contract: Contract) -> None:
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Basic", date(2026, 1, 1)))
    line = line_service.add_line(work, agreement, AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset))
    set_plan(work, line, PlanDraft(date(2026, 1, 1), contract.monthly))


def sign_alike(work: UnitOfWork, workshop: Workshop, name: str) -> int:
    """Windows of days, weeks and a month that pull each other together."""
    monthly = create_interval(work, IntervalDraft(f"Monthly {name}", Interval((Rule(Unit.MONTH),))))
    weekly = create_interval(work, IntervalDraft(f"Weekly {name}", Interval((Rule(Unit.WEEK),))))
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Alike", date(2026, 1, 1)))
    for interval, window in (
        (monthly, Window(WindowKind.MONTH)),
        (weekly, Window(WindowKind.WEEK)),
        (monthly, Window(WindowKind.DAYS, 3, 3)),
    ):
        line = line_service.add_line(work, agreement, AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset))
        set_plan(work, line, PlanDraft(date(2026, 1, 30), interval, window=window))
    return agreement


def sell(work: UnitOfWork, workshop: Workshop) -> None:
    asset, other = work.get(Asset, workshop.asset), work.get(Asset, workshop.other_asset)
    asset.customer_id, asset.site_id = other.customer_id, other.site_id
    work.note("asset.changed", asset)
