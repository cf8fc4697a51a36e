"""However a period is split, and however often it is asked for, the plan brings the same visits, each once."""

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.catalogue.model import LineKind
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.interval import Interval, Last, Rule, Unit
from domain.visits.plan import Period, plan
from domain.visits.plan_lines import Existing, PlanLine, Terms
from domain.visits.planned import PlanItem, PlannedVisit
from domain.visits.window import ClosedPolicy, Window, WindowKind

FIRST, LAST = date(2026, 2, 1), date(2026, 7, 31)
ZONE = ZoneInfo("Europe/Berlin")
INTERVALS = [
    Interval((Rule(Unit.WEEK),)),
    Interval((Rule(Unit.WEEK, 2, weekdays=(0, 3)),)),
    Interval((Rule(Unit.DAY, 10),)),
    Interval((Rule(Unit.DAY, weekdays=(0, 1, 2, 3, 4, 5)),)),
    Interval((Rule(Unit.MONTH),)),
    Interval((Rule(Unit.MONTH, last=Last.DAY),)),
    Interval((Rule(Unit.MONTH, 2, weekdays=(4,), nth=(-1,)),)),
    Interval((Rule(Unit.MONTH, days=(1, 15)),), exclude=(Rule(Unit.DAY, months=(5,)),)),
    Interval((Rule(Unit.MONTH),), count=3),
    Interval(),
]


def working(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in {(5, 1), (4, 3), (4, 6)}


LONG_AGO = date(2025, 10, 1)
days = st.just(LONG_AGO) | st.dates(LONG_AGO, date(2026, 6, 30))
ends = st.none() | st.none() | st.dates(date(2026, 3, 1), date(2026, 12, 31))
windows = st.builds(
    Window,
    st.sampled_from(WindowKind),
    st.integers(0, 12),
    st.integers(0, 12),
    closed=st.sampled_from(ClosedPolicy),
)


def seldom(chance: int = 8) -> st.SearchStrategy[bool]:
    return st.integers(0, chance).map(lambda drawn: drawn == chance)


@st.composite
def agreements(draw: st.DrawFn) -> list[PlanLine]:
    combine = draw(st.just(Combine.AGREEMENT) | st.sampled_from(Combine))
    over = Terms(1, draw(days), draw(ends), suspended=draw(seldom()), combine=combine)
    return [
        PlanLine(
            number,
            f"Service {number}",
            over,
            draw(st.sampled_from(LineKind)),
            anchor=draw(st.dates(LONG_AGO, date(2026, 3, 31))),
            site_id=2 if draw(seldom()) else 1,
            zone=ZONE,
            starts_on=draw(days),
            ends_on=draw(ends),
            interval=draw(st.sampled_from(INTERVALS)),
            window=draw(windows),
            stopped=draw(seldom()),
            asset_id=draw(st.integers(1, 2)),
            task_id=draw(st.integers(1, 2)),
            rank=draw(st.integers(0, 3)),
            is_open=working,
        )
        for number in range(draw(st.integers(2, 6)))
    ]


def made(items: list[PlanItem]) -> list[PlannedVisit]:
    return [item for item in items if isinstance(item, PlannedVisit)]


def remembering(lines: list[PlanLine], visits: list[PlannedVisit]) -> list[PlanLine]:
    """The lines as they are once the visits have been made."""
    kept: dict[int, dict[date, Existing]] = {each.line_id: dict(each.existing) for each in lines}
    for visit in visits:
        kept[visit.line_id][visit.due] = Existing.OPEN
    return [replace(each, existing=kept[each.line_id]) for each in lines]


periods = st.lists(st.dates(FIRST, LAST), min_size=1, max_size=6, unique=True).map(sorted)


@given(agreements(), periods)
@settings(max_examples=150)
def test_any_split_of_the_period_plans_the_same(lines: list[PlanLine], borders: list[date]) -> None:
    whole = list(plan(lines, Period(FIRST, LAST)))
    edges = [FIRST - timedelta(1), *borders, LAST]
    parts = [
        item
        for begin, end in itertools.pairwise(edges)
        if begin < end
        for item in plan(lines, Period(begin + timedelta(1), end))
    ]
    assert Counter(parts) == Counter(whole)


@given(agreements(), st.dates(FIRST, LAST))
def test_what_was_made_in_one_part_is_not_made_in_another(lines: list[PlanLine], border: date) -> None:
    whole = made(list(plan(lines, Period(FIRST, LAST))))
    early = made(list(plan(lines, Period(FIRST, border))))
    overlapping = made(list(plan(remembering(lines, early), Period(FIRST, LAST))))
    assert Counter(early + overlapping) == Counter(whole)


@given(agreements(), st.sampled_from(Basis))
def test_what_was_made_is_not_made_again(lines: list[PlanLine], basis: Basis) -> None:
    lines = [replace(each, basis=basis) for each in lines]
    visits = made(list(plan(lines, Period(FIRST, LAST))))
    again = remembering(lines, visits)
    assert not made(list(plan(again, Period(FIRST, LAST))))
    assert not made(list(plan(again, Period(FIRST, LAST, continuous=True)))) or basis is Basis.FIXED


@given(agreements(), st.dates(FIRST, LAST))
def test_back_filling_finds_what_all_earlier_periods_would_have_made(lines: list[PlanLine], today: date) -> None:
    at_once = made(list(plan(lines, Period(today, LAST, continuous=True))))
    assert Counter(at_once) == Counter(made(list(plan(lines, Period(LONG_AGO, LAST)))))


@given(agreements(), st.sampled_from(Basis))
def test_every_visit_is_within_line_agreement_and_window_and_every_due_day_is_told_of(
    lines: list[PlanLine], basis: Basis
) -> None:
    known = {each.line_id: replace(each, basis=basis) for each in lines}
    items = list(plan(known.values(), Period(FIRST, LAST)))
    assert len({(item.line_id, item.due) for item in items}) == len(items)
    for visit in made(items):
        line = known[visit.line_id]
        assert line.holds_from <= visit.due <= line.holds_until
        assert line.holds_from <= visit.day <= line.holds_until
        assert visit.conflict != working(visit.day)
        assert visit.earliest.astimezone(ZONE).date() <= visit.day
        assert visit.latest.astimezone(ZONE) > visit.earliest.astimezone(ZONE)
        assert not line.stopped
        assert not line.terms.suspended


@given(agreements())
def test_no_line_comes_twice_on_one_day(lines: list[PlanLine]) -> None:
    visits = made(list(plan(lines, Period(FIRST, LAST))))
    assert max(Counter((visit.line_id, visit.day) for visit in visits).values(), default=1) == 1


@given(agreements())
def test_combining_never_makes_more_orders(lines: list[PlanLine]) -> None:
    alone = [replace(each, terms=replace(each.terms, combine=Combine.LINE), rank=0) for each in lines]
    together = [replace(each, terms=replace(each.terms, combine=Combine.AGREEMENT), rank=0) for each in lines]
    counts = [len({visit.group for visit in made(list(plan(each, Period(FIRST, LAST))))}) for each in (together, alone)]
    assert counts[0] <= counts[1]


@given(agreements())
def test_the_order_of_the_lines_does_not_matter(lines: list[PlanLine]) -> None:
    one, two = plan(lines, Period(FIRST, LAST)), plan(lines[::-1], Period(FIRST, LAST))
    assert Counter(one) == Counter(two)


@given(agreements(), st.frozensets(st.sampled_from(LineKind), min_size=1, max_size=3))
def test_choosing_kinds_one_after_the_other_plans_the_same(lines: list[PlanLine], chosen: frozenset[LineKind]) -> None:
    whole = made(list(plan(lines, Period(FIRST, LAST))))
    rest = frozenset(LineKind) - chosen
    parts = [visit for kinds in (chosen, rest) for visit in made(list(plan(lines, Period(FIRST, LAST, kinds))))]
    assert Counter(parts) == Counter(whole)


@given(agreements(), st.data())
def test_what_was_cancelled_stays_so_and_changes_no_other_but_what_it_absorbed(
    lines: list[PlanLine], data: st.DataObject
) -> None:
    before = made(list(plan(lines, Period(FIRST, LAST))))
    if not before:
        return
    cancelled = data.draw(st.sampled_from(before))
    marked = [
        replace(each, existing={cancelled.due: Existing.CANCELLED}) if each.line_id == cancelled.line_id else each
        for each in lines
    ]
    after = made(list(plan(marked, Period(FIRST, LAST))))
    assert cancelled not in after
    assert set(before) - {cancelled} <= set(after)
    fresh = {visit.line_id for visit in set(after) - set(before)}
    smaller = {each.line_id for each in lines if each.rank and each.rank < lines[cancelled.line_id].rank}
    assert fresh <= smaller
