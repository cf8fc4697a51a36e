"""How many visits of a year are planned and made in a second, and what memory that takes, on either database.

Each size has a database and a process of its own, so that its memory is not that of the size before.
`python -m bench.visits 1000 --database sqlite` measures one size on one database.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from typing import Any

from bench.databases import DATABASES, empty
from bench.visit_base import VisitBase
from domain import children
from domain.store.store import Store

LINES = (1_000, 10_000, 100_000)
SECONDS = 600.0
"""After so long making stops, and the figures are those of what was made."""


def run(sizes: Sequence[int] = LINES, databases: Sequence[str] = DATABASES, seconds: float = SECONDS) -> dict[str, Any]:
    """The figures of each database by number of agreement lines; of PostgreSQL only where it is installed."""
    figures: dict[str, Any] = {}
    for database in databases:
        found: dict[str, Any] = {}
        for lines in sizes:
            with empty(database) as (url, _):
                if url is not None:
                    found[str(lines)] = measure(url, lines, seconds)
        if found:
            figures[database] = with_growth(found)
    return figures


def with_growth(by_size: dict[str, Any]) -> dict[str, Any]:
    """The same, each size but the first with how many times as long, and as much memory, it took as the one before.

    Where `seconds_by_visits` is at most 1, time grows no faster than the visits made.
    """
    sizes = list(by_size)
    grown = dict(by_size)
    for before, size in pairwise(sizes):
        one, other = by_size[before], by_size[size]
        times = {name: other[name] / one[name] for name in ("visits", "seconds", "peak_memory_mb")}
        growth = {**times, "seconds_by_visits": times["seconds"] / times["visits"]}
        grown[size] = other | {"growth": {name: round(value, 2) for name, value in growth.items()}}
    return grown


def measure(url: str, lines: int, seconds: float = SECONDS) -> dict[str, Any]:
    """Fill the empty database and make the visits of its lines."""
    begun = time.perf_counter()
    with closing(Store.open(url)) as store:
        VisitBase(lines).build(store)
    built = time.perf_counter() - begun
    command = children.command("bench.visits_child", "--database", url, "--seconds", str(seconds))
    told = subprocess.run(command, env=children.environment(), capture_output=True, check=True)
    figures: dict[str, Any] = json.loads(told.stdout)
    return figures | {"build_seconds": round(built, 1)}


def main() -> None:
    """Measure what the words say."""
    words = argparse.ArgumentParser()
    words.add_argument("lines", type=int, nargs="*", default=LINES)
    words.add_argument("--database", choices=DATABASES)
    said = words.parse_args()
    print(json.dumps(run(said.lines, [said.database] if said.database else DATABASES), indent=1))


if __name__ == "__main__":
    main()
