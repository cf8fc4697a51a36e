"""How many visits of a year are planned and made in a second, and what memory that takes, on either database.

Each size has a database and a process of its own, so that its memory is not that of the size before.
`python -m bench.visits 200 2000` measures other numbers of lines.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bench import postgres
from bench.visit_base import VisitBase
from devices import children
from domain.store.store import Store

LINES = (1_000, 10_000, 100_000)
SECONDS = 180.0
"""After so long making stops, and the figures are those of what was made."""


def run(sizes: Sequence[int] = LINES, seconds: float = SECONDS) -> dict[str, Any]:
    """The figures of both databases by number of agreement lines; of PostgreSQL only where it is installed."""
    figures: dict[str, Any] = {"sqlite": {}}
    for lines in sizes:
        folder = Path(tempfile.mkdtemp(prefix="callout-visits-"))
        try:
            figures["sqlite"][str(lines)] = measure(f"sqlite:///{folder / 'callout.db'}", lines, seconds)
            cluster = folder / "postgresql"
            cluster.mkdir()
            folder.chmod(0o755)
            with postgres.server(cluster) as url:
                if url is not None:
                    figures.setdefault("postgresql", {})[str(lines)] = measure(url, lines, seconds)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return figures


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


if __name__ == "__main__":
    print(json.dumps(run([int(word) for word in sys.argv[1:]] or LINES), indent=1))
