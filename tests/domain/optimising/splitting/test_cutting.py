"""Parts: each tour in one, no job in two, and what belongs together in the same."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bench.planning.days import Service, generate
from domain.optimising.evaluation import evaluate
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import Problem
from domain.optimising.splitting.cutting import Cutting
from domain.optimising.splitting.part import Part
from domain.optimising.splitting.units import Unit, units
from tests.domain.optimising.drawn import problems_and_plans


def cut(problem: Problem, plan: Plan, size: float, seed: int) -> list[Part]:
    draw = Random(seed)
    everything = units(problem, plan.routes, draw)
    return [_part(problem, plan, part) for part in Cutting(problem, everything, draw).parts(size)]


def _part(problem: Problem, plan: Plan, members: list[Unit]) -> Part:
    tours = sorted(tour for unit in members for tour in unit.tours)
    jobs = sorted(job for unit in members for job in unit.jobs)
    return Part.cut_out(problem, plan.routes, tours, jobs)


@given(problems_and_plans(), st.sampled_from((0.0, 2.0, 100.0)), st.integers(0, 9))
def test_every_tour_is_in_one_part_and_no_job_in_two(drawn: tuple[Problem, Plan], size: float, seed: int) -> None:
    problem, plan = drawn
    parts = cut(problem, plan, size, seed)
    assert sorted(tour for part in parts for tour in part.tours) == list(range(len(problem.tours)))
    jobs = [job for part in parts for job in part.jobs]
    assert len(jobs) == len(set(jobs))
    assert served(plan) <= set(jobs)
    for part in parts:
        assert served(part.plan) == {number for number, job in enumerate(part.jobs) if job in served(plan)}


@given(problems_and_plans(), st.integers(0, 9))
def test_a_part_put_back_is_what_it_was(drawn: tuple[Problem, Plan], seed: int) -> None:
    problem, plan = drawn
    routes: list[tuple[int, ...]] = [()] * len(problem.tours)
    for part in cut(problem, plan, 2.0, seed):
        part.put_back(part.plan, routes)
    assert Plan(tuple(routes)) == plan


@given(problems_and_plans(), st.integers(0, 9))
def test_the_costs_of_the_parts_are_those_of_the_whole(drawn: tuple[Problem, Plan], seed: int) -> None:
    problem, plan = drawn
    whole = evaluate(problem, plan)
    parts = cut(problem, plan, 2.0, seed)
    judged = [evaluate(part.problem, part.plan) for part in parts]
    assert any(each.broken for each in judged) == bool(whole.broken)
    if not whole.broken:
        within = {job for part in parts for job in part.jobs}
        outside = sum(job.left_out for number, job in enumerate(problem.jobs) if number not in within)
        total = sum(each.cost.total for each in judged) + outside
        assert abs(total - whole.cost.total) <= 1e-6 * max(1.0, abs(total))


def test_parts_are_about_as_large_as_wanted_and_lie_together() -> None:
    problem = generate(Service(60, 400, 3), 1)
    parts = cut(problem, nothing(problem), 50.0, 1)
    sizes = [len(part.jobs) for part in parts]
    assert sum(sizes) == 400
    assert 10 < min(sizes) <= max(sizes) <= 50
    across = float(problem.travel.mean())
    assert sum(float(part.problem.travel.mean()) for part in parts) / len(parts) < 0.8 * across


def test_the_borders_are_others_each_time_and_the_same_with_the_same_seed() -> None:
    problem = generate(Service(20, 150), 1)
    borders = [[part.tours for part in cut(problem, nothing(problem), 50.0, seed)] for seed in (1, 1, 2)]
    assert borders[0] == borders[1] != borders[2]
