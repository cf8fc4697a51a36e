"""The engine for large problems: never a broken plan or a lost job, and better by what its parts are better by."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.planning.days import Service, generate
from bench.planning.reference import judge
from domain.optimising.engine import Told
from domain.optimising.engines import Greedy, Ruin
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import MUST, NOWHERE, Job, Problem, Tour
from domain.optimising.splitting.split import Split
from tests.domain.optimising.drawn import problems_and_plans

LARGE = generate(Service(60, 300, 2), 1)


@dataclass
class Teller:
    """Remembers what it is told, and has enough after so many times."""

    enough: int = 1_000_000
    costs: list[float] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)

    def __call__(self, _seconds: float, plan: Plan, cost: float) -> bool:
        self.costs.append(cost)
        self.plans.append(plan)
        return len(self.costs) < self.enough


@dataclass(frozen=True)
class Careless:
    """Takes everything out of the plan, or puts the first job everywhere."""

    name: str

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002
        return nothing(problem) if self.name == "leaving out" else Plan(((0,),) * len(problem.tours))


@pytest.fixture
def teller() -> Teller:
    return Teller()


@settings(max_examples=50)
@given(problems_and_plans(), st.integers(0, 9))
def test_it_never_breaks_a_plan_nor_loses_a_job(drawn: tuple[Problem, Plan], seed: int) -> None:
    problem, start = drawn
    teller = Teller()
    plan = Split(Greedy(), size=2, rounds=2).solve(problem, start, seconds=60.0, seed=seed, told=teller)
    found, before = judge(problem, plan), judge(problem, start)
    assert found.broken == ()
    assert teller.costs[-1] == pytest.approx(found.cost.total, rel=1e-9, abs=1e-3)
    if not before.broken:
        assert found.cost.total <= before.cost.total + 1e-6
        must = {job for job in served(start) if problem.jobs[job].left_out >= MUST}
        assert must <= served(plan)


@pytest.mark.parametrize("careless", ["leaving out", "putting everywhere"])
def test_what_an_engine_spoils_is_not_taken(careless: str, teller: Teller) -> None:
    start = Greedy().solve(LARGE, nothing(LARGE), seconds=1.0, seed=1, told=Teller())
    assert Split(Careless(careless), rounds=1).solve(LARGE, start, seconds=60.0, seed=1, told=teller) == start


def test_rounds_reach_over_the_borders_of_those_before(teller: Teller) -> None:
    once = Split(Greedy(), size=30, rounds=1).solve(LARGE, nothing(LARGE), seconds=60.0, seed=1, told=Teller())
    often = Split(Greedy(), size=30, rounds=8).solve(LARGE, nothing(LARGE), seconds=60.0, seed=1, told=teller)
    first, last = judge(LARGE, once), judge(LARGE, often)
    assert last.broken == ()
    assert len(served(often)) > len(served(once))
    assert last.cost.total < first.cost.total
    assert teller.costs == sorted(teller.costs, reverse=True)


def test_when_its_time_is_over_it_is_better_than_its_start(teller: Teller) -> None:
    start = Ruin().solve(LARGE, nothing(LARGE), seconds=60.0, seed=1, told=Teller(enough=2))
    plan = Split(Ruin()).solve(LARGE, start, seconds=2.0, seed=1, told=teller)
    assert judge(LARGE, plan).broken == ()
    assert judge(LARGE, plan).cost.total < judge(LARGE, start).cost.total


def test_it_ends_when_nobody_wants_more_and_keeps_what_it_has() -> None:
    teller = Teller(enough=5)
    plan = Split(Ruin()).solve(LARGE, nothing(LARGE), seconds=60.0, seed=1, told=teller)
    assert judge(LARGE, plan).broken == ()
    assert served(plan)


def test_the_same_seed_finds_the_same_plan() -> None:
    plans = [
        Split(Greedy(), size=40, rounds=3).solve(LARGE, nothing(LARGE), seconds=60.0, seed=seed, told=Teller())
        for seed in (1, 1, 2)
    ]
    assert plans[0] == plans[1] != plans[2]


NOBODY = Problem((), (), np.zeros((0, 0), np.int32), np.zeros((0, 0)))
NO_JOB = Problem((Tour(0, 0, 480, 480),), (), np.zeros((0, 0), np.int32), np.zeros((0, 1)))
FORBIDDEN = Problem(NO_JOB.tours, (Job(10, NOWHERE, ((0, 480),), 5.0),), NO_JOB.travel, np.full((1, 1), np.inf))


@pytest.mark.parametrize("problem", [NOBODY, NO_JOB, FORBIDDEN], ids=["nobody", "no job", "forbidden"])
def test_where_there_is_nothing_to_do_it_ends_at_once(problem: Problem, teller: Teller) -> None:
    assert Split(Greedy()).solve(problem, nothing(problem), seconds=60.0, seed=1, told=teller) == nothing(problem)
    assert len(teller.costs) == 1
