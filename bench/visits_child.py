"""Plans and makes the visits of a year in a process of its own: `python -m bench.visits_child`, told as JSON."""

import argparse
import gc
import json
import sys
import time
from contextlib import closing
from datetime import date
from typing import Any

from bench.memory import peak_mb
from domain.store.store import Store
from domain.visits.generating import generate
from domain.visits.lines import Scope, read_lines
from domain.visits.making import Generated
from domain.visits.plan import Period, plan
from domain.visits.planned import PlannedVisit

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def measure(store: Store, seconds: float) -> dict[str, Any]:
    """The figures of a filled database; making stops after `seconds`, between two transactions."""
    planning = time.perf_counter()
    planned = _planned(store)
    begun = time.perf_counter()
    made, whole = Generated(), True
    for part in generate(store, "bench", YEAR):
        made = part.made
        whole = part.done == part.total
        if time.perf_counter() - begun > seconds:
            break
    took = time.perf_counter() - begun
    return {
        "visits_per_second": round(made.visits / took, 1),
        "peak_memory_mb": round(peak_mb(), 1),
        "planned_per_second": round(planned / (begun - planning), 1),
        "planned": planned,
        "visits": made.visits,
        "orders": made.orders,
        "seconds": round(took, 2),
        "whole": whole,
    }


def _planned(store: Store) -> int:
    """How many visits a preview of the year has."""
    with store.read() as session:
        portions = read_lines(session, Scope(YEAR.first, YEAR.last))
        return sum(isinstance(item, PlannedVisit) for lines in portions for item in plan(lines, YEAR))


def main() -> None:
    """Measure what the words say."""
    words = argparse.ArgumentParser()
    words.add_argument("--database", required=True)
    words.add_argument("--seconds", type=float, required=True)
    said = words.parse_args()
    gc.freeze()  # as `callout` does with what it has loaded
    with closing(Store.open(said.database)) as store:
        sys.stdout.write(json.dumps(measure(store, said.seconds)))


if __name__ == "__main__":
    main()
