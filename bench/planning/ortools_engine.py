"""OR-Tools' routing library as an engine to be measured against: it has words for every rule but crews."""

import time
from importlib.util import find_spec
from typing import Any

import numpy as np

from bench.planning.answering import answer
from domain.optimising.engine import Told
from domain.optimising.plan import Plan
from domain.optimising.problem import Job, Problem, Tour
from domain.optimising.routing.loads import filled, kinds
from domain.optimising.routing.profiles import columns
from domain.optimising.routing.scale import Scale
from domain.optimising.routing.ways import between


def ortools_missing() -> str | None:
    """Why OR-Tools cannot take part, if it cannot."""
    return None if find_spec("ortools") else "ortools is not installed"


class OrtoolsEngine:
    """Guided local search from the cheapest insertion. It holds the interpreter: it hears no stop before its time."""

    name = "ortools"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002 - it draws nothing
        """Its plan as it holds by our own arithmetic, or the start where that is better."""
        began = time.monotonic()
        routed = _Routed(problem).solved(seconds)
        return answer(problem, start, start if routed is None else routed, began, told)


class _Routed:
    """The problem in the library's words: a node for each place where tours begin or end, then one for each job."""

    def __init__(self, problem: Problem) -> None:
        from ortools.constraint_solver import pywrapcp  # only where it is installed

        self._problem = problem
        self._scale = Scale(problem)
        ends = sorted({place for tour in problem.tours for place in (tour.start_place, tour.end_place)})
        depots = {place: node for node, place in enumerate(ends)}
        self._first = len(depots)
        self._places = [*ends, *(job.place for job in problem.jobs)]
        starts = [depots[tour.start_place] for tour in problem.tours]
        self._manager = pywrapcp.RoutingIndexManager(
            len(self._places), len(problem.tours), starts, [depots[tour.end_place] for tour in problem.tours]
        )
        self._model = pywrapcp.RoutingModel(self._manager)
        self._ways = between(problem, self._places)
        self._add_costs()
        self._add_clock()
        self._add_stock()
        for number, job in enumerate(problem.jobs):
            self._add_job(number, job)

    def solved(self, seconds: float) -> Plan | None:
        """The best plan that it finds within this time, if any."""
        from ortools.constraint_solver import pywrapcp, routing_enums_pb2  # only where it is installed

        parameters = pywrapcp.DefaultRoutingSearchParameters()
        parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
        parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        parameters.time_limit.FromMilliseconds(int(seconds * 1000))
        answer = self._model.SolveWithParameters(parameters)
        if answer is None:
            return None
        return Plan(tuple(self._route(answer, tour) for tour in range(len(self._problem.tours))))

    def _route(self, answer: Any, tour: int) -> tuple[int, ...]:
        route: list[int] = []
        index = answer.Value(self._model.NextVar(self._model.Start(tour)))
        while not self._model.IsEnd(index):
            route.append(self._manager.IndexToNode(index) - self._first)
            index = answer.Value(self._model.NextVar(index))
        return tuple(route)

    def _add_costs(self) -> None:
        alike = columns(self._problem)
        under_way = self._ways * self._scale.units(self._problem.weights.travel)
        registered: dict[int, int] = {}
        for vehicle, tour in enumerate(self._problem.tours):
            technician = int(alike[tour.technician])
            if technician not in registered:
                dues = [0] * self._first + [self._due(float(cost)) for cost in self._problem.people[:, technician]]
                matrix = (under_way + np.array(dues, np.int64)).tolist()
                registered[technician] = self._model.RegisterTransitMatrix(matrix)
            self._model.SetArcCostEvaluatorOfVehicle(registered[technician], vehicle)

    def _due(self, cost: float) -> int:
        return self._scale.units(cost) if np.isfinite(cost) else 0

    def _add_clock(self) -> None:
        ticks = np.array([0] * self._first + [job.ticks for job in self._problem.jobs], np.int64)
        passing = self._model.RegisterTransitMatrix((self._ways + ticks[:, np.newaxis]).tolist())
        horizon = max(tour.latest for tour in self._problem.tours)
        self._model.AddDimension(passing, horizon, horizon, False, "clock")
        self._clock = self._model.GetDimensionOrDie("clock")
        for vehicle, tour in enumerate(self._problem.tours):
            self._add_hours(vehicle, tour)

    def _add_hours(self, vehicle: int, tour: Tour) -> None:
        start, end = self._model.Start(vehicle), self._model.End(vehicle)
        self._clock.CumulVar(start).SetRange(tour.starts, tour.starts)
        self._clock.CumulVar(end).SetRange(tour.starts, tour.latest)
        overtime = self._scale.units(self._problem.weights.overtime)
        if overtime:
            self._clock.SetCumulVarSoftUpperBound(end, tour.ends, overtime)
        if tour.breaks:
            solver = self._model.solver()
            breaks = [
                solver.FixedDurationIntervalVar(each.opens, each.closes - each.ticks, each.ticks, False, "break")
                for each in tour.breaks
            ]
            self._clock.SetBreakIntervalsOfVehicle(breaks, vehicle, self._visits())

    def _visits(self) -> list[int]:
        """How long each of the library's indices takes, without the ways."""
        nodes = [self._manager.IndexToNode(index) - self._first for index in range(self._model.Size())]
        return [self._problem.jobs[job].ticks if job >= 0 else 0 for job in nodes]

    def _add_stock(self) -> None:
        number = kinds(self._problem)
        for kind in range(number):
            used = [0] * self._first + [filled(job.uses, number)[kind] for job in self._problem.jobs]
            taking = self._model.RegisterUnaryTransitVector(used)
            carried = [filled(tour.stock, number)[kind] for tour in self._problem.tours]
            self._model.AddDimensionWithVehicleCapacity(taking, 0, carried, True, f"stock {kind}")

    def _add_job(self, number: int, job: Job) -> None:
        index = self._manager.NodeToIndex(self._first + number)
        self._model.AddDisjunction([index], self._scale.prize(job.left_out))
        able = [
            vehicle
            for vehicle, tour in enumerate(self._problem.tours)
            if np.isfinite(self._problem.people[number, tour.technician])
        ]
        done = job.crew == 1 and not job.after and bool(job.windows)
        # SetAllowedVehiclesForIndex is not callable from Python.
        self._model.VehicleVar(index).SetValues([-1, *able] if done else [-1])
        if not done:
            return
        begin = self._clock.CumulVar(index)
        begin.SetRange(max(job.windows[0][0], 0), job.windows[-1][1])
        for (_, last), (first, _) in zip(job.windows, job.windows[1:], strict=False):
            if last + 1 <= first - 1:
                begin.RemoveInterval(last + 1, first - 1)
        if job.due is not None and job.late > 0:
            self._clock.SetCumulVarSoftUpperBound(index, job.due - job.ticks, self._scale.units(job.late))
