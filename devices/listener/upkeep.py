"""What the listener does beside its main work: pulses, presence, roll-ups, new devices, changed rules."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from queue import SimpleQueue

from devices.listener.announcements import Announcements
from devices.listener.counters import Counters, ListenerState
from devices.listener.discovery import Discovery
from devices.listener.hearing import Hearing
from devices.listener.memory import Memory
from devices.listener.presence import Presence
from devices.listener.rulebook import SUBJECTS, Rulebook
from devices.listener.storing import AWAY, Keeper, Source
from devices.listener.waiting import Waiting
from devices.listener.watching import Watching
from domain.errors import Overtaken
from domain.monitoring import service
from domain.monitoring.announcing import AnnouncedDevice, announce
from domain.monitoring.occurrences import LISTENER
from domain.monitoring.telemetry.rows import PulseRow
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.monitoring.watching import cleared, watch
from domain.store.journal import FactRow
from domain.store.store import Store


class Upkeep:
    """Each method is one chore; a database that is away makes it wait for the next time."""

    def __init__(
        self,
        store: Store,
        writer: TelemetryWriter,
        memory: Memory,
        book: Rulebook,
        watching: Watching,
        discovery: Discovery,
        announcements: Announcements,
        presence: Presence,
        counters: Counters,
        waiting: Waiting,
        hearing: Hearing,
        keeper: Keeper,
        now: Callable[[], int],
    ) -> None:
        self._store = store
        self._writer = writer
        self._memory = memory
        self._book = book
        self._watching = watching
        self._discovery = discovery
        self._announcements = announcements
        self._presence = presence
        self._counters = counters
        self._waiting = waiting
        self._hearing = hearing
        self._keeper = keeper
        self._now = now
        self._changed = threading.Event()
        self._cleared: SimpleQueue[int] = SimpleQueue()

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread: whether rules may stand otherwise now, and what people cleared."""
        if any(fact.subject in SUBJECTS for fact in facts):
            self._changed.set()
        for fact in facts:
            if fact.kind == "alert.cleared" and fact.actor != LISTENER:
                self._cleared.put(fact.subject_id)

    def doubt_rules(self) -> None:
        """The rules may stand otherwise by now: read them anew at the next chance."""
        self._changed.set()

    def refresh_rules(self) -> None:
        """Lay the rules anew if something has changed."""
        if not self._changed.is_set():
            return
        self._changed.clear()
        if self._keeper.attempt(Source.BUSINESS, self._read_rules) is AWAY:
            self._changed.set()

    def release_cleared(self) -> None:
        """Let rules begin anew whose alerts people have cleared."""
        alerts = []
        while not self._cleared.empty():
            alerts.append(self._cleared.get())
        if not alerts:
            return
        found = self._keeper.attempt(Source.BUSINESS, partial(self._read_cleared, alerts))
        if found is AWAY:
            for alert in alerts:
                self._cleared.put(alert)
            return
        for rule_id, asset_id in found:
            self._watching.release(rule_id, asset_id)

    def pulse(self) -> None:
        """Write what was done since the last pulse."""
        if self._keeper.attempt(Source.TELEMETRY, lambda: self._writer.write_pulse(self._pulse())) is not AWAY:
            self._counters.begin_anew()

    def write_presence(self) -> None:
        """Write who was heard."""
        rows, changes = self._presence.rows(), self._presence.connections()
        if self._keeper.attempt(Source.TELEMETRY, lambda: self._writer.write_presence(rows, changes)) is not AWAY:
            self._presence.written()

    def roll_up(self) -> bool:
        """Bring the roll-ups up to what is stored, a part at a time; whether more is to be done."""
        return self._keeper.attempt(Source.TELEMETRY, self._writer.roll_up) is True

    def discover(self) -> None:
        """Tell the business of devices that it does not know."""
        self._discovery.look_again(self._memory.table, self._book.devices, self._now())
        if seen := self._discovery.next():
            self._keeper.attempt(Source.BUSINESS, lambda: self._discover(seen))

    def announce(self) -> None:
        """Tell the business what devices say of themselves."""
        if told := self._announcements.next():
            self._keeper.attempt(Source.BUSINESS, lambda: self._announce(told))

    def _announce(self, told: Sequence[AnnouncedDevice]) -> None:
        try:
            self._store.run(LISTENER, announce, told)
        except Overtaken:
            return  # another listener did the same; the next turn finds what it left out
        self._announcements.told(told)

    def _discover(self, seen: dict[str, frozenset[str]]) -> None:
        try:
            self._store.run(LISTENER, service.discover, seen)
        except Overtaken:
            return  # another listener did the same; what it left out comes up next time
        self._discovery.told(seen)

    def _read_rules(self) -> None:
        with self._store.read() as session:
            seen = watch(session)
        self._memory.replace(seen, self._now())

    def _read_cleared(self, alerts: list[int]) -> list[tuple[int, int]]:
        with self._store.read() as session:
            return cleared(session, alerts)

    def _pulse(self) -> PulseRow:
        return self._counters.pulse(self._now(), len(self._waiting), self._state())

    def _state(self) -> ListenerState:
        if self._keeper.in_trouble:
            return ListenerState.WAITING_FOR_DATABASE
        return ListenerState.RUNNING if self._hearing.since is not None else ListenerState.WAITING_FOR_BROKER
