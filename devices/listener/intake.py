"""The thread that takes messages from the queue, has them reckoned and stored, and acknowledges them after that."""

import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from devices.dialects.dialect import Outgoing
from devices.listener.announcements import Announcements
from devices.listener.chores import Chores
from devices.listener.counters import Counters
from devices.listener.hearing import Hearing
from devices.listener.reckoning import Reckoned, Reckoner
from devices.listener.storing import Keeper, Source, StoppedError
from devices.listener.waiting import Item, Waiting
from devices.listener.watching import Watching
from devices.messages import Received

MOST_MESSAGES = 4000
TICK_SECONDS = 0.2
SILENCE_SECONDS = 1.0
LEARNED_SECONDS = 1.0
LEARNED_AT_ONCE = 1_000


class Line(Protocol):
    """The connection to the broker, as far as the intake needs it."""

    def acknowledge(self, messages: Iterable[Received]) -> None:
        """These are stored."""
        ...

    def publish(self, messages: Iterable[Outgoing]) -> None:
        """Send these, if anybody is there."""
        ...


class Intake:
    """Works until `stop`. By the `line` the broker is told what is stored; `now` is our clock in ms."""

    def __init__(
        self,
        waiting: Waiting,
        reckoner: Reckoner,
        watching: Watching,
        keeper: Keeper,
        chores: Chores,
        counters: Counters,
        hearing: Hearing,
        announcements: Announcements,
        line: Line,
        now: Callable[[], int],
        stop: threading.Event,
    ) -> None:
        self._waiting = waiting
        self._reckoner = reckoner
        self._watching = watching
        self._keeper = keeper
        self._chores = chores
        self._counters = counters
        self._hearing = hearing
        self._announcements = announcements
        self._line = line
        self._now = now
        self._stop = stop
        chores.add(TICK_SECONDS, self.pass_time)
        chores.add(SILENCE_SECONDS, self.pass_silence)
        chores.add(LEARNED_SECONDS, self.keep_learned)
        chores.add(SILENCE_SECONDS, self.pass_time_in_dialects)

    def run(self) -> None:
        """Take, reckon, store, acknowledge; when told to stop, finish the batch in hand."""
        try:
            while not self._stop.is_set():
                items = self._waiting.take(MOST_MESSAGES, self._chores.wait())
                if items:
                    self.take(items)
                self._chores.run_due()
        except StoppedError:
            return

    def take(self, items: list[Item]) -> None:
        """One batch from messages to acknowledgements."""
        now = self._now()
        self._hearing.took(len(items), now)
        reckoned = self._reckoner.decode(items, now)
        self._keeper.insist(Source.TELEMETRY, lambda: self._reckoner.load(reckoned, now))
        self._reckoner.follow(reckoned, now)
        new = self._keeper.keep(reckoned)
        self._announcements.take(reckoned.announced)
        self._line.acknowledge(reckoned.messages)
        self._line.publish(reckoned.outgoing)
        self._counters.messages += len(reckoned.messages)
        self._counters.readings += new
        self._counters.rejected += len(reckoned.batch.rejected)

    def close(self) -> None:
        """Store what rules have learned and not stored yet."""
        while self._watching.learned(LEARNED_AT_ONCE):
            pass
        try:
            self._keep_what_followed()
        except StoppedError:
            return

    def keep_learned(self) -> None:
        """Let some of what rules have learned be stored."""
        self._watching.learned(LEARNED_AT_ONCE)
        self._keep_what_followed()

    def pass_time(self) -> None:
        """See which durations have ended; only while what we know is the present."""
        now = self._now()
        if self._hearing.present(now):
            self._watching.pass_time(now)
            self._keep_what_followed()

    def pass_silence(self) -> None:
        """See which devices are silent; only while we would hear them."""
        now = self._now()
        since = self._hearing.since
        if since is not None and self._hearing.present(now):
            self._watching.pass_silence(now, since)
            self._keep_what_followed()

    def pass_time_in_dialects(self) -> None:
        """See which messages of other formats stay lost; only while we would hear them."""
        now = self._now()
        if not self._hearing.present(now):
            return
        reckoned = Reckoned([])
        self._reckoner.pass_time(reckoned, now)
        if reckoned.outgoing:
            self._keeper.keep(reckoned)
            self._line.publish(reckoned.outgoing)

    def _keep_what_followed(self) -> None:
        reckoned = Reckoned([])
        self._reckoner.conclude(reckoned)
        if reckoned.batch.states or reckoned.tidings:
            self._keeper.keep(reckoned)
