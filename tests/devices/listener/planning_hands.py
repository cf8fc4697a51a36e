"""The children that search for a watch over planning, and orders for it."""

import psutil

from domain.optimising.running.worker import PROGRAM
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order

SEVERAL = range(5)
#: Children are slow to start where many start at once, and the first one may have to compile.
LONG = 300.0


def children() -> list[psutil.Process]:
    """The searching ones."""
    return [each for each in psutil.Process().children() if PROGRAM in _words(each)]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def several(work: UnitOfWork, workshop: Workshop) -> None:
    for _ in SEVERAL:
        order(work, workshop)
