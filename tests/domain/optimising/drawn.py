"""Small problems with everything in them, and plans of any kind for them, drawn by hypothesis."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from bench.planning.reference import judge
from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import NOWHERE, After, Break, Job, Present, Problem, Tour, Weights

DAY = 200
_KINDS = 2


@st.composite
def problems(draw: st.DrawFn, *, most_jobs: int = 7, most_tours: int = 4) -> Problem:
    """Up to three technicians on one or two days, and jobs that wait for each other, want crews and parts."""
    places = draw(st.integers(2, 5))
    technicians = draw(st.integers(1, 3))
    tours = tuple(draw(st.lists(_tours(technicians, places), min_size=2, max_size=most_tours)))
    count = draw(st.integers(3, most_jobs))
    jobs = tuple(draw(_jobs(number, places, len(tours))) for number in range(count))
    return Problem(tours, jobs, _matrix(draw, places), _people(draw, count, technicians), draw(_weights()))


@st.composite
def plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """Any plan: most keep to crews and put no job twice, as engines do; what the clock says of them is open."""
    order = draw(st.permutations(range(len(problem.jobs))))
    routes: list[list[int]] = [[] for _ in problem.tours]
    for job in order:
        crew = problem.jobs[job].crew
        wanted = draw(st.sampled_from((crew, crew, crew, 0, 1, 2)))
        tours = draw(st.permutations(range(len(problem.tours))))
        for tour in tours[: min(wanted, len(tours))]:
            routes[tour].append(job)
    return Plan(tuple(tuple(route) for route in routes))


@st.composite
def sound_plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """Plans that break nothing: each job in turn is put anywhere on its crew's tours and stays if that is allowed."""
    plan = nothing(problem)
    for job in draw(st.permutations(range(len(problem.jobs)))):
        tours = draw(st.permutations(range(len(problem.tours))))[: problem.jobs[job].crew]
        routes = [list(route) for route in plan.routes]
        for tour in tours:
            routes[tour].insert(draw(st.integers(0, len(routes[tour]))), job)
        grown = Plan(tuple(tuple(route) for route in routes))
        plan = plan if judge(problem, grown).broken else grown
    return plan


@st.composite
def problems_and_plans(draw: st.DrawFn) -> tuple[Problem, Plan]:
    """A problem, and any plan for it or a sound one."""
    problem = draw(problems())
    return problem, draw(st.one_of(sound_plans(problem), plans(problem)))


@st.composite
def _tours(draw: st.DrawFn, technicians: int, places: int) -> Tour:
    day = draw(st.integers(0, 1)) * DAY
    starts = day + draw(st.integers(0, 40))
    ends = starts + draw(st.integers(60, 150))
    where = st.integers(NOWHERE, places - 1)
    return Tour(
        technician=draw(st.integers(0, technicians - 1)),
        starts=starts,
        ends=ends,
        latest=ends + draw(st.integers(0, 40)),
        start_place=draw(where),
        end_place=draw(where),
        breaks=tuple(draw(st.lists(_breaks(starts, ends), max_size=2))),
        fair=draw(st.integers(0, 100)),
        stock=tuple(draw(st.lists(st.integers(2, 9), min_size=1, max_size=_KINDS))),
    )


@st.composite
def _breaks(draw: st.DrawFn, starts: int, ends: int) -> Break:
    opens = draw(st.integers(starts, ends))
    ticks = draw(st.integers(1, 20))
    return Break(opens, opens + ticks + draw(st.integers(0, 40)), ticks, on_the_way=draw(st.booleans()))


@st.composite
def _jobs(draw: st.DrawFn, number: int, places: int, tours: int) -> Job:
    return Job(
        ticks=draw(st.integers(0, 15)),
        place=draw(st.integers(NOWHERE, places - 1)),
        windows=draw(_windows()),
        left_out=float(draw(st.integers(0, 500))),
        due=draw(st.none() | st.integers(0, 2 * DAY)),
        late=float(draw(st.integers(0, 5))),
        crew=draw(st.sampled_from((1, 1, 1, 2))),
        after=draw(_after(number)),
        uses=tuple(draw(st.lists(st.integers(0, 2), max_size=_KINDS))),
        present=draw(st.none() | _present(tours)),
        moved=float(draw(st.integers(0, 20))),
    )


@st.composite
def _windows(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """One wide window, or up to three in order with gaps between them."""
    if draw(st.integers(0, 3)):
        return ((0, 2 * DAY),)
    edges = sorted(draw(st.sets(st.integers(0, 2 * DAY), min_size=2, max_size=6)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def _after(draw: st.DrawFn, number: int) -> tuple[After, ...]:
    """Now and then an earlier job; circles come about between the orders of tours."""
    if number == 0 or draw(st.integers(0, 2)):
        return ()
    return (After(draw(st.integers(0, number - 1)), draw(st.integers(0, 15))),)


@st.composite
def _present(draw: st.DrawFn, tours: int) -> Present:
    return Present((draw(st.integers(0, tours - 1)),), draw(st.integers(0, 1)) * DAY + draw(st.integers(0, DAY // 2)))


@st.composite
def _weights(draw: st.DrawFn) -> Weights:
    return Weights(*(float(draw(st.integers(0, 4))) for _ in range(4)))


def _matrix(draw: st.DrawFn, places: int) -> NDArray[np.int32]:
    ticks = draw(st.lists(st.integers(0, 15), min_size=places * places, max_size=places * places))
    matrix = np.array(ticks, np.int32).reshape(places, places)
    np.fill_diagonal(matrix, 0)
    return matrix


def _people(draw: st.DrawFn, jobs: int, technicians: int) -> NDArray[np.float64]:
    costs = st.sampled_from((0.0, 0.0, 0.0, 0.0, 5.0, 15.0, 15.0, float("inf")))
    drawn = draw(st.lists(costs, min_size=jobs * technicians, max_size=jobs * technicians))
    return np.array(drawn, np.float64).reshape(jobs, technicians)
