"""Which engine gets a problem, and several at once."""

from dataclasses import dataclass, field

import msgspec
import numpy as np
import pytest

from bench.planning.reference import judge
from domain.optimising.choosing import ENGINES, Afresh, Chosen, can_probably_serve_all, choose, engine
from domain.optimising.engine import Told
from domain.optimising.engines import Ruin
from domain.optimising.greedy import greedy
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import After, Job, Problem, Tour, Weights
from domain.optimising.together import Together


def day(jobs: int, technicians: int, *, job: Job = Job(30, 1, ((0, 480),), 500.0)) -> Problem:  # noqa: B008 - frozen
    """Jobs of half an hour and technicians of eight hours, ten minutes from place to place."""
    travel = np.full((3, 3), 10, np.int32)
    np.fill_diagonal(travel, 0)
    tours = tuple(Tour(number, 0, 480, 480, 0, 0) for number in range(technicians))
    places = tuple(msgspec.structs.replace(job, place=number % 2 + 1) for number in range(jobs))
    return Problem(tours, places, travel, np.zeros((jobs, technicians)))


def goes_on(_seconds: float, _plan: Plan, _cost: float) -> bool:
    return True


def names(problem: Problem) -> list[str]:
    return [engine.name for engine in choose(problem)]


@pytest.mark.parametrize(
    ("problem", "chosen"),
    [
        (day(20, 4), ["served+ruin"]),
        (day(80, 4), ["greedy", "ruin+ruin"]),
        (day(600, 4), ["greedy", "split ruin"]),
        (day(600, 80), ["served+ruin"]),
        (day(20, 4, job=Job(30, 1, ((0, 480),), 500.0, crew=2)), ["greedy", "ruin+ruin"]),
        (day(20, 4, job=Job(30, 1, ((0, 480),), 500.0, after=(After(0),))), ["greedy", "ruin+ruin"]),
        (msgspec.structs.replace(day(20, 4), weights=Weights(unfair=1)), ["greedy", "ruin+ruin"]),
        (day(0, 4), ["greedy", "ruin+ruin"]),
        (day(4, 0), ["greedy", "ruin+ruin"]),
    ],
)
def test_the_shape_of_a_problem_chooses_its_engines(problem: Problem, chosen: list[str]) -> None:
    assert names(problem) == chosen


def test_what_nobody_may_do_cannot_be_served() -> None:
    problem = day(3, 2)
    forbidden = problem.people.copy()
    forbidden[1] = np.inf
    assert can_probably_serve_all(problem)
    assert not can_probably_serve_all(msgspec.structs.replace(problem, people=forbidden))


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(
    "problem", [day(6, 2), day(40, 2), day(0, 2), day(3, 0)], ids=["room", "full", "idle", "nobody"]
)
def test_every_engine_gives_a_sound_plan_that_is_no_worse(name: str, problem: Problem) -> None:
    plan = ENGINES[name]().solve(problem, nothing(problem), seconds=0.3, seed=1, told=goes_on)
    judged = judge(problem, plan)
    assert judged.broken == ()
    assert judged.cost.total <= judge(problem, nothing(problem)).cost.total


def test_everybody_is_served_where_there_is_room() -> None:
    problem = day(12, 2)
    plan = Chosen().solve(problem, nothing(problem), seconds=0.5, seed=1, told=goes_on)
    assert served(plan) == set(range(12))


def test_the_chosen_engines_end_when_nobody_wants_more() -> None:
    problem = day(40, 2)
    told: list[float] = []

    def stops(seconds: float, _plan: Plan, _cost: float) -> bool:
        told.append(seconds)
        return False

    Chosen().solve(problem, nothing(problem), seconds=60, seed=1, told=stops)
    assert len(told) == 1


@dataclass
class Scripted:
    """An engine that tells one plan, then waits until it is stopped."""

    plan: Plan
    cost: float
    waits: bool = False
    name: str = "scripted"
    seeds: list[int] = field(default_factory=list)

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002 - as scripted
        self.seeds.append(seed)
        while told(0.0, self.plan, self.cost) and self.waits:
            pass
        return self.plan


def test_the_greedy_plan_is_there_before_the_engine_that_begins_afresh() -> None:
    problem = day(12, 2)
    slow = Scripted(nothing(problem), 6000.0)
    told: list[frozenset[int]] = []

    def hears(_seconds: float, plan: Plan, _cost: float) -> bool:
        told.append(served(plan))
        return True

    plan = Afresh(slow).solve(problem, nothing(problem), seconds=5, seed=1, told=hears)
    assert [len(each) for each in told] == [12, 0]
    assert served(plan) == set(range(12))


def test_an_engine_that_begins_afresh_counts_where_it_is_better() -> None:
    places = np.random.default_rng(1).integers(5, 60, (13, 13)).astype(np.int32)
    scattered = tuple(msgspec.structs.replace(job, place=number + 1) for number, job in enumerate(day(12, 2).jobs))
    problem = msgspec.structs.replace(day(12, 2), jobs=scattered, travel=places)
    better = Ruin(2000).solve(problem, nothing(problem), seconds=5, seed=1, told=goes_on)
    assert judge(problem, better).cost.total < judge(problem, greedy(problem, nothing(problem))).cost.total
    found = Afresh(Scripted(better, 0.0)).solve(problem, nothing(problem), seconds=5, seed=1, told=goes_on)
    assert found == better


def test_nobody_begins_afresh_once_nobody_wants_more() -> None:
    problem = day(12, 2)
    engine = Scripted(nothing(problem), 6000.0)
    Afresh(engine).solve(problem, nothing(problem), seconds=5, seed=1, told=lambda *_: False)
    assert engine.seeds == []


@dataclass
class Failing:
    """An engine that fails at once."""

    name: str = "failing"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002 - as scripted
        raise ZeroDivisionError


def test_of_several_engines_the_best_plan_counts_and_each_draws_otherwise() -> None:
    problem = day(2, 1)
    poor, good = Scripted(Plan(((0,),)), 520.0), Scripted(Plan(((0, 1),)), 30.0)
    assert Together(poor, good).solve(problem, nothing(problem), seconds=1, seed=7, told=goes_on) == good.plan
    assert (poor.seeds, good.seeds) == ([7], [8])


def test_what_stops_one_of_several_stops_all_and_only_the_best_is_told() -> None:
    problem = day(2, 1)
    told: list[float] = []

    def stops_at_the_good_one(_seconds: float, _plan: Plan, cost: float) -> bool:
        told.append(cost)
        return cost > 100

    engines = Scripted(Plan(((0,),)), 520.0, waits=True), Scripted(Plan(((0, 1),)), 30.0, waits=True)
    plan = Together(*engines).solve(problem, nothing(problem), seconds=60, seed=1, told=stops_at_the_good_one)
    assert plan == engines[1].plan
    assert told == sorted(told, reverse=True)


def test_an_engine_that_fails_among_several_is_told_of() -> None:
    problem = day(2, 1)
    with pytest.raises(ZeroDivisionError):
        Together(Scripted(Plan(((0,),)), 520.0, waits=True), Failing()).solve(
            problem, nothing(problem), seconds=60, seed=1, told=goes_on
        )


def test_bounded_by_iterations_the_same_plan_is_found_again() -> None:
    problem = day(40, 2)
    plans = [
        engine("chosen", iterations=200).solve(problem, nothing(problem), seconds=0, seed=5, told=goes_on)
        for _ in range(2)
    ]
    assert plans[0] == plans[1]
    assert judge(problem, plans[0]).broken == ()
