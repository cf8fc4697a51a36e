"""Whatever is agreed, orders are made in any parts of a period: the same visits, each once, where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import AgreementLine
from domain.catalogue.model import LineKind
from domain.scheduling.placing.service import cancel_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate
from domain.visits.interval import Interval, Last, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.model import Visit
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.preview import preview
from domain.visits.window import ClosedPolicy, Window, WindowKind
from tests.support.contract import BREWERY
from tests.support.workshop import Workshop

FIRST, LAST = date(2026, 3, 15), date(2026, 11, 14)
BERLIN = ZoneInfo("Europe/Berlin")
RULES = {
    "weekly": Rule(Unit.WEEK),
    "monthly": Rule(Unit.MONTH),
    "last": Rule(Unit.MONTH, last=Last.DAY),
    "friday": Rule(Unit.MONTH, weekdays=(4,), nth=(-1,)),
    "yearly": Rule(Unit.YEAR),
}


@dataclass(frozen=True)
class Promised:
    """A line as it is agreed; its days are counted from the first of the period."""

    rule: str
    anchor: int
    begins: int
    lasts: int
    window: Window


days = st.integers(-60, 200)
windows = st.builds(
    Window,
    st.sampled_from(WindowKind),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([None, time(2, 30), time(8)]),
    st.sampled_from([None, time(17)]),
    st.sampled_from([ClosedPolicy.LATER, ClosedPolicy.KEEP]),
)
promises = st.builds(Promised, st.sampled_from(sorted(RULES)), days, days, st.integers(0, 250), windows)
cuts = st.lists(st.integers(1, (LAST - FIRST).days), max_size=3, unique=True)
names = count()


def agree(work: UnitOfWork, workshop: Workshop, lines: Sequence[Promised]) -> int:
    agreement = service.create_agreement(
        work, BREWERY, AgreementDraft("Any", FIRST - timedelta(30), LAST - timedelta(20))
    )
    for each in lines:
        begins = max(FIRST + timedelta(each.begins), FIRST - timedelta(30))
        ends = min(begins + timedelta(each.lasts), LAST - timedelta(20))
        draft = AgreementLineDraft(
            LineKind.FEE, "Look", asset_id=workshop.asset, starts_on=min(begins, ends), ends_on=ends
        )
        line = line_service.add_line(work, agreement, draft)
        interval = create_interval(work, IntervalDraft(f"{each.rule} {next(names)}", Interval((RULES[each.rule],))))
        set_plan(work, line, PlanDraft(FIRST + timedelta(each.anchor), interval, window=each.window))
    return agreement


def make(store: Store, agreement: int, splits: Sequence[int]) -> None:
    """All of the period, part by part and the last of them twice."""
    starts = [0, *sorted(splits), (LAST - FIRST).days + 1]
    parts = [Period(FIRST + timedelta(since), FIRST + timedelta(until - 1)) for since, until in pairwise(starts)]
    for part in (*parts, parts[-1]):
        for _ in generate(store, "kim", part, [agreement]):
            pass


def visits(store: Store, agreement: int) -> list[Visit]:
    with store.read() as session:
        mine = select(AgreementLine.id).where(AgreementLine.agreement_id == agreement)
        return list(session.scalars(select(Visit).where(Visit.agreement_line_id.in_(mine)).order_by(Visit.id)))


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(promises, min_size=1, max_size=3), splits=cuts)
def test_any_parts_make_what_the_preview_of_the_whole_shows(
    store: Store, workshop: Workshop, lines: list[Promised], splits: list[int]
) -> None:
    agreement = store.run("setup", agree, workshop, lines)
    with store.read() as session:
        rows = [row for row in preview(session, Period(FIRST, LAST), agreement_id=agreement) if row.order is not None]
    make(store, agreement, splits)
    made = visits(store, agreement)
    assert sorted((each.agreement_line_id, each.due_on, each.planned_on, each.earliest) for each in made) == sorted(
        (row.line_id, row.due, row.day, row.earliest) for row in rows
    )
    assert len({each.order_id for each in made}) == len({row.order for row in rows})
    with store.read() as session:
        held = {line.id: (line.starts_on, line.ends_on) for line in session.scalars(select(AgreementLine))}
    for each in made:
        starts, ends = held[each.agreement_line_id]
        assert starts is not None
        assert ends is not None
        assert starts <= each.due_on <= ends
        assert starts <= each.planned_on <= ends


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(promises, min_size=1, max_size=2), splits=cuts, which=st.integers(0, 99))
def test_what_was_cancelled_is_not_made_again(
    store: Store, workshop: Workshop, lines: list[Promised], splits: list[int], which: int
) -> None:
    agreement = store.run("setup", agree, workshop, lines)
    make(store, agreement, [])
    before = visits(store, agreement)
    if before:
        store.run("kim", cancel_order, before[which % len(before)].order_id)
    make(store, agreement, splits)
    assert [each.id for each in visits(store, agreement)] == [each.id for each in before]


@pytest.mark.parametrize(
    ("due", "starts", "ends"),
    [
        (date(2026, 3, 28), "07:00+00:00", "16:00+00:00"),
        (date(2026, 3, 29), "06:00+00:00", "15:00+00:00"),
        (date(2026, 10, 24), "06:00+00:00", "15:00+00:00"),
        (date(2026, 10, 25), "07:00+00:00", "16:00+00:00"),
    ],
)
def test_the_clock_on_the_wall_is_meant_in_summer_and_winter(
    store: Store, workshop: Workshop, due: date, starts: str, ends: str
) -> None:
    daily = store.run("setup", create_interval, IntervalDraft("Daily", Interval((Rule(Unit.DAY),))))
    agreement = store.run("setup", service.create_agreement, BREWERY, AgreementDraft("Daily", date(2026, 3, 1)))
    draft = AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset)
    line = store.run("setup", line_service.add_line, agreement, draft)
    window = Window(start_after=time(8), end_before=time(17))
    store.run("setup", set_plan, line, PlanDraft(date(2026, 3, 1), daily, window=window))
    for _ in generate(store, "kim", Period(due, due)):
        pass
    (only,) = visits(store, agreement)
    assert only.earliest == datetime.fromisoformat(f"{due}T{starts}")
    assert only.latest == datetime.fromisoformat(f"{due}T{ends}")
    assert only.earliest.astimezone(BERLIN).time() == time(8)


def test_month_ends_do_not_drift_whichever_month_is_made_first(store: Store, workshop: Workshop) -> None:
    window = Window(closed=ClosedPolicy.KEEP)
    monthly = Promised("monthly", (date(2026, 3, 31) - FIRST).days, 0, 250, window)
    agreement = store.run("setup", agree, workshop, [monthly])
    for first in (date(2026, 6, 1), date(2026, 4, 1), date(2026, 3, 15), date(2026, 8, 1)):
        for _ in generate(store, "kim", Period(first, LAST), [agreement]):
            pass
    dues = sorted(each.due_on for each in visits(store, agreement))
    assert [(day.month, day.day) for day in dues] == [(3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30)]
