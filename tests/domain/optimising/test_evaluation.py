"""The compiled evaluator and the slow one say the same of every plan."""

import pytest
from hypothesis import given, settings

from bench.planning.reference import judge
from domain.optimising.evaluation import evaluate
from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import Problem
from tests.domain.optimising.drawn import problems, problems_and_plans


@settings(max_examples=400)
@given(problems_and_plans())
def test_the_same_cost_starts_and_breaches(drawn: tuple[Problem, Plan]) -> None:
    problem, plan = drawn
    slow, compiled = judge(problem, plan), evaluate(problem, plan)
    assert bool(compiled.broken) == bool(slow.broken), (slow.broken, compiled.broken)
    if not slow.broken:
        assert compiled.starts == slow.starts
        assert compiled.cost.total == pytest.approx(slow.cost.total)
        assert compiled.cost == slow.cost


@given(problems())
def test_the_same_of_a_plan_that_does_nothing(problem: Problem) -> None:
    assert evaluate(problem, nothing(problem)) == judge(problem, nothing(problem))
