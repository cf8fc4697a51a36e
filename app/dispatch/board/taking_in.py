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
        later = news.come.keys() - shown.keys() if len(news.come) > FEW else news.come.keys() & waiting.keys()
        waiting |= {key: news.come[key] for key in later}
        now = {key: booking for key, booking in news.come.items() if key not in later}
        touched = self.rows.change([shown[key] for key in (*news.gone, *now) if key in shown], now.values())
        self.rows.fit(touched)
        return touched, set(now)

    def go_on(self) -> None:
        """Take in a slice of what waits."""
        until = perf_counter() + SLICE
        while self._waiting and perf_counter() < until:
            portion = [self._waiting.popitem()[1] for _ in range(min(PORTION, len(self._waiting)))]
            self.rows.change((), portion)
        if self.done:
            self.rows.fit()
