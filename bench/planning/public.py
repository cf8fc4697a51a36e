"""What an engine reaches on public problems, against the best that is known of them."""

from collections.abc import Container
from pathlib import Path
from statistics import mean
from typing import Any

from bench.planning import damm, vrptw
from bench.planning.measuring import solve
from domain.errors import Unavailable
from domain.optimising.engine import Engine
from domain.optimising.plan import nothing

#: Up to so many tasks a problem is small: the best that is known is likely the best there is.
SMALL = 39


def technicians(folder: Path, engine: Engine, seconds: float) -> dict[str, Any]:
    """Sums of priorities as shares of the best published ones."""
    best = damm.published(folder)
    found: dict[str, Any] = {}
    small: list[bool] = []
    for path in _problems(folder, best):
        asked = damm.read(path)
        outcome = solve(engine, asked.problem, nothing(asked.problem), seconds)
        won = asked.won(outcome.plan)
        found[asked.name] = {
            "won": won,
            "published": best[asked.name],
            "ratio": round(won / best[asked.name], 4),
            "seconds": round(outcome.seconds, 1),
            "violations": [*outcome.broken, *asked.breaches(outcome.plan)],
        }
        if len(asked.problem.jobs) <= SMALL:
            small.append(won >= best[asked.name])
    ratios = [each["ratio"] for each in found.values()]
    return {
        "mean_ratio": round(mean(ratios), 4),
        "least_ratio": min(ratios),
        "small_reached": f"{sum(small)} of {len(small)}",
        "problems": found,
    }


def vehicles(folder: Path, engine: Engine, seconds: float) -> dict[str, Any]:
    """Distances above the best known ones, in percent."""
    best = vrptw.best_known(folder)
    found: dict[str, Any] = {}
    for path in _problems(folder, best):
        problem = vrptw.read(path)
        outcome = solve(engine, problem, nothing(problem), seconds)
        distance = outcome.cost.travel / vrptw.SCALE
        left = 0 if outcome.cost.left_out == 0 else len(problem.jobs) - sum(map(len, outcome.plan.routes))
        found[path.stem] = {
            "distance": distance,
            "best_known": best[path.stem],
            "gap_percent": round(100 * (distance / best[path.stem] - 1), 3),
            "seconds": round(outcome.seconds, 1),
            "violations": [*outcome.broken, *([f"{left} customers are left out"] if left else [])],
        }
    return {"mean_gap_percent": round(mean(each["gap_percent"] for each in found.values()), 3), "problems": found}


def _problems(folder: Path, best: Container[str]) -> list[Path]:
    found = [path for path in sorted(folder.glob("*.txt")) if path.stem in best]
    if not found:
        raise Unavailable(f"There is no problem in the folder “{folder}” of which the best is known.")
    return found
