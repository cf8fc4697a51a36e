"""How soon a dispatcher sees what another one does: from the commit of a move, and from a step of a drag, to the paint.

Two consoles with the board in front, each a process of its own with its own change feed, over one database. The one
acts, at the pace of somebody in a hurry, the other watches.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench.board_base import NOW, BoardBase
from bench.databases import DATABASES, empty
from bench.latency import spread
from domain import children
from domain.clock import FixedClock
from domain.store.store import Store

SIZE = (200, 10_000)
DEEDS = 100


def run(databases: Sequence[str] = DATABASES, size: tuple[int, int] = SIZE, deeds: int = DEEDS) -> dict[str, Any]:
    """The figures of each database; of PostgreSQL only where it is installed."""
    figures: dict[str, Any] = {}
    for database in databases:
        with empty(database) as (url, folder):
            if url is not None:
                with closing(Store.open(url, FixedClock(NOW))) as store:
                    BoardBase(*size).build(store)
                figures[database] = measure(url, folder, deeds)
    return figures


def measure(url: str, folder: Path, deeds: int = DEEDS) -> dict[str, Any]:
    """One console acts, the other one watches."""
    with _console(url, folder, "Lea", stdin=subprocess.PIPE) as watching:
        assert watching.stdout is not None
        watching.stdout.readline()
        with _console(url, folder, "Kim", "--deeds", str(deeds)) as acting:
            told, _ = acting.communicate()
        painted, _ = watching.communicate("")
    return compared(json.loads(told.splitlines()[-1]), json.loads(painted.splitlines()[-1]))


def compared(done: Mapping[str, float], painted: Mapping[str, float]) -> dict[str, Any]:
    """How long each deed took to the other screen, by kind; and how many were never seen there."""
    figures: dict[str, Any] = {}
    for kind, name in (("booking", "move"), ("ghost", "drag")):
        deeds = {deed: at for deed, at in done.items() if deed.startswith(kind)}
        took = [(painted[deed] - at) * 1000 for deed, at in deeds.items() if deed in painted]
        figures[f"{name}_ms"] = spread(took)
        figures[f"{name}s_unseen"] = len(deeds) - len(took)
    return figures


@contextmanager
def _console(
    url: str, folder: Path, name: str, *words: str, stdin: int | None = None
) -> Iterator["subprocess.Popen[str]"]:
    command = children.command(
        "bench.together_child", "--database", url, "--files", str(folder), "--name", name, *words
    )
    environment = children.environment(QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(command, env=environment, stdin=stdin, stdout=subprocess.PIPE, text=True) as process:
        yield process


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
