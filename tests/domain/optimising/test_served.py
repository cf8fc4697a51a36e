"""The engine that hands days on which everybody is served to a library."""

from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.planning.reference import judge
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import MUST, NOWHERE, After, Break, Job, Present, Problem, Tour, Weights
from domain.optimising.routing.clock import Clock, Pause, common_breaks
from domain.optimising.routing.fitting import Misfit, misfits
from domain.optimising.routing.options import Option, options
from domain.optimising.routing.scale import Scale
from domain.optimising.served import Served
from tests.domain.optimising.drawn import problems, sound_plans

SECONDS = 0.1
ALL_DAY = ((0, 480),)
LUNCH = Break(180, 240, 30)
PLAIN = Weights()


def goes_on(_seconds: float, _plan: Plan, _cost: float) -> bool:
    return True


def line(*jobs: Job, tours: tuple[Tour, ...] = (Tour(0, 0, 480, 480, 0, 0),), weights: Weights = PLAIN) -> Problem:
    """Places 0, 1, 2 … on a line, ten ticks from one to the next; everybody may do everything."""
    places = np.arange(10, dtype=np.int32) * 10
    technicians = max(tour.technician for tour in tours) + 1
    return Problem(tours, jobs, np.abs(places[:, None] - places[None, :]), np.zeros((len(jobs), technicians)), weights)


def solved(problem: Problem, start: Plan | None = None) -> Plan:
    plan = Served().solve(problem, start or nothing(problem), seconds=SECONDS, seed=1, told=goes_on)
    assert judge(problem, plan).broken == ()
    return plan


@st.composite
def fitting(draw: st.DrawFn) -> tuple[Problem, Plan]:
    """A drawn problem without what the library has no words for, and a sound plan for it."""
    drawn = draw(problems())
    jobs = tuple(msgspec.structs.replace(job, crew=1, after=()) for job in drawn.jobs)
    weights = msgspec.structs.replace(
        drawn.weights, unfair=0.0, waiting=min(drawn.weights.waiting, drawn.weights.travel)
    )
    problem = msgspec.structs.replace(drawn, jobs=jobs, weights=weights)
    return problem, draw(sound_plans(problem))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fitting())
def test_its_plans_hold_by_the_slow_judge_and_are_never_worse_than_the_start(drawn: tuple[Problem, Plan]) -> None:
    problem, start = drawn
    plan = Served().solve(problem, start, seconds=0.02, seed=1, told=goes_on)
    judged = judge(problem, plan)
    assert judged.broken == ()
    assert judged.cost.total <= judge(problem, start).cost.total + 1e-6


def test_places_on_a_line_are_done_on_one_way_out_and_back() -> None:
    plan = solved(line(*(Job(10, place, ALL_DAY, MUST) for place in (5, 2, 8, 1, 9))))
    assert judge(line(*(Job(10, place, ALL_DAY, MUST) for place in (5, 2, 8, 1, 9))), plan).cost.travel == 180


def test_a_job_whose_way_costs_more_than_leaving_it_out_is_left_out() -> None:
    problem = line(Job(10, 9, ALL_DAY, left_out=79), Job(10, 5, ALL_DAY, left_out=101))
    assert served(solved(problem)) == {1}


def test_a_job_that_must_be_done_displaces_whatever_else_there_is() -> None:
    tours = (Tour(0, 0, 60, 60),)
    many = (Job(10, NOWHERE, ALL_DAY, left_out=2000.0),) * 6
    assert 6 in served(solved(line(*many, Job(60, NOWHERE, ALL_DAY, MUST), tours=tours)))


def test_who_is_forbidden_does_not_come_and_who_costs_more_comes_only_where_it_pays() -> None:
    tours = (Tour(0, 0, 480, 480, 0, 0), Tour(1, 0, 480, 480, 0, 0))
    problem = line(Job(10, 3, ALL_DAY, MUST), Job(10, 5, ALL_DAY, MUST), tours=tours)
    people = np.array([[np.inf, 0.0], [7.0, 0.0]])
    assert solved(msgspec.structs.replace(problem, people=people)).routes in {((), (0, 1)), ((), (1, 0))}


def test_breaks_are_kept_and_what_is_done_around_them_is_on_time() -> None:
    tours = (Tour(0, 0, 480, 480, 0, 0, breaks=(LUNCH,)),)
    jobs = tuple(Job(40, 1 + place % 3, ((60 * place, 60 * place + 20),), 1000.0) for place in range(7))
    assert len(served(solved(line(*jobs, tours=tours)))) >= 5


def test_a_tour_carries_no_more_than_its_stock() -> None:
    tours = (Tour(0, 0, 480, 480, 0, 0, stock=(3,)),)
    jobs = tuple(Job(5, place, ALL_DAY, 1000.0, uses=(2,)) for place in (1, 2))
    assert len(served(solved(line(*jobs, tours=tours)))) == 1


def test_a_promise_is_moved_only_where_that_pays() -> None:
    promised = Job(10, 1, ALL_DAY, MUST, present=Present((0,), 100), moved=1000.0)
    problem = line(promised, Job(10, 5, ALL_DAY, MUST), Job(10, 9, ALL_DAY, MUST))
    assert judge(problem, solved(problem)).cost.moved == 0


def test_it_goes_on_from_the_plan_in_force() -> None:
    problem = line(*(Job(10, place, ALL_DAY, MUST) for place in (1, 2, 3, 4)))
    told: list[float] = []

    def stops(_seconds: float, _plan: Plan, cost: float) -> bool:
        told.append(cost)
        return False

    start = Plan(((0, 1, 2, 3),))
    plan = Served().solve(problem, start, seconds=5, seed=1, told=stops)
    assert judge(problem, plan).cost.total == 80
    assert told[0] == 80


@pytest.mark.parametrize("start", [Plan(((0, 1),)), Plan(((1, 1),))], ids=["too late", "twice"])
def test_from_a_broken_plan_it_begins_anew(start: Plan) -> None:
    problem = line(Job(10, 1, ((0, 5),), 100.0), Job(10, 2, ALL_DAY, 100.0))
    assert solved(problem, start) == Plan(((1,),))


def test_it_ends_when_nobody_wants_more_and_tells_as_it_goes() -> None:
    problem = line(*(Job(10, place % 9 + 1, ALL_DAY, MUST) for place in range(30)))
    seconds: list[float] = []

    def stops_at_the_third(since: float, _plan: Plan, _cost: float) -> bool:
        seconds.append(since)
        return len(seconds) < 3

    Served().solve(problem, nothing(problem), seconds=60, seed=1, told=stops_at_the_third)
    assert 3 <= len(seconds) <= 4
    assert all(before <= after for before, after in pairwise(seconds))


JOB = Job(10, 1, ALL_DAY, 100.0)


@pytest.mark.parametrize(
    ("problem", "misfit"),
    [
        (line(JOB), None),
        (line(), Misfit.EMPTY),
        (line(msgspec.structs.replace(JOB, crew=2)), Misfit.CREWS),
        (line(JOB, msgspec.structs.replace(JOB, after=(After(0),))), Misfit.AFTER),
        (line(JOB, weights=Weights(unfair=1)), Misfit.FAIRNESS),
        (line(JOB, weights=Weights(travel=1, waiting=2)), Misfit.WAITING),
        (line(JOB, tours=(Tour(0, 0, 480, 480, breaks=(Break(0, 60, 30), Break(30, 90, 30))),)), Misfit.BREAKS),
    ],
)
def test_what_it_has_no_words_for_is_said_and_left_as_it_was(problem: Problem, misfit: Misfit | None) -> None:
    assert misfits(problem) == (() if misfit is None else (misfit,))
    if misfit is not None:
        start = nothing(problem)
        assert Served().solve(problem, start, seconds=SECONDS, seed=1, told=goes_on) is start


def test_what_would_take_more_memory_than_it_may_is_left_as_it_was() -> None:
    problem = line(JOB)
    start = nothing(problem)
    assert misfits(problem, most_bytes=100) == (Misfit.MEMORY,)
    assert Served(most_bytes=100).solve(problem, start, seconds=SECONDS, seed=1, told=goes_on) is start


def test_the_clock_stands_still_in_the_middle_of_where_all_may_rest() -> None:
    tours = (
        Tour(0, 0, 480, 480, breaks=(Break(180, 260, 30),)),
        Tour(1, 0, 480, 480, breaks=(Break(200, 300, 40),)),
    )
    assert common_breaks(tours) == (Pause(215, 40),)
    clock = Clock((Pause(215, 40),))
    assert [clock.at(moment) for moment in (0, 215, 230, 255, 300)] == [0, 215, 215, 215, 260]


def test_an_absence_of_one_among_many_has_no_place_on_a_common_clock() -> None:
    away = Tour(0, 0, 480, 480, breaks=(Break(60, 120, 60),))
    assert common_breaks((away, *(Tour(number, 0, 480, 480) for number in range(1, 4)))) is None


def test_a_late_job_is_worth_less_the_later_it_begins() -> None:
    job = Job(10, 1, ((0, 400),), 100.0, due=110, late=1.0)
    problem = line(job)
    ways = options(problem, job, Scale(problem))
    assert ways[0] == Option(0, 100, 100)
    assert [way.first for way in ways[1:]] == [before.last + 1 for before in ways[:-1]]
    assert ways[-1].last == 200
    assert all(before.prize > after.prize > 0 for before, after in pairwise(ways))
