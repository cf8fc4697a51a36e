"""What two weeks of a large service centre take: seconds, cost and memory, by size.

Each size has a process of its own. `python -m bench.planning.large chosen 50 400 14 60` measures one size alone.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from bench.memory import peak_mb
from bench.planning import contestants, days
from bench.planning.days import Service
from bench.planning.measuring import solve, thinned
from domain import children
from domain.optimising.plan import nothing

SIZES = (Service(50, 400, 14), Service(125, 1000, 14), Service(250, 2000, 14), Service(500, 4000, 14))
#: Seconds that the largest one has; smaller ones have as many less as they have fewer orders.
SECONDS = 300.0
_FIRST = "greedy"


def growth(engine: str, sizes: Iterable[Service] = SIZES, seconds: float = SECONDS) -> dict[str, Any]:
    """For each size what an engine took to be nearly as good as in the end."""
    asked = tuple(sizes)
    most = max(service.orders for service in asked)
    return {service.name: _in_a_child(engine, service, seconds * service.orders / most) for service in asked}


def measure(engine: str, service: Service, seconds: float) -> dict[str, Any]:
    """One size in this process: the first plan, and the one after so many seconds."""
    problem = days.generate(service, 1)
    empty = nothing(problem)
    first = solve(contestants.engine(_FIRST), problem, empty, seconds)
    outcome = solve(contestants.engine(engine), problem, empty, seconds)
    return {
        "seconds": round(outcome.seconds, 1),
        "nearly_there_seconds": round(outcome.nearly_there, 1),
        "cost": round(outcome.cost.total, 1),
        "left_out_cost": outcome.cost.left_out,
        "greedy_cost": round(first.cost.total, 1),
        "greedy_seconds": round(first.seconds, 1),
        "peak_memory_mb": round(peak_mb()),
        "curve": thinned(outcome.curve),
        "violations": [*first.broken, *outcome.broken],
    }


def _in_a_child(engine: str, service: Service, seconds: float) -> dict[str, Any]:
    size = (service.technicians, service.orders, service.days)
    words = children.command("bench.planning.large", engine, *map(str, size), str(seconds))
    told = subprocess.run(words, env=children.environment(), stdout=subprocess.PIPE, check=True)
    figures: dict[str, Any] = json.loads(told.stdout)
    return figures


def main() -> None:
    """Measure the size that the words say."""
    engine, technicians, orders, many, seconds = sys.argv[1:]
    print(json.dumps(measure(engine, Service(int(technicians), int(orders), int(many)), float(seconds))))


if __name__ == "__main__":
    main()
