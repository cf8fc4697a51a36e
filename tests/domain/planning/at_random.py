"""Plans at random that keep to the arithmetic: whatever lies in a problem is inserted anywhere that it fits."""

from random import Random

from bench.planning.reference import judge
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem


def thrown_together(problem: Problem, present: Plan, chance: Random, tries: int = 6) -> Plan:
    """The present plan with some jobs taken out, and then as many as possible put in at random."""
    routes = [[job for job in route if _stays(problem, job, chance)] for route in present.routes]
    done = {job for route in routes for job in route}
    missing = [job for job in range(len(problem.jobs)) if job not in done]
    chance.shuffle(missing)
    for job in missing:
        for _ in range(tries):
            trial = _with(problem, routes, job, chance)
            if trial is not None and not judge(problem, _plan(trial)).broken:
                routes = trial
                break
    return _plan(routes)


def _stays(problem: Problem, job: int, chance: Random) -> bool:
    return problem.jobs[job].left_out >= 1e8 or chance.random() < 0.5


def _with(problem: Problem, routes: list[list[int]], job: int, chance: Random) -> list[list[int]] | None:
    crew = problem.jobs[job].crew
    able = [at for at, tour in enumerate(problem.tours) if problem.people[job, tour.technician] < float("inf")]
    if len(able) < crew:
        return None
    found = [list(route) for route in routes]
    for tour in chance.sample(able, crew):
        found[tour].insert(chance.randint(0, len(found[tour])), job)
    return found


def _plan(routes: list[list[int]]) -> Plan:
    return Plan(tuple(tuple(route) for route in routes))
