"""The engines that are measured: the one in use, and others at equal time where they are installed."""

from collections.abc import Callable

from bench.planning.ortools_engine import OrtoolsEngine, ortools_missing
from bench.planning.vroom_engine import VroomEngine, vroom_missing
from domain.optimising.choosing import ENGINES
from domain.optimising.engine import Engine
from domain.optimising.plan import Plan, nothing
from domain.optimising.running.tiny import TINY
from domain.optimising.served import Served

OURS = "chosen"
#: The routing library may use as many bytes as it wants, so that it is compared on large days, too.
NO_LIMIT = 2**40
#: Engines to compare with, and why one of them is missing here.
_ELSEWHERE: dict[str, tuple[Callable[[], Engine], Callable[[], str | None]]] = {
    "vroom": (VroomEngine, vroom_missing),
    "ortools": (OrtoolsEngine, ortools_missing),
}
OTHERS = ("served", *_ELSEWHERE)


def names() -> tuple[str, ...]:
    """All that can be asked for."""
    return (*ENGINES, *_ELSEWHERE)


def missing(name: str) -> str | None:
    """Why there is no such engine here; None where there is."""
    return _ELSEWHERE[name][1]() if name in _ELSEWHERE else None


def engine(name: str) -> Engine:
    """An engine that has warmed up, so that its time is spent on searching."""
    found = _made(name)
    found.solve(TINY, nothing(TINY), seconds=0.1, seed=1, told=_heard)
    return found


def _made(name: str) -> Engine:
    if name == "served":
        return Served(NO_LIMIT)
    return _ELSEWHERE[name][0]() if name in _ELSEWHERE else ENGINES[name]()


def _heard(_seconds: float, _plan: Plan, _cost: float) -> bool:
    return True
