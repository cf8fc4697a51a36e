"""Whatever cannot be planned is left as it is, and told with its reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bench.planning.reference import judge
from domain.planning.goals import Goals
from domain.planning.scope import Touch
from domain.planning.translation.back import changes
from domain.planning.translation.loaded import Loaded
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import After, Need
from domain.workforce.model import Bookable
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
from tests.domain.scheduling.assistant.days import MONDAY, at, job, milestone, technician

KIM, TONI = technician(), technician(2, "Toni")
LATE = at(20)

WAITING = [
    (waits(3, 0), "Nobody has said how long it takes."),
    (waits(3, 481), "It takes longer, with the ways, than any working day of those who may do it."),
    (waits(3, 420, where=40), "It takes longer, with the ways, than any working day of those who may do it."),
    (waits(3, skills=frozenset({"Lifts"})), "Nobody of those who are planned may do it."),
    (waits(3, only=frozenset({9})), "Nobody of those who are planned may do it."),
    (waits(3, kind=Bookable.EQUIPMENT), "Nothing of the kind that it needs is planned."),
    (
        waits(3, window_until=MONDAY - timedelta(days=1)),
        "Its promised window lies outside of the time that is planned.",
    ),
    (waits(3, window_from=LATE), "Nobody who may do it works at the times at which it may begin."),
    (
        waits(3, 120, window_from=at(15)),
        "At the times at which it may begin, it fits with the ways into no working day of those who may do it.",
    ),
    (waits(3, after=(After("SO-9", None),)), "SO-9 must be done first, and is not planned."),
    (
        waits(3, after=(After("SO-9", at(12)),), before=(("SO-8", at(12), 0),)),
        "There is no time for it between the jobs before and after it.",
    ),
]


@pytest.mark.parametrize(("row", "reason"), WAITING, ids=[reason for _, reason in WAITING])
def test_what_waits_and_cannot_be_planned_is_told(row: UnassignedOrder, reason: str) -> None:
    made = asked(Loaded([KIM], [], [row], ON_THE_ROAD))
    assert [(each.order_id, each.reason) for each in made.untouched] == [(3, reason)]
    assert made.work == ()


BOOKED = [
    (job(3, 1, at(9), 60, lock=Lock.BOTH), ()),
    (job(3, 1, at(9), 60, status=BookingStatus.ON_SITE), ()),
    (
        job(3, 1, at(9), 60, lock=Lock.TIME, need=Need(window_from=at(12))),
        ("It is locked at a time that is outside of its promised window.",),
    ),
    (job(3, 1, at(7), 60), ("It begins too soon to change.",)),
]


def test_what_no_stage_would_let_be_planned_is_told_before_anybody_searches() -> None:
    several = [waits(4, requirement_id=at) for at in (1, 2)]
    told = {3: "It asks for a contact.", 4: "It stands elsewhere."}
    made = asked(Loaded([KIM], [], [waits(3), *several, waits(5)], ON_THE_ROAD, stuck=told))
    assert {(each.order_id, each.reason) for each in made.untouched} == set(told.items())
    assert [work.order_id for work in made.work if work is not None] == [5]


@pytest.mark.parametrize(("row", "reasons"), BOOKED)
def test_what_is_booked_and_stays_is_told(row: BoardBooking, reasons: tuple[str, ...]) -> None:
    made = asked(Loaded([KIM], [row], [], ON_THE_ROAD), frozen_until=at(8))
    assert tuple(each.reason for each in made.untouched) == reasons
    assert all(work is None for work in made.work)


def test_bookings_that_hang_together_stay() -> None:
    rows = [job(3, 1, at(9), 60), replace(job(4, 1, at(11), 60), order_id=3)]
    made = asked(Loaded([KIM], rows, [], ON_THE_ROAD))
    assert {each.booking_id for each in made.untouched} == {3, 4}
    assert len(made.problem.jobs) == 2


def test_contradictory_locks_become_one_block_and_are_told() -> None:
    rows = [job(3, 1, at(9), 60, lock=Lock.BOTH), job(4, 1, at(9.5), 60, where=20, lock=Lock.BOTH)]
    made = asked(Loaded([KIM], rows, [waits(5)], ON_THE_ROAD))
    assert [each.reason for each in made.untouched] == ["It is locked at the same time as SO-3, for the same person."]
    (block,) = [each for each, work in zip(made.problem.jobs, made.work, strict=True) if work is None]
    assert (block.windows, block.ticks) == (((540, 540),), 90)
    assert not judge(made.problem, made.present).broken


def test_without_technicians_or_orders_nothing_is_planned() -> None:
    nobody = asked(Loaded([], [], [waits(3)], ON_THE_ROAD))
    assert [each.reason for each in nobody.untouched] == ["Nobody of those who are planned may do it."]
    nothing = asked(Loaded([KIM], [], [], ON_THE_ROAD))
    assert (nothing.problem.jobs, nothing.untouched) == ((), ())
    assert not judge(nothing.problem, nothing.present).broken


def test_a_place_that_is_not_known_is_told_and_planned_without_ways() -> None:
    made = asked(Loaded([KIM], [], [waits(3, where=None)], ON_THE_ROAD))
    assert made.placeless == ("SO-3",)
    assert made.problem.jobs[0].place == -1


def test_several_at_once_are_one_job_of_a_crew() -> None:
    rows = [waits(3, requirement_id=at) for at in (31, 32)]
    made = asked(Loaded([KIM, TONI], [], rows, ON_THE_ROAD))
    assert [each.crew for each in made.problem.jobs] == [2]
    alone = asked(Loaded([KIM], [], rows, ON_THE_ROAD))
    told = "It needs 2 at once, and fewer of those who are planned may do it."
    assert [each.reason for each in alone.untouched] == [told, told]


def test_what_may_be_touched_is_asked() -> None:
    promised = Need(place=milestone(0), window_from=at(9), window_until=at(12))
    rows = [
        job(3, 1, at(9), 60),
        job(4, 1, at(10), 60, status=BookingStatus.DISPATCHED),
        job(5, 1, at(11), 60, need=promised),
    ]
    free = {
        touch: {
            work.booking.id for work in asked(Loaded([KIM], rows, [], ON_THE_ROAD), touch).work if work and work.booking
        }
        for touch in Touch
    }
    assert free == {Touch.WAITING: set(), Touch.PLANNED: {3}, Touch.UNLOCKED: {3, 4, 5}}


def test_the_cost_of_the_present_plan_is_the_one_reckoned_by_hand() -> None:
    """Out 30, on 20, home 10 minutes; 60 late; twice a skill too many; one order left out."""
    rows = [
        job(1, 1, at(9), 60, where=30, need=Need(place=milestone(30))),
        job(2, 1, at(11), 60, need=Need(place=milestone(10), due=at(11))),
    ]
    made = asked(Loaded([KIM], rows, [waits(3)], ON_THE_ROAD), goals=Goals(waiting=0.5))
    cost = judge(made.problem, made.present).cost
    assert (cost.travel, cost.late, cost.people, cost.left_out) == (60, 60, 4, 400)
    assert cost.waiting == (30 + 40) * 0.5
    assert cost.total == 60 + 60 + 4 + 400 + 35
    assert [each.kind.value for each in changes(made, made.present, {0: 540, 1: 660})] == ["left_out"]
