"""Visits are planned together with all else, on the day of their windows on which somebody is near, and on no other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.planning.reference import judge
from domain.optimising.improving import improve
from domain.parameters.placement_rules import Kind
from domain.planning.changes import Change
from domain.planning.goals import ByPriority, Goals
from domain.planning.model import ChangeKind
from domain.planning.translation.back import changes
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.translate import translate
from domain.planning.translation.values import Translated
from domain.scheduling.board_rows import BoardBooking, Span
from domain.scheduling.model import Lock
from domain.scheduling.rules.findings import Level
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
from tests.domain.planning.at_random import thrown_together
from tests.domain.planning.boards import DrawnBoard
from tests.domain.scheduling.assistant.days import MONDAY, at, job, technician

KIM = technician(days=14)
FORTNIGHT = ((at(0), at(0, 14)),)
DAYS = timedelta(days=14)
NORTH, SOUTH = 60, -60
#: Somebody is in the north on the fourth day and in the south on the tenth.
NEAR = (
    job(11, 1, at(10, 3), 60, NORTH, lock=Lock.BOTH),
    job(12, 1, at(10, 9), 60, SOUTH, lock=Lock.BOTH),
)
VISITS = (waits(3, where=NORTH + 2), waits(4, where=SOUTH - 2))


def planned(made: Translated) -> dict[int, Change]:
    """By order, what becomes of it in the plan that is found."""
    plan = improve(made.problem, made.present, iterations=400, seed=1)
    return {each.order_id: each for each in changes(made, plan, judge(made.problem, plan).starts)}


def over_days(loaded: Loaded, **more: Any) -> Translated:
    return asked(loaded, until=MONDAY + DAYS, **more)


def a_board(agreed: Mapping[int, Sequence[Span]], bookings: Sequence[BoardBooking] = NEAR) -> Loaded:
    return Loaded([KIM], list(bookings), list(VISITS), ON_THE_ROAD, agreed=agreed)


def on_day(change: Change) -> int:
    assert change.after is not None
    return (change.after.start - MONDAY).days


def test_visits_land_on_the_days_on_which_somebody_is_near() -> None:
    made = over_days(a_board({3: FORTNIGHT, 4: FORTNIGHT}))
    found = planned(made)
    assert (on_day(found[3]), on_day(found[4])) == (3, 9)
    apart = over_days(a_board({3: ((at(0, 1), at(0, 2)),), 4: ((at(0, 5), at(0, 6)),)}))
    alone = planned(apart)
    assert (on_day(alone[3]), on_day(alone[4])) == (1, 5)


def test_together_they_save_the_way_there_and_back() -> None:
    costs = []
    for agreed in ({3: FORTNIGHT, 4: FORTNIGHT}, {3: ((at(0, 1), at(0, 2)),), 4: ((at(0, 5), at(0, 6)),)}):
        made = over_days(a_board(agreed))
        plan = improve(made.problem, made.present, iterations=400, seed=1)
        costs.append(judge(made.problem, plan).cost.travel)
    assert costs == [2 * 62 + 2 * 62, 2 * (60 + 62) + 2 * (60 + 62)]


def test_a_visit_that_is_booked_is_moved_to_where_somebody_is_near() -> None:
    booked = job(3, 1, at(9, 0), 60, NORTH)
    made = over_days(Loaded([KIM], [*NEAR, booked], [], ON_THE_ROAD, agreed={3: FORTNIGHT}))
    assert on_day(planned(made)[3]) == 3


def test_each_open_day_is_a_window_with_its_times_of_day() -> None:
    mornings = tuple((at(8, day), at(11, day)) for day in (1, 2, 4))
    made = over_days(a_board({3: mornings, 4: FORTNIGHT}))
    first, *_ = made.problem.jobs
    assert first.windows == tuple((day * 1440 + 480, day * 1440 + 600) for day in (1, 2, 4))


def test_a_visit_of_which_more_days_come_is_left_for_them_unless_somebody_is_near() -> None:
    long = {3: ((at(0), at(0, 140)),), 4: ((at(0), at(0, 140)),)}
    made = over_days(a_board(long), goals=Goals(left_out=ByPriority(2000, 800, 400, 200)))
    assert [made.problem.jobs[at].left_out for at in range(2)] == pytest.approx([40, 40])
    near = planned(made)
    assert (on_day(near[3]), on_day(near[4])) == (3, 9)
    far = planned(over_days(a_board(long, ())))
    assert {each.kind for each in far.values()} == {ChangeKind.LEFT_OUT}


def test_within_its_window_a_visit_is_in_time() -> None:
    rows = [replace(VISITS[0], need=replace(VISITS[0].need, due=at(12, 1)))]
    made = over_days(Loaded([KIM], list(NEAR), rows, ON_THE_ROAD, agreed={3: FORTNIGHT}))
    assert on_day(planned(made)[3]) == 3
    strict = replace(ON_THE_ROAD, levels={**ON_THE_ROAD.levels, Kind.DUE: Level.REFUSAL})
    bound = over_days(Loaded([KIM], list(NEAR), rows, strict, agreed={3: FORTNIGHT}))
    assert on_day(planned(bound)[3]) <= 1


def test_visits_that_come_later_are_not_asked_for_unless_their_order_is_named() -> None:
    later = {3: ((at(0, 20), at(0, 22)),), 4: FORTNIGHT}
    assert [each.order_id for each in over_days(a_board(later)).work if each is not None] == [4]
    assert over_days(a_board(later)).untouched == ()
    named = over_days(a_board(later), orders=frozenset({3}))
    told = "The time agreed for its visit comes after the days that are planned."
    assert [each.reason for each in named.untouched] == [told]


NEVER: list[tuple[Sequence[Span], str]] = [
    ((), "What is agreed leaves no time for its visit."),
    (((at(9, 3), at(8, 3)),), "What is agreed leaves no time for its visit."),
    (((at(0, -9), at(0, -2)),), "The time agreed for its visit is over; choose another day for it."),
    (((at(8, 1), at(8.5, 1)),), "It takes longer than what is left of the time agreed for its visit."),
    (
        ((at(8), at(8.5)), (at(8, 20), at(12, 20))),
        "The time agreed for its visit comes after the days that are planned.",
    ),
    (((at(20, 1), at(22, 1)),), "Nobody who may do it works at the times at which it may begin."),
]


@pytest.mark.parametrize(("spans", "reason"), NEVER, ids=range(len(NEVER)))
def test_a_visit_that_cannot_be_in_its_window_is_left_out_with_the_reason(spans: Sequence[Span], reason: str) -> None:
    made = over_days(a_board({3: spans, 4: FORTNIGHT}))
    assert [(each.order_id, each.reason) for each in made.untouched] == [(3, reason)]
    assert ChangeKind.ASSIGN is planned(made)[4].kind


def test_a_promised_window_beside_the_agreed_one_is_told() -> None:
    rows = [waits(3, window_from=at(9, 1), window_until=at(12, 1))]
    made = over_days(Loaded([KIM], [], rows, ON_THE_ROAD, agreed={3: ((at(0, 5), at(0, 6)),)}))
    told = "Its promised window lies outside of the time agreed for its visit."
    assert [each.reason for each in made.untouched] == [told]


def test_a_booking_outside_of_what_is_agreed_stays_where_somebody_put_it() -> None:
    rows = [job(3, 1, at(9, 1), 60), job(4, 1, at(11, 1), 60, lock=Lock.TIME)]
    agreed = {3: ((at(0, 5), at(0, 6)),), 4: ((at(0, 5), at(0, 6)),)}
    made = over_days(Loaded([KIM], rows, [], ON_THE_ROAD, agreed=agreed))
    assert {each.order_id: each.reason for each in made.untouched} == {
        3: "It stands outside of the time agreed for its visit; it stays as it is.",
        4: "The time at which it must begin lies outside of what was agreed or promised.",
    }


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**40))
def test_no_plan_takes_a_visit_out_of_its_window(seed: int) -> None:
    board = DrawnBoard(seed)
    chance = Random(seed)
    orders = {row.id for row in board.loaded.waiting} | {row.order_id for row in board.loaded.bookings}
    agreed = {order: _drawn(board.scope.since, chance) for order in orders if chance.random() < 0.7}
    loaded = replace(board.loaded, agreed=agreed)
    made = translate(loaded, board.scope, board.goals)
    plan = thrown_together(made.problem, made.present, chance)
    for each in changes(made, plan, judge(made.problem, plan).starts):
        if each.after is not None and each.order_id in agreed:
            spans = agreed[each.order_id]
            assert any(start <= each.after.start and each.after.finish <= finish for start, finish in spans)


def _drawn(since: datetime, chance: Random) -> tuple[Span, ...]:
    """Some days, each from an hour to another."""
    days = sorted(chance.sample(range(4), chance.randint(1, 3)))
    hours = [(chance.randint(0, 11), chance.randint(12, 24)) for _ in days]
    return tuple(
        (since + timedelta(days=day, hours=first), since + timedelta(days=day, hours=last))
        for day, (first, last) in zip(days, hours, strict=True)
    )
