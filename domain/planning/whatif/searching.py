"""The plan in force, and what would be without some people, with others or with other promises, side by side."""

from collections.abc import Callable
from datetime import tzinfo

from domain.optimising.running.ending import Progress
from domain.optimising.running.workers import Workers
from domain.planning.reasons.apart import whatever
from domain.planning.whatif.asked import Asked, Outcome
from domain.planning.whatif.comparing import Comparison
from domain.planning.whatif.reading import read
from domain.store.store import Store

__all__ = ["Asked", "Outcome", "compare"]


def compare(
    store: Store,
    workers: Workers,
    asked: Asked,
    zone: tzinfo | None = None,
    told: Callable[[int, Progress], None] | None = None,
    wanted: Callable[[], bool] = whatever,
) -> tuple[Outcome, ...]:
    """The plan in force as it is, then each supposition with the best plan that a search finds; takes as long as that.

    `told` hears how far the search of which supposition is, counted from 0, on the thread of whoever compares. Once it
    is not `wanted` any more, what is searched ends with what it has, and what comes after it is not searched. Raises
    Refusal where something is asked for that is not there.
    """
    return Comparison(workers, asked, read(store, asked, zone), told, wanted).outcomes()
