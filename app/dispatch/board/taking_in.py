"""Takes plans into the rows of the board: what changed at once, whole weeks in slices, so that the window goes on."""

from collections.abc import Sequence
from time import perf_counter

from app.dispatch.board.rows import Rows
from app.dispatch.difference import Difference, difference
from domain.scheduling.board_rows import BoardBooking

#: So many bookings are taken in at once.
FEW = 1_200
PORTION = 100
SLICE = 0.006


class TakingIn:
    """Knows which bookings the rows shall show, and which of them they do not show yet."""

    def __init__(self, rows: Rows, bookings: Sequence[BoardBooking] = ()) -> None:
        self.rows = rows
        self.bookings = bookings
        """All that the rows show once everything is taken in."""
        self._waiting: dict[int, BoardBooking] = {}

    @property
    def done(self) -> bool:
        """Whether the rows show everything."""
        return not self._waiting

    def take(self, bookings: Sequence[BoardBooking], news: Difference | None = None) -> tuple[set[int], set[int]]:
        """Show these bookings: whose rows differ now, and which bookings are other ones; what is much has to wait."""
        if bookings is self.bookings:
            return set(), set()
        if news is None or news.before is not self.bookings:
            news = difference(self.bookings, bookings)
        self.bookings = bookings
        shown, waiting = self.rows.bookings, self._waiting
        for key in news.gone:
            waiting.pop(key, None)
        now = self._postponed(news)
        touched = self.rows.change(
            [shown[key] for key in (*news.gone, *now) if key in shown], [news.come[key] for key in now]
        )
        self.rows.fit(touched)
        return touched, now

    def _postponed(self, news: Difference) -> set[int]:
        """Let what has time wait, in the turn in which it was told; returns what has not."""
        come, waiting = news.come, self._waiting
        if len(come) <= FEW:
            later = come.keys() & waiting.keys()
            waiting |= {key: come[key] for key in later}
            return come.keys() - later
        now = come.keys() & self.rows.bookings.keys()
        waiting |= come
        for key in now:
            del waiting[key]
        return now

    def go_on(self) -> None:
        """Take in a slice of what waits."""
        until = perf_counter() + SLICE
        while self._waiting and perf_counter() < until:
            portion = [self._waiting.popitem()[1] for _ in range(min(PORTION, len(self._waiting)))]
            self.rows.change((), portion)
        if self.done:
            self.rows.fit()
