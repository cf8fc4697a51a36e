"""Steps the rules over readings and passing time, and gathers what changed and what is to be told."""

from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from operator import attrgetter

from devices.engine.node import Sample
from devices.engine.outcomes import Cleared, Folded, Outcome, Raised
from devices.engine.quiet import NEVER
from devices.listener.rulebook import Rulebook
from devices.listener.series import Feed, Series, Watcher, own_time
from devices.listener.telling import Told, pause_between_folds, told
from devices.messages import Reading

#: So many quiet readings of a series are kept before its rules take them.
MOST_KEPT = 16

_at = attrgetter("at")


class Watching:
    """The rules at work. Its states are ahead of the store until `changed_states` is written."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._changed: set[Watcher] = set()
        self._keeping: dict[Series, None] = {}
        self._stale: set[Series] = set()
        self._owing: set[Watcher] = set()
        self._gathering: dict[Watcher, None] = {}
        self._tidings: list[Told] = []

    def hear(self, heard: Sequence[tuple[Series, Reading]], arrived: int, now: int) -> None:
        """The readings of a message; those count that are newer than all before of their series."""
        is_quiet = True
        for series, reading in heard:
            value = reading.value
            if value is None or reading.at >= series.until or not series.low <= value <= series.high:
                is_quiet = False
                break
        for series, reading in heard:
            at = reading.at
            if at > series.newest:
                if not is_quiet:
                    self._take(series, reading, now)
                elif series.keeps:
                    kept = series.kept
                    if not 0 < len(kept) < MOST_KEPT:
                        self._make_room(series)
                    kept.append(reading)
                series.newest = at
                series.arrived = arrived
            elif at < series.newest:
                self.pass_over(series, at)
        if not is_quiet:
            self._end_message(now)

    def pass_over(self, series: Series, at: int) -> None:
        """A reading is stored that is no news: what rules know is stored with it, that none learns from it later."""
        for feed in series.feeds:
            watcher, standing = feed.watcher, feed.watcher.machine.standing
            if not watcher.is_plain and not watcher.machine.is_fresh and at > standing.passed:
                standing.passed = at
                self._changed.add(watcher)

    def _take(self, series: Series, reading: Reading, now: int) -> None:
        """A reading newer than all before of its series; rules that look at several wait for the end of the message."""
        at, value = reading.at, reading.value
        if series.keeps:
            self._make_room(series)
        for feed in series.feeds:
            watcher = feed.watcher
            is_quiet = value is not None and feed.low <= value <= feed.high and at < feed.until
            if not watcher.is_alone:
                self._gather(feed, reading, is_quiet=is_quiet)
            elif not is_quiet:
                self._take_alone(feed, reading, now)
        if series.keeps:
            series.kept.append(reading)

    def _end_message(self, now: int) -> None:
        """All readings of a message were taken: step the rules that look at several series."""
        for watcher in self._gathering:
            gathered, watcher.gathered = watcher.gathered, []
            if watcher.stirred:
                watcher.stirred = False
                self.take_all(watcher, gathered, now)
                self._look(watcher)
            else:
                watcher.machine.absorb(sorted(gathered, key=_at))
                self._book.learning[watcher] = None
        self._gathering.clear()
        for series in self._stale:
            series.narrow()
        self._stale.clear()

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

    def release(self, rule_id: int, asset_id: int) -> None:
        """A person has cleared the alert of a rule on an asset."""
        for watcher in self._book.alike(rule_id, asset_id):
            watcher.machine.release()
            self._look(watcher)
            self._changed.add(watcher)
            self._owing.discard(watcher)

    def tidings(self) -> list[Told]:
        """What is to be told since the last call."""
        told, self._tidings = self._tidings, []
        return told

    def learned(self, most: int) -> bool:
        """Let the states of up to `most` rules that are normal and have learned from readings be stored with the next.

        Those that changed first come first; whether more are left. What a crash takes is learned again (`catch_up`).
        """
        learning = self._book.learning
        while self._keeping and len(learning) < most:
            series = next(iter(self._keeping))
            del self._keeping[series]
            self._hand_out(series)
        for watcher in tuple(islice(learning, most)):
            del learning[watcher]
            self._changed.add(watcher)
        return bool(learning or self._keeping)

    def take_all(self, watcher: Watcher, samples: Iterable[Sample], now: int) -> None:
        """Step a rule over several readings, those of one moment together."""
        for _, some in groupby(sorted(samples, key=_at), key=_at):
            self._step(watcher, tuple(some), now)

    def changed_states(self) -> dict[tuple[int, int], bytes | None]:
        """The states that changed since the last call, as they are stored."""
        states: dict[tuple[int, int], bytes | None] = dict.fromkeys(self._book.dropped())
        for watcher in self._changed:
            watcher.catch_up()
            states[watcher.key] = None if watcher.machine.is_blank else watcher.machine.dump()
        self._changed.clear()
        return states

    def _take_alone(self, feed: Feed, reading: Reading, now: int) -> None:
        """A reading that is not quiet to a rule that looks at one series."""
        watcher, at, value = feed.watcher, reading.at, reading.value
        if watcher.catch_up():
            self._book.learning[watcher] = None
        feed.taken += 1
        if not watcher.machine.settles(at, value):
            self._step(watcher, (Sample(0, at, value, reading.text, feed.source),), now)
        self._look(watcher, value)

    def _gather(self, feed: Feed, reading: Reading, *, is_quiet: bool) -> None:
        """A reading for a rule that looks at several."""
        watcher = feed.watcher
        if not watcher.gathered:
            watcher.catch_up()
            self._gathering[watcher] = None
        feed.taken += 1
        watcher.gathered.append(Sample(feed.slot, reading.at, reading.value, reading.text, feed.source))
        watcher.stirred = watcher.stirred or not is_quiet

    def _look(self, watcher: Watcher, value: float | None = None) -> None:
        """It stands otherwise than before: see what is quiet to it now."""
        for feed in watcher.feeds.values():
            if feed.look(value):
                feed.series.until = NEVER.until
                self._stale.add(feed.series)

    def _make_room(self, series: Series) -> None:
        """See that a series may keep one reading more."""
        if not series.kept:
            self._keeping[series] = None
        elif len(series.kept) >= MOST_KEPT:
            self._hand_out(series)

    def _hand_out(self, series: Series) -> None:
        self._book.learning.update(dict.fromkeys(series.hand_out()))

    def _step(self, watcher: Watcher, samples: Sequence[Sample], now: int) -> None:
        machine = watcher.machine
        matters = machine.is_fresh or not machine.is_normal
        outcomes = machine.step(samples)
        if matters or outcomes or not machine.is_normal:
            self._follow(watcher, outcomes, now)
            return
        self._book.learning[watcher] = None
        if not machine.rests:
            self._await(watcher)

    def _tick(self, watcher: Watcher, own: int, now: int) -> None:
        machine = watcher.machine
        due = machine.due()
        if due is not None and due <= own:
            watcher.catch_up()
            due = machine.due()
        if due is None:
            self._book.pending.discard(watcher)
        elif due <= own:
            self._follow(watcher, machine.tick(own), now)
            self._look(watcher)

    def _follow(self, watcher: Watcher, outcomes: Sequence[Outcome], now: int) -> None:
        self._changed.add(watcher)
        self._await(watcher)
        for outcome in outcomes:
            if isinstance(outcome, Folded):
                self._owing.add(watcher)
            elif self._is_news(watcher, outcome, now):
                self._tidings.append(told(watcher, outcome))
        if watcher in self._owing:
            self._fold(watcher, now)

    def _await(self, watcher: Watcher) -> None:
        """Look at it again as time passes, if something follows from that."""
        if not watcher.machine.listens_for_silence and watcher.machine.due() is not None:
            self._book.pending.add(watcher)

    def _is_news(self, watcher: Watcher, outcome: Outcome, now: int) -> bool:
        """Another device of the same asset may keep an alert open that is over for this one."""
        if isinstance(outcome, Raised):
            watcher.told_at = now
        elif isinstance(outcome, Cleared):
            self._owing.discard(watcher)
            others = self._book.alike(watcher.rule_id, watcher.asset_id)
            return not any(other.is_active for other in others if other is not watcher)
        return True

    def _fold(self, watcher: Watcher, now: int) -> None:
        """Tell how an alert stands, unless that was told a moment ago."""
        if not watcher.is_active:
            self._owing.discard(watcher)
            return
        figures = watcher.machine.standing.figures
        if now - watcher.told_at >= pause_between_folds(now - figures.since):
            watcher.told_at = now
            self._owing.discard(watcher)
            self._tidings.append(told(watcher, Folded(figures.last, figures)))
