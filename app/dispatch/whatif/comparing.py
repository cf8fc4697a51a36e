"""One comparison of scenarios, on a thread: the plan in force, then one search after the other."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from app.dispatch.whatif.values import Progress
from app.dispatch.wishes.deciding import once_decided
from app.shared.desk import Desk
from app.shared.times import Times
from domain.optimising.running.ending import Progress as Searched
from domain.optimising.running.workers import Workers
from domain.planning.whatif.asked import Asked, Outcome
from domain.planning.whatif.searching import compare


class Comparing:
    """`find` takes long and belongs on a thread; the window says `stop` from its own."""

    def __init__(
        self,
        desk: Desk,
        is_awaited: Callable[[], bool],
        asked: Asked,
        times: Times,
        tell: Callable[["Comparing", Progress], None],
    ) -> None:
        """`is_awaited` and `tell` are called on the thread of the comparison."""
        self.asked = asked
        self._desk, self._is_awaited, self._times, self._tell = desk, is_awaited, times, tell
        self.stopped = False

    def stop(self) -> None:
        """End soon, with what was found by then."""
        self.stopped = True

    def find(self) -> tuple[Outcome, ...]:
        """The plan in force and what was searched. Raises Refusal where something asked for is gone."""
        store, asked, zone = self._desk.store, self.asked, self._times.zone
        whole = asked.seconds * len(asked.suppositions)
        asked = replace(asked, scope=once_decided(asked.scope, store.clock.now(), whole))
        with closing(Workers()) as workers:
            return compare(store, workers, asked, zone, self._heard, self._is_wanted)

    def _is_wanted(self) -> bool:
        return not self.stopped and self._is_awaited()

    def _heard(self, place: int, searched: Searched) -> None:
        if not self._is_awaited():
            return
        suppositions = self.asked.suppositions
        name, count = suppositions[place].name, len(suppositions)
        self._tell(self, Progress(place + 1, count, name, searched.elapsed, self.asked.seconds, searched.cost))
