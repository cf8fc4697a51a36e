"""A plan: which jobs each tour does, in their order; when they begin follows from the problem."""

import msgspec

from domain.optimising.problem import Problem


class Plan(msgspec.Struct, frozen=True):
    """For each tour its jobs in order; a job of a crew stands on several tours, and what is left out on none."""

    routes: tuple[tuple[int, ...], ...]


def nothing(problem: Problem) -> Plan:
    """The plan in which everything is left out."""
    return Plan(((),) * len(problem.tours))


def served(plan: Plan) -> frozenset[int]:
    """The jobs that the plan does."""
    return frozenset(job for route in plan.routes for job in route)
