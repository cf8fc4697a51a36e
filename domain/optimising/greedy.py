"""The plan that is always there: everything inserted where it costs least, the dearest to leave out first."""

from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import Problem
from domain.optimising.searching import Search


def greedy(problem: Problem, plan: Plan | None = None) -> Plan:
    """The plan with all inserted that costs less in it than left out; what is in it stays."""
    return Search(problem, nothing(problem) if plan is None else plan, seed=0).best()
