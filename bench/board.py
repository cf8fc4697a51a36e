"""How fast the dispatch board opens, scrolls, zooms, drags and takes in changes, beside a plain QGraphicsView.

Every size is measured several times, without a screen and, where Xvfb is installed, on one; each time in a process of
its own. `python -m bench.board 200 10000` measures one size once, without a screen.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench.board_base import NOW, BoardBase
from domain import children
from domain.clock import FixedClock
from domain.store.store import Store

SIZES = ((200, 10_000), (2_000, 100_000))
RUNS = 3
SCREEN = "1600x1000x24"


def run(sizes: Sequence[tuple[int, int]] = SIZES, runs: int = RUNS, *, screen: bool = True) -> dict[str, Any]:
    """The figures by where it was painted and by size: of the board, and of the QGraphicsView beside it."""
    figures: dict[str, Any] = {"offscreen": {}}
    if screen and shutil.which("Xvfb"):
        figures["xvfb"] = {}
    with tempfile.TemporaryDirectory() as folder:
        for technicians, bookings in sizes:
            url = f"sqlite:///{Path(folder) / f'{bookings}.db'}"
            with closing(Store.open(url, FixedClock(NOW))) as store:
                BoardBase(technicians, bookings).build(store)
            for where, found in figures.items():
                with _screen(where) as environment:
                    found[f"{technicians}x{bookings}"] = _both(url, environment, runs)
    return figures


def _both(url: str, environment: dict[str, str], runs: int) -> dict[str, Any]:
    """In turn, so that whatever else the machine does concerns both."""
    own, plain = [], []
    for _ in range(runs):
        own.append(_child(url, environment))
        plain.append(_child(url, environment, "--plain"))
    return {**medians(own), "graphics_view": medians(plain)}


def _child(url: str, environment: dict[str, str], *words: str) -> dict[str, Any]:
    command = children.command("bench.board_child", "--database", url, *words)
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return measured


def medians(measured: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of each figure the median of the runs."""
    return {
        name: medians([each[name] for each in measured])
        if isinstance(value, dict)
        else statistics.median(each[name] for each in measured)
        for name, value in measured[0].items()
    }


@contextmanager
def _screen(where: str) -> Iterator[dict[str, str]]:
    """What a process needs to know to paint there."""
    if where == "offscreen":
        yield children.environment(QT_QPA_PLATFORM="offscreen")
        return
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        try:
            yield children.environment(QT_QPA_PLATFORM="xcb", DISPLAY=display)
        finally:
            server.terminate()


if __name__ == "__main__":
    print(json.dumps(run([(int(sys.argv[1]), int(sys.argv[2]))], runs=1, screen=False), indent=1))
