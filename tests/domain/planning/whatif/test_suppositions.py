"""What suppositions may change, and what they leave as it is."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.planning.reference import judge
from domain.optimising.greedy import greedy
from domain.optimising.plan import Plan
from domain.planning.scope import Touch
from domain.planning.translation.translate import translate
from domain.planning.translation.values import Translated
from domain.planning.whatif.imagined import Imagined
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.supposing import Facts, suppose
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Supposition, decode, encode
from domain.planning.whatif.values import Visits as VisitsDue
from tests.domain.planning.asked import waits
from tests.domain.planning.boards import DrawnBoard
from tests.domain.planning.whatif.supposing import changed, days, translated
from tests.domain.scheduling.assistant.days import MONDAY, at, job

moments = st.integers(-24 * 60, 5 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
variations = st.one_of(
    st.builds(Absence, st.integers(), moments, moments),
    st.builds(ExtraVan, st.integers(), st.integers()),
    st.builds(OtherSla, st.integers(), st.none() | st.integers()),
    st.builds(VisitsDue, st.dates()),
)


@given(st.lists(variations).map(tuple))
def test_what_is_stored_is_read_again(supposed: tuple[Any, ...]) -> None:
    assert decode(encode(supposed)) == supposed


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(8, 15)), unique=True, max_size=4),
    moments,
    st.integers(1, 100),
    st.sampled_from(Touch),
)
def test_an_absence_with_nothing_booked_and_nothing_waiting_changes_nothing(
    booked: list[tuple[int, int]], since: datetime, hours: int, touch: Touch
) -> None:
    rows = [job(number, 2, at(hour, day), 60, where=30) for number, (day, hour) in enumerate(booked)]
    as_is = days(rows, touch=touch)
    absence = Absence(1, since, since + timedelta(hours=hours))
    supposed = suppose(as_is.loaded, as_is.scope, Supposition("Away", (absence,)), Facts())
    before, after = translated(as_is), translated(supposed)
    assert _cost(before, before.present) == _cost(after, after.present)
    assert len(before.problem.jobs) == len(after.problem.jobs)
    assert supposed.loaded.freed == frozenset()
    found = greedy(after.problem, after.present)
    assert _cost(after, found) == _cost(after, after.present)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**40))
def test_whatever_plan_there_is_costs_the_same_beside_an_extra_van_that_does_nothing(seed: int) -> None:
    board = DrawnBoard(seed)
    like = next((each for each in board.loaded.technicians if each.kind.value == "person" and each.active), None)
    assume(like is not None)
    assert like is not None
    named = Supposition("Van", (ExtraVan(like.id, 2),))
    supposed = suppose(board.loaded, board.scope, named, Facts())
    before = translate(board.loaded, board.scope, board.goals)
    after = translate(supposed.loaded, supposed.scope, board.goals)
    assume(before.work == after.work)  # otherwise there is more that can be done
    plan = greedy(before.problem, before.present)
    same = Plan(tuple(plan.routes[at] if at is not None else () for at in _tours(before, after)))
    judged = judge(after.problem, same)
    assert not judged.broken
    assert np.isclose(judged.cost.total, judge(before.problem, plan).cost.total)
    best = judge(after.problem, greedy(after.problem, same))
    assert best.cost.total <= judged.cost.total + 1e-6


def test_who_is_like_somebody_is_there_while_that_one_is_away() -> None:
    as_is = days([], [waits(50, 60, where=0)], technicians=frozenset({1}))
    named = Supposition("Both", (Absence(1, at(0), at(0, 5)), ExtraVan(1)))
    (change,) = changed(suppose(as_is.loaded, as_is.scope, named, Facts()))
    assert change.after is not None
    assert change.after.technician_id == -1


def test_other_due_times_hold_for_what_waits_and_what_is_booked_and_of_one_customer_before_those_of_all() -> None:
    as_is = days([job(1, 1, at(9), 60), job(2, 1, at(11), 60)], [waits(50, due=at(9)), waits(51, due=at(9))])
    mine, everybody = OtherSla(3, 4), OtherSla(5)
    facts = Facts({mine: {50: at(12)}, everybody: {50: None, 1: at(10)}})
    named = Supposition("Silver", (mine, everybody))
    loaded = suppose(as_is.loaded, as_is.scope, named, facts).loaded
    assert [each.due for each in loaded.bookings] == [at(10), None]
    assert [each.due for each in loaded.waiting] == [at(12), at(9)]


def test_of_two_days_up_to_which_visits_are_planned_the_last_counts() -> None:
    near, far = (VisitsDue(date(2026, 3, day)) for day in (5, 9))
    first, second = (Imagined(waits(-number), ((at(8), at(16)),)) for number in (1, 2))
    facts = Facts(visits={near: (first,), far: (first, second)})
    supposed = suppose(days().loaded, days().scope, Supposition("Visits", (far, near, far)), facts)
    assert [each.id for each in supposed.loaded.waiting] == [-1, -2]
    assert supposed.told == ("2 visits more are planned.",)


def test_nothing_supposed_is_the_days_as_they_are() -> None:
    as_is = days([job(1, 1, at(9), 60)])
    assert suppose(as_is.loaded, as_is.scope, Supposition("As they are"), Facts()) == Supposed(
        as_is.loaded, as_is.scope
    )


def _cost(made: Translated, plan: Plan) -> float:
    judged = judge(made.problem, plan)
    assert not judged.broken
    return judged.cost.total


def _tours(before: Translated, after: Translated) -> list[int | None]:
    """By tour beside the extra ones, the same one without them."""
    known = {(who, tour.starts): at for at, (who, tour) in enumerate(_days(before))}
    return [known.get((who, tour.starts)) for who, tour in _days(after)]


def _days(made: Translated) -> list[tuple[int, Any]]:
    return list(zip(made.technicians, made.problem.tours, strict=True))
