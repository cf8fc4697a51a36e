"""Steps the rules over readings and passing time, and gathers what changed and what is to be told."""

from devices.listener.rulebook import Rulebook, waits
from devices.listener.series import Series, Watcher
from devices.listener.telling import Kind, Told, occurrence, standing, tidings_of
from devices.messages import Reading
from devices.rules import own_time, step, tick
from devices.states import NORMAL, Active, Cleared, Folded, Outcome, Raised, State, encode_state

#: A fresh alert is brought up to date once a second, an old one more and more rarely.
QUICKEST_FOLD_MS = 1_000
SLOWEST_FOLD_MS = 60_000
_FOLDS_PER_AGE = 30


class Watching:
    """The rules at work. Its states are ahead of the store until `changed_states` is written."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._changed: set[Watcher] = set()
        self._owing: set[Watcher] = set()
        self._tidings: list[Told] = []

    def take(self, series: Series, reading: Reading, now: int) -> None:
        """A reading newer than all before of its series."""
        newest = series.newest or None
        for watcher in series.watchers:
            before = watcher.state
            state, outcomes = step(before, reading, watcher.condition, newest)
            if state is before and not outcomes:
                continue
            _note_first(watcher, state, reading)
            self._move(watcher, state, outcomes, now)

    def pass_time(self, now: int) -> None:
        """No further reading came: see which durations have ended by now."""
        for watcher in tuple(self._book.pending):
            series = watcher.series
            self._tick(watcher, own_time(series.newest, series.arrived, now), now)
        for watcher in tuple(self._owing):
            self._fold(watcher, now)

    def pass_silence(self, now: int, hearing_since: int) -> None:
        """See which series are silent for too long; only silence counts during which we could hear."""
        for watcher in self._book.on_silence:
            series = watcher.series
            self._tick(watcher, own_time(series.newest, max(series.arrived, hearing_since), now), now)

    def tidings(self) -> list[Told]:
        """What is to be told since the last call."""
        told, self._tidings = self._tidings, []
        return told

    def changed_states(self) -> dict[tuple[int, int], bytes | None]:
        """The states that changed since the last call, as they are stored."""
        states: dict[tuple[int, int], bytes | None] = dict.fromkeys(self._book.dropped())
        for watcher in self._changed:
            states[watcher.key] = None if watcher.state == NORMAL else encode_state(watcher.state).encode()
        self._changed.clear()
        return states

    def _tick(self, watcher: Watcher, own: int, now: int) -> None:
        state, outcomes = tick(watcher.state, own, watcher.condition, watcher.series.newest or None)
        if state is not watcher.state or outcomes:
            self._move(watcher, state, outcomes, now)

    def _move(self, watcher: Watcher, state: State, outcomes: tuple[Outcome, ...], now: int) -> None:
        before, watcher.state = watcher.state, state
        self._changed.add(watcher)
        if waits(state):
            self._book.pending.add(watcher)
        else:
            self._book.pending.discard(watcher)
        if not outcomes:
            return
        if all(type(outcome) is Folded for outcome in outcomes):
            self._owing.add(watcher)
            self._fold(watcher, now)
            return
        for told, outcome in zip(tidings_of(watcher, before, outcomes), outcomes, strict=True):
            self._tell(watcher, told, outcome, now)

    def _tell(self, watcher: Watcher, told: Told, outcome: Outcome, now: int) -> None:
        if isinstance(outcome, Raised):
            watcher.told_at = now
        elif isinstance(outcome, Cleared):
            self._owing.discard(watcher)
            if self._book.still_wrong(watcher):
                return
        self._tidings.append(told)

    def _fold(self, watcher: Watcher, now: int) -> None:
        figures = standing(watcher.state)
        if figures is None or not isinstance(watcher.state, Active):
            self._owing.discard(watcher)
            return
        wait = min(max((now - figures.since) // _FOLDS_PER_AGE, QUICKEST_FOLD_MS), SLOWEST_FOLD_MS)
        if now - watcher.told_at >= wait:
            watcher.told_at = now
            self._owing.discard(watcher)
            self._tidings.append(Told(Kind.FOLDED, occurrence(watcher, figures), figures.last))


def _note_first(watcher: Watcher, state: State, reading: Reading) -> None:
    """Remember the value with which it began."""
    figures = standing(state)
    if figures is not None and figures.since == reading.at:
        watcher.first_at = reading.at
        watcher.first_value = reading.value
