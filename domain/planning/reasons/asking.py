"""Why not: asked of every tour that might come, answered with what binds there and what would free it."""

from collections.abc import Iterable

from domain.optimising.insertions import Around, Insertion, Standing
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.planning.reasons.remedies import longest, missing, remedies, widened, widest
from domain.planning.reasons.values import Binding, Miss, Reason, Remedy

#: More tours than these are not asked about one job.
MOST_TOURS = 60


def why_not(problem: Problem, plan: Plan, job: int, tours: Iterable[int] | None = None) -> tuple[Reason, ...]:
    """Why the job is on none of these tours (None: those that come nearest to it), the nearest first."""
    standing = Standing(problem, plan)
    asked = likely(problem, job) if tours is None else tours
    return tuple(sorted((_reason(standing, tour, job) for tour in asked), key=_nearness))


def why_not_technicians(problem: Problem, plan: Plan, job: int) -> tuple[Reason, ...]:
    """For each technician who was asked the nearest of their tours."""
    nearest: dict[int, Reason] = {}
    for reason in why_not(problem, plan, job):
        nearest.setdefault(reason.technician, reason)
    return tuple(nearest.values())


def nearest_misses(reasons: Iterable[Reason]) -> tuple[tuple[Reason, Miss], ...]:
    """Of each remedy the least that would do it anywhere, with where; those that pay first."""
    least: dict[Remedy, tuple[Reason, Miss]] = {}
    for reason in reasons:
        for miss in reason.misses:
            known = least.get(miss.remedy)
            if known is None or _ease(reason, miss) < _ease(*known):
                least[miss.remedy] = reason, miss
    return tuple(sorted(least.values(), key=lambda each: (each[1].extra >= each[0].left_out, _order(each[1]))))


def likely(problem: Problem, job: int, most: int = MOST_TOURS) -> tuple[int, ...]:
    """The tours that come nearest to doing it, whatever is on them, as far as that can be told without trying."""

    def distance(number: int) -> tuple[bool, int, int]:
        tour = problem.tours[number]
        windows = problem.jobs[job].windows
        away = min((max(first - tour.latest, tour.starts - last, 0) for first, last in windows), default=0)
        return problem.people[job, tour.technician] == float("inf"), away, number

    return tuple(sorted(range(len(problem.tours)), key=distance)[:most])


def _reason(standing: Standing, tour: int, job: int) -> Reason:
    problem = standing.problem
    left_out = problem.jobs[job].left_out
    technician = problem.tours[tour].technician
    if any(before.job not in standing.starts for before in problem.jobs[job].after):
        return Reason(job, tour, technician, Binding.BEFORE, left_out)
    around = standing.around(tour, job)
    insertion = around.cheapest()
    binding = _binding(around, insertion)
    misses = remedies(around) if insertion is None else ()
    return Reason(job, tour, technician, binding, left_out, insertion, misses)


def _binding(around: Around, insertion: Insertion | None) -> Binding:
    if insertion is not None:
        return Binding.DEAR if insertion.extra >= around.job.left_out else Binding.PAYS
    if around.is_forbidden:
        return Binding.FORBIDDEN
    if missing(around) and around.carrying(missing(around)).cheapest() is not None:
        return Binding.STOCK
    empty = around.empty()
    tried = {
        Binding.FULL: empty,
        Binding.WINDOW: widened(empty, widest(empty)),
        Binding.HOURS: empty.longer(longest(empty)),
    }
    return next((binding for binding, each in tried.items() if each.cheapest() is not None), Binding.SEVERAL)


def _nearness(reason: Reason) -> tuple[bool, float, bool, tuple[int, int, float], int]:
    """What fits comes first, the cheapest before the dear; then what takes least."""
    if reason.insertion is not None:
        return False, reason.insertion.extra, False, (0, 0, 0.0), reason.tour
    least = min((_order(miss) for miss in reason.misses), default=(len(Remedy), 0, 0.0))
    return True, 0.0, not reason.misses, least, reason.tour


def _order(miss: Miss) -> tuple[int, int, float]:
    return list(Remedy).index(miss.remedy), miss.ticks, miss.extra


def _ease(reason: Reason, miss: Miss) -> tuple[bool, int, float]:
    return miss.extra >= reason.left_out, miss.ticks, miss.extra
