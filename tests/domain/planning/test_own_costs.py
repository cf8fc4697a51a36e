"""What each job costs by itself, reckoned by hand."""

from math import inf

import numpy as np
import pytest

from domain.optimising.plan import Plan
from domain.optimising.problem import NOWHERE, Job, Present, Problem, Tour, Weights
from domain.planning.own_costs import dearer, own_costs

AT_ALL_TIMES = ((0, 500),)
JOBS = (
    Job(30, 1, AT_ALL_TIMES, left_out=100),
    Job(30, 2, AT_ALL_TIMES, left_out=200, due=60, late=2.0),
    Job(30, NOWHERE, AT_ALL_TIMES, left_out=300, present=Present((0,), 200), moved=10),
)
PROBLEM = Problem(
    tours=(Tour(0, 0, 480, 480, 0, 0),),
    jobs=JOBS,
    travel=np.array([[0, 10, 25], [10, 0, 20], [25, 20, 0]], np.int32),
    people=np.array([[5.0], [0.0], [0.0]]),
    weights=Weights(travel=3.0),
)


@pytest.mark.parametrize(
    ("route", "starts", "expected"),
    [
        ((), {}, [100, 200, 300]),
        ((0,), {0: 10}, [3 * 20 + 5, 200, 300]),
        ((0, 1), {0: 10, 1: 60}, [3 * (10 + 20 - 25) + 5, 3 * (20 + 25 - 10) + 2 * 30, 300]),
        ((2,), {2: 200}, [100, 200, 0]),
        ((2,), {2: 201}, [100, 200, 10]),
    ],
)
def test_a_job_costs_its_detour_its_people_its_lateness_and_its_move(
    route: tuple[int, ...], starts: dict[int, int], expected: list[float]
) -> None:
    assert own_costs(PROBLEM, Plan((route,)), starts) == expected


def test_nothing_is_dearer_than_what_is_not_for_sale() -> None:
    assert (dearer(5.0, 7.0), dearer(inf, 7.0), dearer(inf, inf)) == (2.0, 0.0, 0.0)
