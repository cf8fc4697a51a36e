"""What every engine from elsewhere has in common: its routes are judged by our own arithmetic."""

import time

from domain.optimising.engine import Told
from domain.optimising.evaluation import Evaluator
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.routing.settling import settled


def answer(problem: Problem, start: Plan, routed: Plan, began: float, told: Told) -> Plan:
    """The routes as far as they hold, or the start where that is better; told as the last word."""
    evaluator = Evaluator(problem)
    plan = settled(problem, evaluator, routed)
    judged, before = evaluator.evaluate(plan), evaluator.evaluate(start)
    if not before.broken and before.cost.total <= judged.cost.total:
        plan, judged = start, before
    told(time.monotonic() - began, plan, judged.cost.total)
    return plan
