"""Makes a plan of another engine hold: what begins too late by our own clock is taken out again."""

from domain.optimising.evaluation import Evaluator
from domain.optimising.greedy import greedy
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem


def settled(problem: Problem, evaluator: Evaluator, plan: Plan) -> Plan:
    """The plan without the jobs that break it, and with whatever else is worth it where it fits."""
    if not evaluator.evaluate(plan).broken:
        return greedy(problem, plan)
    kept = plan
    for tour in range(len(plan.routes)):
        if evaluator.evaluate(_alone(plan, tour, plan.routes[tour])).broken:
            kept = _with(kept, tour, _longest(evaluator, plan, tour))
    return greedy(problem, kept)


def _longest(evaluator: Evaluator, plan: Plan, tour: int) -> tuple[int, ...]:
    """The jobs of a tour one after the other, but for those that do not fit after the others."""
    kept: tuple[int, ...] = ()
    for job in plan.routes[tour]:
        if not evaluator.evaluate(_alone(plan, tour, (*kept, job))).broken:
            kept = (*kept, job)
    return kept


def _alone(plan: Plan, tour: int, route: tuple[int, ...]) -> Plan:
    return _with(Plan(((),) * len(plan.routes)), tour, route)


def _with(plan: Plan, tour: int, route: tuple[int, ...]) -> Plan:
    return Plan((*plan.routes[:tour], route, *plan.routes[tour + 1 :]))
