"""Why a job is left out, and what it would take."""

import msgspec
import numpy as np
import pytest

from domain.optimising.plan import Plan
from domain.optimising.problem import MUST, After, Break, Job, Problem, Tour
from domain.planning.reasons.asking import likely, why_not
from domain.planning.reasons.nearest import by_technician, nearest_misses
from domain.planning.reasons.values import Binding, Miss, Reason, Remedy

DAY = ((0, 480),)
SHIFT = Tour(0, 0, 480, 480, 0, 0)


def line(*jobs: Job, tours: tuple[Tour, ...] = (SHIFT,)) -> Problem:
    """Places 0, 1, 2 … on a line, ten ticks from one to the next; everybody may do everything."""
    places = np.arange(10, dtype=np.int32) * 10
    technicians = max(tour.technician for tour in tours) + 1
    return Problem(tours, jobs, np.abs(places[:, None] - places[None, :]), np.zeros((len(jobs), technicians)))


def only(problem: Problem, plan: Plan, job: int) -> Reason:
    (reason,) = why_not(problem, plan, job)
    return reason


def by_remedy(reason: Reason) -> dict[Remedy, Miss]:
    return {miss.remedy: miss for miss in reason.misses}


def test_who_is_forbidden_could_do_it_if_allowed() -> None:
    problem = line(Job(30, 1, DAY, 500.0))
    problem.people[0, 0] = np.inf
    reason = only(problem, Plan(((),)), 0)
    assert reason.binding is Binding.FORBIDDEN
    assert reason.misses == (Miss(Remedy.ALLOWED, start=10, extra=20),)


def test_a_window_that_passed_before_anybody_comes_is_told_with_the_ticks_it_lacks() -> None:
    reason = only(line(Job(30, 3, ((0, 20),), 500.0)), Plan(((),)), 0)
    assert reason.binding is Binding.WINDOW
    assert by_remedy(reason)[Remedy.WINDOW] == Miss(Remedy.WINDOW, start=30, extra=60, ticks=10)


def test_a_window_that_opens_too_late_may_open_earlier() -> None:
    reason = only(line(Job(30, 1, ((450, 470),), 500.0)), Plan(((),)), 0)
    assert by_remedy(reason)[Remedy.WINDOW].ticks == 10
    assert by_remedy(reason)[Remedy.WINDOW].start == 440
    assert by_remedy(reason)[Remedy.OVERTIME].ticks == 10


def test_what_is_over_of_a_window_helps_nobody() -> None:
    problem = line(Job(200, 1, ((300, 480),), 500.0))
    (reason,) = why_not(problem, Plan(((),)), 0, earliest=300)
    assert reason.binding is Binding.REST
    assert reason.misses == (Miss(Remedy.OVERTIME, start=300, extra=20, ticks=30),)
    (reason,) = why_not(problem, Plan(((),)), 0, earliest=200)
    assert reason.binding is Binding.WINDOW
    assert by_remedy(reason)[Remedy.WINDOW] == Miss(Remedy.WINDOW, start=270, extra=20, ticks=30)


def test_work_longer_than_the_shift_takes_overtime() -> None:
    reason = only(line(Job(500, 1, DAY, 900.0)), Plan(((),)), 0)
    assert reason.binding is Binding.HOURS
    assert reason.misses == (Miss(Remedy.OVERTIME, start=10, extra=20, ticks=40),)


def test_a_full_tour_is_told_with_what_makes_room() -> None:
    problem = line(Job(200, 1, DAY, 900.0), Job(210, 1, DAY, 700.0), Job(100, 1, DAY, 300.0))
    reason = only(problem, Plan(((0, 1),)), 2)
    assert reason.binding is Binding.FULL
    found = by_remedy(reason)
    assert found[Remedy.OVERTIME].ticks == 50
    assert found[Remedy.INSTEAD].other == 1
    assert found[Remedy.INSTEAD].extra == 700
    assert Remedy.ALLOWED not in found


def test_too_little_on_board_is_told_with_what_lacks() -> None:
    tours = (msgspec.structs.replace(SHIFT, stock=(3, 1)),)
    problem = line(Job(30, 1, DAY, 900.0, uses=(2,)), Job(30, 1, DAY, 900.0, uses=(2, 3)), tours=tours)
    reason = only(problem, Plan(((0,),)), 1)
    assert reason.binding is Binding.STOCK
    assert by_remedy(reason)[Remedy.STOCK].more == (1, 2)


def test_what_fits_and_costs_more_than_leaving_it_out_is_too_dear() -> None:
    reason = only(line(Job(30, 9, DAY, 100.0)), Plan(((),)), 0)
    assert reason.binding is Binding.DEAR
    assert reason.insertion is not None
    assert (reason.insertion.extra, reason.left_out) == (180, 100)
    assert reason.misses == ()


def test_what_fits_and_pays_is_said_too() -> None:
    reason = only(line(Job(30, 9, DAY, 1000.0)), Plan(((),)), 0)
    assert reason.binding is Binding.PAYS


def test_what_comes_after_a_job_left_out_waits_for_that_one() -> None:
    problem = line(Job(30, 1, DAY, 900.0), Job(30, 1, DAY, 900.0, after=(After(0, 15),)))
    assert only(problem, Plan(((),)), 1).binding is Binding.BEFORE
    fits = only(problem, Plan(((0,),)), 1)
    assert fits.insertion is not None
    assert fits.insertion.start == 55


def test_several_things_at_once_have_no_single_remedy() -> None:
    tours = (msgspec.structs.replace(SHIFT, breaks=(Break(0, 480, 480),)),)
    reason = only(line(Job(30, 1, DAY, 900.0), tours=tours), Plan(((),)), 0)
    assert reason.binding is Binding.SEVERAL
    assert reason.misses == ()


def test_technicians_answer_with_their_nearest_tour_and_the_least_remedies_are_named() -> None:
    tours = (
        msgspec.structs.replace(SHIFT, latest=50, ends=50),
        msgspec.structs.replace(SHIFT, latest=70, ends=70),
        Tour(1, 0, 480, 480, 0, 0),
    )
    problem = line(Job(60, 2, DAY, 900.0), tours=tours)
    problem.people[0, 1] = np.inf
    reasons = by_technician(why_not(problem, Plan(((), (), ())), 0))
    assert [(reason.technician, reason.tour) for reason in reasons] == [(0, 1), (1, 2)]
    assert [(reason.tour, miss.remedy, miss.ticks) for reason, miss in nearest_misses(reasons)] == [
        (1, Remedy.OVERTIME, 30),
        (2, Remedy.ALLOWED, 0),
    ]


def test_tours_far_from_the_windows_are_asked_last() -> None:
    tours = tuple(Tour(0, day * 1440, day * 1440 + 480, day * 1440 + 480) for day in range(5))
    problem = line(Job(60, 2, ((2900, 3000),), MUST), tours=tours)
    assert likely(problem, 0, 2) == (2, 1)


@pytest.mark.parametrize(
    ("tours", "bindings"),
    [((), []), ((msgspec.structs.replace(SHIFT, ends=0, latest=0),), [Binding.HOURS])],
    ids=["nobody", "no hours"],
)
def test_nobody_and_no_hours_are_answered_too(tours: tuple[Tour, ...], bindings: list[Binding]) -> None:
    problem = msgspec.structs.replace(line(Job(30, 1, DAY, 500.0)), tours=tours)
    assert [reason.binding for reason in why_not(problem, Plan(((),) * len(tours)), 0)] == bindings
