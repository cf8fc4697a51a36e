"""From a planning problem to what the routing library solves, and from its routes back to a plan."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvrp
from numpy.typing import NDArray

from domain.optimising.plan import Plan
from domain.optimising.problem import Problem, Tour
from domain.optimising.routing.clock import Clock, common_breaks
from domain.optimising.routing.folding import folded
from domain.optimising.routing.loads import filled, kinds
from domain.optimising.routing.options import Option, options
from domain.optimising.routing.profiles import columns
from domain.optimising.routing.scale import Scale
from domain.optimising.routing.ways import between


@dataclass(frozen=True)
class Translated:
    """The problem in the library's words, and what each of its clients and vehicles stands for.

    `jobs` and `chosen` say the job and the window of each client, `tours` the alike tours of each kind of vehicle.
    """

    data: pyvrp.ProblemData
    jobs: tuple[int, ...]
    chosen: tuple[Option, ...]
    tours: tuple[tuple[int, ...], ...]

    def plan(self, solution: pyvrp.Solution) -> Plan:
        """The routes of a solution as those of tours."""
        free = [list(reversed(alike)) for alike in self.tours]
        routes: list[tuple[int, ...]] = [()] * sum(map(len, self.tours))
        for route in solution.routes():
            tour = free[route.vehicle_type()].pop()
            routes[tour] = tuple(self.jobs[activity.idx] for activity in route if activity.is_client())
        return Plan(tuple(routes))

    def solution(self, plan: Plan, starts: dict[int, int]) -> pyvrp.Solution:
        """A plan whose jobs begin at `starts` as the library's own."""
        clients: dict[int, list[int]] = defaultdict(list)
        for client, job in enumerate(self.jobs):
            clients[job].append(client)
        kinds = {tour: kind for kind, alike in enumerate(self.tours) for tour in alike}
        routes = [
            pyvrp.Route(self.data, [self._nearest(clients[job], starts[job]) for job in known], kinds[tour])
            for tour, route in enumerate(plan.routes)
            if (known := [job for job in route if job in clients])
        ]
        return pyvrp.Solution(self.data, routes)

    def _nearest(self, clients: list[int], start: int) -> int:
        return min(clients, key=lambda client: _away(self.chosen[client], start))


def translated(problem: Problem) -> Translated:
    """The problem as the library knows it; only for one without misfits."""
    return _Translation(folded(problem)).done()


class _Translation:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._scale = Scale(problem)
        self._clock = Clock(common_breaks(problem.tours) or ())
        self._columns = columns(problem)
        used = {int(self._columns[tour.technician]) for tour in problem.tours}
        self._profiles = {technician: profile for profile, technician in enumerate(sorted(used))}
        ends = {place for tour in problem.tours for place in (tour.start_place, tour.end_place)}
        self._depots = {place: depot for depot, place in enumerate(sorted(ends))}
        self._kinds = kinds(problem)

    def done(self) -> Translated:
        clients, groups, jobs, chosen = self._clients()
        alike = self._alike()
        distances, durations = self._matrices()
        nodes = len(self._depots) + len(self._problem.jobs)
        data = pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in range(nodes)],
            clients,
            [pyvrp.Depot(depot) for depot in self._depots.values()],
            [self._vehicles(self._problem.tours[tours[0]], len(tours)) for tours in alike],
            distances,
            durations,
            groups,
        )
        return Translated(data, tuple(jobs), tuple(chosen), tuple(alike))

    def _clients(self) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup], list[int], list[Option]]:
        clients: list[pyvrp.Client] = []
        groups: list[pyvrp.ClientGroup] = []
        jobs: list[int] = []
        chosen: list[Option] = []
        for number, job in enumerate(self._problem.jobs):
            ways = options(self._problem, job, self._scale)
            group = len(groups) if len(ways) > 1 else None
            if group is not None:
                groups.append(pyvrp.ClientGroup(list(range(len(clients), len(clients) + len(ways))), required=False))
            clients += [self._client(number, way, group) for way in ways]
            jobs += [number] * len(ways)
            chosen += ways
        return clients, groups, jobs, chosen

    def _client(self, number: int, way: Option, group: int | None) -> pyvrp.Client:
        job = self._problem.jobs[number]
        return pyvrp.Client(
            len(self._depots) + number,
            delivery=filled(job.uses, self._kinds),
            service_duration=job.ticks,
            tw_early=self._clock.at(way.first),
            tw_late=self._clock.at(way.last),
            prize=way.prize,
            required=False,
            group=group,
        )

    def _alike(self) -> list[tuple[int, ...]]:
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for number, tour in enumerate(self._problem.tours):
            hours = (tour.starts, tour.ends, tour.latest, tour.start_place, tour.end_place, tour.stock)
            alike[self._columns[tour.technician], *hours].append(number)
        return [tuple(tours) for tours in alike.values()]

    def _vehicles(self, tour: Tour, number: int) -> pyvrp.VehicleType:
        starts, ends, latest = (self._clock.at(moment) for moment in (tour.starts, tour.ends, tour.latest))
        weights = self._problem.weights
        timed = weights.overtime > 0 or weights.waiting > 0
        return pyvrp.VehicleType(
            number,
            capacity=filled(tour.stock, self._kinds),
            start_depot=self._depots[tour.start_place],
            end_depot=self._depots[tour.end_place],
            tw_early=starts,
            tw_late=latest,
            shift_duration=ends - starts if timed else latest - starts,
            max_overtime=latest - ends if timed else 0,
            start_late=starts if timed else None,
            unit_duration_cost=self._scale.units(weights.waiting),
            unit_overtime_cost=self._scale.units(weights.overtime),
            profile=self._profiles[int(self._columns[tour.technician])],
        )

    def _matrices(self) -> tuple[list[Any], list[Any]]:
        weights = self._problem.weights
        durations = between(self._problem, [*self._depots, *(job.place for job in self._problem.jobs)])
        ways = durations * self._scale.units(weights.travel - weights.waiting)
        distances = [ways + self._dues(technician) for technician in self._profiles]
        for each in distances:
            np.fill_diagonal(each, 0)
        return distances, [durations] * len(distances)

    def _dues(self, technician: int) -> NDArray[np.int64]:
        """What it costs to come to each node, above the way."""
        column = self._problem.people[:, technician]
        allowed = np.isfinite(column)
        dues = np.full(column.shape, self._scale.never, np.int64)
        dues[allowed] = [self._scale.units(float(cost)) for cost in column[allowed]]
        return np.concatenate([np.zeros(len(self._depots), np.int64), dues])


def _away(option: Option, start: int) -> int:
    return max(option.first - start, start - option.last, 0)
