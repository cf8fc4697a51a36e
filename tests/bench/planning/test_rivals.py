"""Engines from elsewhere, as far as they are installed: their plans hold by our own arithmetic."""

import msgspec
import numpy as np
import pytest

from bench.planning.ortools_engine import OrtoolsEngine, ortools_missing
from bench.planning.reference import judge
from bench.planning.vroom_engine import VroomEngine, vroom_missing
from domain.optimising.engine import Engine
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import MUST, NOWHERE, After, Break, Job, Problem, Tour, Weights

ENGINES = [
    pytest.param(engine, id=engine.name, marks=pytest.mark.skipif(missing is not None, reason=str(missing)))
    for engine, missing in ((VroomEngine(), vroom_missing()), (OrtoolsEngine(), ortools_missing()))
]
DAY = ((0, 480),)
JOB = Job(30, 1, DAY, 500.0)
SHIFT = Tour(0, 0, 480, 480, 0, 0)

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def line(*jobs: Job, tours: tuple[Tour, ...] = (SHIFT,)) -> Problem:
    """Places 0, 1, 2 … on a line, ten ticks from one to the next; everybody may do everything."""
    places = np.arange(10, dtype=np.int32) * 10
    technicians = max(tour.technician for tour in tours) + 1
    ways = np.abs(places[:, None] - places[None, :])
    return Problem(tours, jobs, ways, np.zeros((len(jobs), technicians)), Weights(overtime=2.0))


def solved(engine: Engine, problem: Problem) -> Plan:
    def goes_on(_seconds: float, _plan: Plan, _cost: float) -> bool:
        return True

    plan = engine.solve(problem, nothing(problem), seconds=0.5, seed=1, told=goes_on)
    assert judge(problem, plan).broken == ()
    return plan


def test_places_on_a_line_are_done_on_one_way_out_and_back(engine: Engine) -> None:
    problem = line(*(Job(10, place, DAY, MUST) for place in (5, 2, 8, 1, 9)))
    assert judge(problem, solved(engine, problem)).cost.total == 180


def test_who_is_forbidden_does_not_come(engine: Engine) -> None:
    problem = line(JOB, JOB, tours=(SHIFT, msgspec.structs.replace(SHIFT, technician=1)))
    problem.people[0, 0] = problem.people[1, 1] = np.inf
    assert solved(engine, problem).routes == ((1,), (0,))


def test_breaks_windows_stock_and_deadlines_are_kept(engine: Engine) -> None:
    tours = (msgspec.structs.replace(SHIFT, breaks=(Break(180, 240, 30),), stock=(3,)),)
    windows = ((0, 20), (60, 80), (400, 410))
    jobs = tuple(Job(60, place, (windows[place],), 500.0, due=470, late=2.0, uses=(1,)) for place in range(3))
    assert served(solved(engine, line(*jobs, tours=tours))) == {0, 1, 2}


def test_what_it_has_no_words_for_is_put_in_by_ourselves(engine: Engine) -> None:
    problem = line(
        JOB,
        msgspec.structs.replace(JOB, crew=2),
        msgspec.structs.replace(JOB, after=(After(0, 10),), place=NOWHERE),
        tours=(SHIFT, msgspec.structs.replace(SHIFT, technician=1)),
    )
    assert served(solved(engine, problem)) == {0, 1, 2}
