"""Why not: asked of every tour that might come, answered with what binds there and what would free it."""

from collections.abc import Iterable

from domain.optimising.insertion import Insertion
from domain.optimising.insertions import Around, Standing
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.planning.reasons.nearest import nearness
from domain.planning.reasons.remedies import longest, missing, remedies, widened, widest
from domain.planning.reasons.values import Binding, Reason

#: More tours than these are not asked about one job.
MOST_TOURS = 60


def why_not(
    problem: Problem, plan: Plan, job: int, tours: Iterable[int] | None = None, earliest: int | None = None
) -> tuple[Reason, ...]:
    """Why the job is on none of these tours (None: those that come nearest to it), the nearest first.

    Before `earliest` nothing begins, whatever is agreed: tours may have begun, and nobody can go back.
    """
    standing = Standing(problem, plan)
    asked = likely(problem, job) if tours is None else tours
    return tuple(sorted((_reason(standing, tour, job, earliest) for tour in asked), key=nearness))


def likely(problem: Problem, job: int, most: int = MOST_TOURS) -> tuple[int, ...]:
    """The tours that come nearest to doing it, whatever is on them, as far as that can be told without trying."""

    def distance(number: int) -> tuple[bool, int, int]:
        tour = problem.tours[number]
        windows = problem.jobs[job].windows
        away = min((max(first - tour.latest, tour.starts - last, 0) for first, last in windows), default=0)
        return problem.people[job, tour.technician] == float("inf"), away, number

    return tuple(sorted(range(len(problem.tours)), key=distance)[:most])


def _reason(standing: Standing, tour: int, job: int, earliest: int | None) -> Reason:
    problem = standing.problem
    left_out = problem.jobs[job].left_out
    technician = problem.tours[tour].technician
    if any(before.job not in standing.starts for before in problem.jobs[job].after):
        return Reason(job, tour, technician, Binding.BEFORE, left_out)
    around = standing.around(tour, job)
    insertion = around.cheapest()
    binding = _binding(around, insertion, earliest)
    misses = remedies(around, earliest) if insertion is None else ()
    return Reason(job, tour, technician, binding, left_out, insertion, misses)


def _binding(around: Around, insertion: Insertion | None, earliest: int | None) -> Binding:
    if insertion is not None:
        return Binding.DEAR if insertion.extra >= around.job.left_out else Binding.PAYS
    if around.is_forbidden:
        return Binding.FORBIDDEN
    if missing(around) and around.carrying(missing(around)).cheapest() is not None:
        return Binding.STOCK
    empty = around.empty()
    fresh = empty if earliest is None else empty.fresh(earliest)
    tried = {
        Binding.FULL: empty,
        Binding.WINDOW: widened(empty, widest(empty), earliest),
        Binding.REST: widened(fresh, widest(fresh)),
        Binding.HOURS: empty.longer(longest(empty)),
    }
    return next((binding for binding, each in tried.items() if each.cheapest() is not None), Binding.SEVERAL)
