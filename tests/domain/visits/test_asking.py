"""Lines that go by a meter or a condition are due when these ask for it, once each time."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.agreements import line_service
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.meters.counter import Event
from domain.meters.reading_service import ReadingDraft, take_reading
from domain.meters.service import MeterDraft, create_meter
from domain.orders.model import Order, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.asking_service import ConditionDue, MeterDue
from domain.visits.condition_service import watch_condition
from domain.visits.copying import copy_agreement, copy_lines
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit, VisitCondition, VisitPlan, VisitStatus
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, remove_plan, set_plan
from domain.visits.preview import PreviewRow, preview
from domain.visits.queries import plan_draft, plans
from domain.visits.settling import settle_visits
from domain.visits.window import ClosedPolicy, Window, WindowKind
from tests.support.contract import BREWERY, FIRST, Contract, sign
from tests.support.workshop import Workshop

D = Decimal
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


@pytest.fixture
def meter(store: Store, workshop: Workshop) -> int:
    return store.run("setup", create_meter, workshop.asset, MeterDraft("Running hours", "h", rolls_over_at=10_000))


@pytest.fixture
def line(store: Store, workshop: Workshop, contract: Contract) -> int:
    draft = AgreementLineDraft(LineKind.FEE, "Oil", asset_id=workshop.asset)
    return store.run("setup", line_service.add_line, contract.agreement, draft)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)


def read(store: Store, meter: int, day: date, value: int, event: Event = Event.NONE) -> None:
    store.run("kim", take_reading, meter, ReadingDraft(noon(day), value, event))


def by_meter(meter: int, every: int = 250, **more: Any) -> PlanDraft:
    return PlanDraft(FIRST, meter=MeterDue(meter, every, **more), window=Window(closed=ClosedPolicy.KEEP))


def shown(store: Store, line: int, period: Period = YEAR) -> list[PreviewRow]:
    with store.read() as session:
        return list(preview(session, period, line_id=line))


def generate(store: Store, contract: Contract, line: int, period: Period = YEAR) -> int:
    return store.run("kim", generate_agreement, contract.agreement, period, line_id=line).visits


def visits(store: Store, line: int) -> list[Visit]:
    with store.read() as session:
        return list(session.scalars(select(Visit).where(Visit.agreement_line_id == line).order_by(Visit.id)))


def move(work: UnitOfWork, order_id: int, *meanings: StageMeaning) -> None:
    order = work.get(Order, order_id, lock=True)
    for meaning in meanings:
        enter_stage(work, order, stage_for(work, order, meaning))


def finish(store: Store, order_id: int) -> None:
    store.run("kim", move, order_id, StageMeaning.ACTIVE, StageMeaning.DONE)
    store.run("kim", settle_visits)


def refused(store: Store, field: str, function: Callable[..., object], *given: object) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


# --- by meter ---


def test_the_preview_says_from_which_units_and_speed_a_visit_follows(store: Store, line: int, meter: int) -> None:
    for week in range(4):
        read(store, meter, FIRST + timedelta(7 * week), 1000 + 56 * week)
    store.run("kim", set_plan, line, by_meter(meter, 418))
    (row,) = shown(store, line)
    assert row.due == date(2026, 1, 22) + timedelta(32)
    assert row.why == "By meter: 250 h in 32 days at 8 h a day"


def test_a_meter_that_was_never_read_asks_for_nothing(store: Store, line: int, meter: int) -> None:
    store.run("kim", set_plan, line, by_meter(meter))
    assert shown(store, line) == []


def test_the_day_stays_once_it_is_ordered_and_after_it_was_done_units_count_anew(
    store: Store, fixed_clock: FixedClock, contract: Contract, line: int, meter: int
) -> None:
    today = fixed_clock.now().date()
    read(store, meter, today - timedelta(20), 0)
    read(store, meter, today - timedelta(10), 100)
    store.run("kim", set_plan, line, by_meter(meter, 250, units_at_last=0))
    period = Period(today, today + timedelta(60))
    assert generate(store, contract, line, period) == 1
    (ordered,) = visits(store, line)
    assert (ordered.due_on, ordered.occurrence) == (today + timedelta(5), 1)
    read(store, meter, today - timedelta(1), 240)
    assert [row.why for row in shown(store, line, period)] == ["The visit exists already"]
    assert generate(store, contract, line, period) == 0
    finish(store, ordered.order_id)
    fixed_clock.advance(timedelta(20))
    read(store, meter, today + timedelta(10), 350)
    assert generate(store, contract, line, Period(today, today + timedelta(60))) == 1
    following = visits(store, line)[1]
    assert following.occurrence == 2
    assert today + timedelta(20) < following.due_on < today + timedelta(40)


def test_a_cancelled_visit_is_not_made_again_and_the_next_is_as_many_units_later(
    store: Store, contract: Contract, line: int, meter: int
) -> None:
    read(store, meter, FIRST, 0)
    read(store, meter, FIRST + timedelta(10), 100)
    store.run("kim", set_plan, line, by_meter(meter, 200))
    generate(store, contract, line)
    (first,) = visits(store, line)
    store.run("kim", move, first.order_id, StageMeaning.CANCELLED)
    assert generate(store, contract, line) == 1
    second = visits(store, line)[1]
    assert (second.due_on - first.due_on, second.occurrence) == (timedelta(20), 2)


def test_calendar_or_meter_whichever_comes_first(store: Store, contract: Contract, line: int, meter: int) -> None:
    read(store, meter, FIRST, 0)
    read(store, meter, FIRST + timedelta(10), 10)
    draft = replace(by_meter(meter, 20), interval_id=contract.monthly, last_done_on=FIRST - timedelta(1))
    store.run("kim", set_plan, line, draft)
    (row,) = shown(store, line)
    assert (row.due, row.why) == (FIRST + timedelta(20), "By meter: 10 h in 10 days at 1 h a day")
    store.run("kim", set_plan, line, replace(draft, meter=MeterDue(meter, 200)), 1)
    (row,) = shown(store, line)
    assert (row.due, row.why) == (date(2026, 1, 31), "On its due day")


def test_a_tolerance_is_a_window(store: Store, line: int, meter: int) -> None:
    read(store, meter, FIRST, 0)
    read(store, meter, FIRST + timedelta(10), 100)
    store.run("kim", set_plan, line, by_meter(meter, 200, tolerance=30))
    (row,) = shown(store, line)
    assert row.earliest is not None
    assert row.latest is not None
    assert (row.earliest.date(), row.latest.date()) == (date(2026, 1, 17), date(2026, 1, 24))


def test_what_is_reached_before_the_agreement_begins_is_due_when_it_does(store: Store, line: int, meter: int) -> None:
    read(store, meter, FIRST - timedelta(40), 0)
    read(store, meter, FIRST - timedelta(20), 400)
    store.run("kim", set_plan, line, by_meter(meter, 200, units_at_last=0))
    (row,) = shown(store, line)
    assert (row.due, row.why) == (FIRST, "By meter: 200 h beyond what was agreed")


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True))
def test_readings_in_any_number_and_order_ask_once(
    store: Store, workshop: Workshop, contract: Contract, days: list[int]
) -> None:
    draft = AgreementLineDraft(LineKind.FEE, "Oil", asset_id=workshop.asset)
    line = store.run("kim", line_service.add_line, contract.agreement, draft)
    meter = store.run("kim", create_meter, workshop.asset, MeterDraft(f"Hours {line}", "h"))
    store.run("kim", set_plan, line, by_meter(meter, 50))
    for number in days:
        read(store, meter, FIRST + timedelta(number), number * number)
        generate(store, contract, line)
    assert len(visits(store, line)) <= 1
    assert generate(store, contract, line) == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"every": 0}, "every_units"),
        ({"every": "x"}, "every_units"),
        ({"tolerance": 250}, "meter_tolerance"),
        ({"tolerance": -1}, "meter_tolerance"),
        ({"units_at_last": 101}, "units_at_last"),
    ],
)
def test_a_meter_that_makes_no_sense_is_refused(
    store: Store, line: int, meter: int, more: dict[str, Any], field: str
) -> None:
    read(store, meter, FIRST, 100)
    refused(store, field, set_plan, line, by_meter(meter, **{"every": 250, **more}))


def test_a_meter_is_one_of_the_asset_of_the_line(
    store: Store, workshop: Workshop, contract: Contract, line: int, meter: int
) -> None:
    other = store.run("kim", create_meter, workshop.other_asset, MeterDraft("Hours", "h"))
    refused(store, "meter", set_plan, line, by_meter(other))
    draft = replace(by_meter(meter), site_id=workshop.site)
    refused(store, "meter", set_plan, contract.cellar, draft, 1)
    both = replace(by_meter(meter), condition=ConditionDue("heat", 80))
    refused(store, "metric", set_plan, line, both)


# --- by condition ---

HOT = ConditionDue("heat", 80, hold=timedelta(minutes=10), gap=5)
BY_HEAT = PlanDraft(FIRST, condition=HOT, window=Window(WindowKind.DAYS, 0, 5))


def heat(store: Store, line: int, *values: tuple[int, int], until: int | None = None) -> int:
    """Hand over values, each so many minutes after the condition was set."""
    with store.read() as session:
        found = select(VisitCondition).join(VisitPlan).where(VisitPlan.agreement_line_id == line)
        condition = session.scalars(found).one()
    start = store.clock.now()
    readings: Iterable[tuple[datetime, Decimal]] = [(start + timedelta(minutes=at), D(value)) for at, value in values]
    end = start + timedelta(minutes=max(at for at, _ in values) if until is None else until)
    return store.run("watch", watch_condition, condition.id, readings, end)


def test_a_condition_asks_once_until_it_was_back_and_makes_a_visit_that_day(
    store: Store, contract: Contract, line: int
) -> None:
    store.run("kim", set_plan, line, BY_HEAT)
    today = store.clock.now().date()
    period = Period(today - timedelta(1), today + timedelta(30))
    assert shown(store, line, period) == []
    assert heat(store, line, (1, 81), (5, 85)) == 0
    assert heat(store, line, (5, 85), (12, 90), (20, 99)) == 1
    assert heat(store, line, (1, 81), (30, 99)) == 0
    (row,) = shown(store, line, period)
    assert (row.due, row.why) == (today, "By condition: heat above 80")
    assert generate(store, contract, line, period) == 1
    assert generate(store, contract, line, period) == 0
    (visit,) = visits(store, line)
    assert (visit.due_on, visit.occurrence) == (today, 1)


def test_what_asked_before_the_work_was_done_is_answered_by_it(
    store: Store, fixed_clock: FixedClock, contract: Contract, line: int
) -> None:
    store.run("kim", set_plan, line, BY_HEAT)
    today = fixed_clock.now().date()
    period = Period(today - timedelta(1), today + timedelta(30))
    heat(store, line, (1, 81), (12, 70), (13, 90), (30, 90))
    assert generate(store, contract, line, period) == 1
    (visit,) = visits(store, line)
    assert visit.occurrence == 2
    fixed_clock.advance(timedelta(hours=1))
    finish(store, visit.order_id)
    assert generate(store, contract, line, period) == 0
    assert visits(store, line)[0].status is VisitStatus.DONE
    assert heat(store, line, (1, 70), (2, 90), (20, 90)) == 1
    assert generate(store, contract, line, period) == 1
    assert visits(store, line)[1].occurrence == 3


def test_a_value_that_stays_is_seen_without_further_readings(store: Store, line: int) -> None:
    store.run("kim", set_plan, line, BY_HEAT)
    assert heat(store, line, (1, 81)) == 0
    assert heat(store, line, (1, 81), until=11) == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"metric": " "}, "metric"),
        ({"limit": "hot"}, "limit"),
        ({"hold": timedelta(-1)}, "hold"),
        ({"gap": -1}, "gap"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(store: Store, line: int, more: dict[str, Any], field: str) -> None:
    refused(store, field, set_plan, line, replace(BY_HEAT, condition=replace(HOT, **more)))


def test_a_condition_is_part_of_its_plan(store: Store, workshop: Workshop, contract: Contract, line: int) -> None:
    store.run("kim", set_plan, line, BY_HEAT)
    draft = _plan(store, line)
    assert draft.condition == replace(HOT, limit=D(80), gap=D(5))
    store.run("kim", set_plan, line, replace(draft, condition=replace(HOT, limit=85)), 1)
    with pytest.raises(Overtaken):
        store.run("kim", set_plan, line, draft, 1)
    store.run("kim", set_plan, line, replace(draft, condition=None, interval_id=contract.monthly), 2)
    assert _plan(store, line).condition is None
    store.run("kim", set_plan, line, draft, 3)
    store.run("kim", remove_plan, line, 4)
    with store.read() as session:
        assert session.scalars(select(VisitCondition)).all() == []
    refused(store, "metric", set_plan, contract.cellar, replace(BY_HEAT, site_id=workshop.site), 1)


def test_what_is_measured_stays_with_its_asset_when_lines_are_copied(
    store: Store, contract: Contract, line: int, meter: int
) -> None:
    store.run("kim", set_plan, line, by_meter(meter, 250))
    store.run("kim", copy_lines, contract.agreement, [line])
    other = store.run("kim", copy_agreement, contract.agreement, BREWERY, date(2027, 1, 1))
    with store.read() as session:
        copied = [row.draft for row in plans(session, contract.agreement) if row.line == "Oil"]
        assert [draft.meter for draft in copied if draft] == [MeterDue(meter, D(250), D(0))] * 2
        assert len([row for row in plans(session, other) if row.line == "Oil"]) == 2


def _plan(store: Store, line: int) -> PlanDraft:
    with store.read() as session:
        return plan_draft(session.scalars(select(VisitPlan).where(VisitPlan.agreement_line_id == line)).one())
