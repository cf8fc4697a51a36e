"""What engines make of service days, and of days that have to be repaired, against planning by hand."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import mean
from typing import Any

from bench.planning import days, dispatcher
from bench.planning.contestants import OURS
from bench.planning.days import Repair, Service
from bench.planning.measuring import Outcome, solve, thinned
from domain.optimising.engine import Engine
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import Problem

SIZES = (Service(20, 150), Service(40, 300), Service(80, 600))
SEEDS = (1, 2, 3)
BY_HAND = "by_hand"
KEPT = "keep_and_insert"
#: In so many seconds a day has to be repaired.
PATIENCE = (2.0, 10.0)


def whole_days(
    engines: Mapping[str, Engine], seconds: float, sizes: Iterable[Service] = SIZES, seeds: Sequence[int] = SEEDS
) -> dict[str, Any]:
    """For each size the costs of a few days by engine, and by how much ours is below planning by hand."""
    return {
        service.name: _days(engines, seconds, [days.generate(service, seed) for seed in seeds]) for service in sizes
    }


def _days(engines: Mapping[str, Engine], seconds: float, problems: Sequence[Problem]) -> dict[str, Any]:
    by_hand = [solve(_ByHand(), problem, nothing(problem), seconds) for problem in problems]
    found = {BY_HAND: by_hand} | {
        name: [solve(engine, problem, nothing(problem), seconds) for problem in problems]
        for name, engine in engines.items()
    }
    return {name: _told(outcomes, by_hand) for name, outcomes in found.items()} | _against(found)


def _told(outcomes: Sequence[Outcome], by_hand: Sequence[Outcome]) -> dict[str, Any]:
    costs, other = [each.cost.total for each in outcomes], [each.cost.total for each in by_hand]
    return {
        "mean_cost": round(mean(costs), 1),
        "costs": [round(cost, 1) for cost in costs],
        "under_by_hand_percent": round(100 * (1 - mean(costs) / mean(other)), 1),
        "left_out": [each.cost.left_out for each in outcomes],
        "seconds": round(mean(each.seconds for each in outcomes), 1),
        "curve": thinned(outcomes[0].curve),
        "violations": [breach for each in outcomes for breach in each.broken],
    }


def _against(found: Mapping[str, Sequence[Outcome]]) -> dict[str, Any]:
    """On how many of the days ours costs no more than each of the others."""
    if OURS not in found:
        return {}
    return {
        "ours_no_worse_than": {
            name: f"{sum(mine.cost.total <= its.cost.total for mine, its in zip(found[OURS], others, strict=True))}"
            f" of {len(others)}"
            for name, others in found.items()
            if name != OURS
        }
    }


def repairs(
    engines: Mapping[str, Engine],
    patience: Sequence[float] = PATIENCE,
    service: Service = SIZES[0],
    seeds: Sequence[int] = SEEDS,
    new: int = 30,
) -> dict[str, Any]:
    """Costs and changed promises after new orders, where ten are locked: kept and inserted, and by each engine."""
    asked = [days.repair(service, seed, new=new) for seed in seeds]
    found = {KEPT: _repaired(asked, _ByHand(), 0.0)}
    for seconds in patience:
        for name, engine in engines.items():
            found[f"{name}_{seconds:g}s"] = _repaired(asked, engine, seconds)
    return found


def _repaired(asked: Sequence[Repair], engine: Engine, seconds: float) -> dict[str, Any]:
    outcomes = [solve(engine, each.problem, each.plan, seconds) for each in asked]
    changes = [days.changed(each, outcome.plan) for each, outcome in zip(asked, outcomes, strict=True)]
    return {
        "mean_cost": round(mean(each.cost.total for each in outcomes), 1),
        "costs": [round(each.cost.total, 1) for each in outcomes],
        "changed_promises": changes,
        "seconds": round(mean(each.seconds for each in outcomes), 2),
        "violations": [breach for each in outcomes for breach in each.broken],
    }


class _ByHand:
    """The dispatcher as an engine: what is planned stays, the rest is put in, most urgent first."""

    name = BY_HAND

    def solve(self, problem: Problem, start: Plan, **_chosen: Any) -> Plan:
        """The start and what fits beside it."""
        return dispatcher.insert(problem, start, set(range(len(problem.jobs))) - served(start))
