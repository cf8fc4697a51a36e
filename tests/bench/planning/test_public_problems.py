"""Public problems as they are written in files, read into problems of ours."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.planning import damm, vrptw
from bench.planning.reference import judge
from domain.optimising.plan import Plan
from domain.optimising.problem import MUST, Break

TECHNICIANS = """
 2
 1

0 8 5 10
1
1
0
1
0 30 30 60
0 500 500 660
1440 900 900 840
480
1020
999
1080
 0.0 0.0
 3.0 4.0
 1.0 1.0
"""

VEHICLES = """T1

VEHICLE
NUMBER     CAPACITY
  2         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0       100          0
    1      1         1         15         5        60         10
    2      3         4         15         0        50         10
"""


@pytest.fixture
def technicians(tmp_path: Path) -> damm.Technicians:
    path = tmp_path / "STRSP_T_1.txt"
    path.write_text(TECHNICIANS)
    return damm.read(path)


def test_technicians_tasks_and_lunch(technicians: damm.Technicians) -> None:
    problem = technicians.problem
    (tour,) = problem.tours
    assert (tour.starts, tour.ends, tour.latest) == (48_000, 102_000, 102_000)
    assert tour.breaks == (Break(66_000, 84_000, 6_000, on_the_way=True),)
    assert problem.jobs[0].windows == ((50_000, 87_000),)
    assert problem.travel.tolist() == [[0, 500, 142], [500, 0, 361], [142, 361, 0]]
    assert problem.people.tolist() == [[0.0], [float("inf")]]


def test_priorities_that_are_won(technicians: damm.Technicians) -> None:
    assert technicians.won(Plan(((0,),))) == 8
    assert judge(technicians.problem, Plan(((0,),))).cost.total == pytest.approx(5, abs=0.5)
    assert not list(technicians.breaches(Plan(((0,),))))


def test_exact_ways_that_do_not_hold_are_told(technicians: damm.Technicians) -> None:
    near, other = technicians.figures.tasks
    figures = replace(technicians.figures, tasks=(replace(near, at=(30.0, 40.0)), other))
    farther = damm.Technicians("farther", figures, technicians.problem)
    assert list(farther.breaches(Plan(((0,),)))) == [
        "technician 0 is at (30.0, 40.0) from 530.0 on and has to be there at 500.0"
    ]


def test_whom_the_file_does_not_call_able_is_told(technicians: damm.Technicians) -> None:
    assert list(technicians.breaches(Plan(((1,),)))) == ["technician 0 is not able to do task 1"]


def test_a_task_that_the_file_does_not_have_is_told(technicians: damm.Technicians) -> None:
    assert list(technicians.breaches(Plan(((5,),)))) == ["task 5 never begins"]


def test_vehicles_are_tours_that_carry_their_load(tmp_path: Path) -> None:
    path = tmp_path / "T1.txt"
    path.write_text(VEHICLES)
    problem = vrptw.read(path)
    assert [(tour.starts, tour.latest, tour.stock) for tour in problem.tours] == [(0, 1000, (20,))] * 2
    assert [(job.windows, job.uses, job.ticks) for job in problem.jobs] == [
        (((50, 600),), (15,), 100),
        (((0, 500),), (15,), 100),
    ]
    assert problem.travel.tolist() == [[0, 14, 50], [14, 0, 36], [50, 36, 0]]
    assert judge(problem, Plan(((0,), (1,)))).cost.total == 128
    assert judge(problem, Plan(((0, 1), ()))).broken == ("tour 0 uses 30 of kind 0 and carries 20",)
    assert judge(problem, Plan(((0,), ()))).cost.left_out == MUST
