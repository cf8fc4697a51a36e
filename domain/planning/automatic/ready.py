"""A child that is ready before it is needed: started, compiled, and asked once."""

from threading import Event

from domain.optimising.plan import nothing
from domain.optimising.running.run import Run
from domain.optimising.running.tiny import TINY
from domain.optimising.running.workers import Workers
from domain.planning.automatic.running import followed

#: Long enough for an engine to notice when it is over.
_SECONDS = 0.2


def make_ready(workers: Workers, stop: Event) -> None:
    """Let a child answer the smallest of all questions with each engine, so that the next is answered at once."""
    for engine in ("greedy", "chosen"):
        followed(Run(workers, TINY, nothing(TINY), seconds=_SECONDS, engines=(engine,)).start(), stop)
