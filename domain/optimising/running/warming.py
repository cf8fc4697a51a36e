"""Compiling ahead, so that the first search after an installation begins as soon as every other one."""

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from threading import Event

import platformdirs

from domain.optimising.kernel.stamp import SOURCE, stamp
from domain.optimising.plan import nothing
from domain.optimising.running.ending import How
from domain.optimising.running.run import Run
from domain.optimising.running.tiny import TINY
from domain.optimising.running.worker import PROGRAM
from domain.optimising.running.workers import Workers

#: Where the compiler is told to keep machine code, and where else it does where that may be written.
ASKED = os.environ.get("NUMBA_CACHE_DIR", "")
FOLDERS = (*([Path(ASKED)] if ASKED else []), SOURCE / "__pycache__", platformdirs.user_cache_path("callout"))
#: Together they need all that searches need.
ENGINES = ("chosen", "greedy")
#: How often it is asked whether it is still wanted.
STEP_S = 0.1


def is_compiled(folders: Sequence[Path] = FOLDERS) -> bool:
    """Whether this very code was compiled here once by `compile_ahead`."""
    return any((folder / _mark()).exists() for folder in folders)


def compile_ahead(
    wanted: Callable[[], bool],
    folders: Sequence[Path] = FOLDERS,
    program: str = PROGRAM,
    engines: Sequence[str] = ENGINES,
) -> bool:
    """Let a child compile, unless it was done already; whether it is done now. Takes a minute, so belongs on a thread.

    It ends soon once it is not `wanted` any more.
    """
    if is_compiled(folders):
        return True
    with closing(Workers(program)) as workers:
        done = all(_searches(workers, engine, wanted) for engine in engines)
    return done and _remembered(folders)


def _searches(workers: Workers, engine: str, wanted: Callable[[], bool]) -> bool:
    run = Run(workers, TINY, nothing(TINY), seconds=STEP_S, engines=(engine,)).start()
    never = Event()
    while run.running:
        never.wait(STEP_S)
        if not wanted():
            run.kill()
    return run.wait().how is How.FINISHED


def _remembered(folders: Sequence[Path]) -> bool:
    """In the first folder that may be written."""
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / _mark()).touch()
        except OSError:
            continue
        return True
    return False


def _mark() -> str:
    """Another name for other code, another compiler, another interpreter or machine code kept elsewhere."""
    said = hashlib.sha256(f"{sys.version} {version('numba')} {ASKED} {stamp(SOURCE)}".encode())
    return f"compiled-{said.hexdigest()[:16]}"
