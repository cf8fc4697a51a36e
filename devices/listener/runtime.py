"""The listener as a whole: puts its parts together, runs them until told to stop, takes them down in order."""

import logging
import os
import threading
import time
from contextlib import ExitStack

from devices.addresses import parse_broker
from devices.client import Client
from devices.connection import Settings
from devices.credentials import find_credentials
from devices.link import Link, LinkState
from devices.listener.announcements import Announcements
from devices.listener.catching_up import catch_up
from devices.listener.chores import Chores
from devices.listener.counters import Counters
from devices.listener.discovery import Discovery
from devices.listener.ears import Ears, own_states
from devices.listener.formats import Formats
from devices.listener.hearing import Hearing
from devices.listener.intake import Intake
from devices.listener.memory import Memory
from devices.listener.others import Others
from devices.listener.presence import Presence
from devices.listener.reckoning import Reckoner
from devices.listener.rulebook import Rulebook
from devices.listener.storing import Keeper, Source
from devices.listener.untimed import GivenTimes
from devices.listener.upkeep import Upkeep
from devices.listener.waiting import Waiting
from devices.listener.watches import watches
from devices.listener.watching import Watching
from devices.sharing import WHOLE, Share
from devices.technicians import FILTERS
from devices.topics import Channel, every
from domain.clock import Clock, SystemClock, to_ms
from domain.documents.post import Post
from domain.errors import Unavailable
from domain.language import tr
from domain.monitoring.telemetry import history
from domain.monitoring.telemetry.shares import session_of
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.monitoring.watching import open_alerts, watch
from domain.store.journal import FactRow
from domain.store.mass import seldom_collected
from domain.store.store import Store
from domain.store.tail import JournalTail

_log = logging.getLogger(__name__)

WINDOW = 4000
PULSE_SECONDS = 1.0
PRESENCE_SECONDS = 2.0
ROLL_UP_SECONDS = 5.0
DISCOVERY_SECONDS = 1.0
RULES_SECONDS = 0.25
LEAVE_SECONDS = 2.0
OTHERS_SECONDS = 10.0
#: What is heard of our own format.
_HEARD = (Channel.TELEMETRY, Channel.STATUS, Channel.REPLY)


def listen(
    database_url: str,
    broker_url: str,
    *,
    name: str = "callout-listener",
    share: Share = WHOLE,
    stop: threading.Event,
    clock: Clock | None = None,
    connect: type[Client] = Client,
    mails: Post | None = None,
) -> None:
    """Listen to a share of the fleet until `stop` is set; plans mail by `mails`.

    `name` and share are the session at the broker: one listener for each.

    Raises Unavailable or Refusal when the database cannot be opened or a URL makes no sense, and Unavailable when
    another listener takes over our name. A broker that is away is waited for.
    """
    broker = parse_broker(broker_url)
    clock = clock or SystemClock()
    with ExitStack() as open_things:
        store = Store.open(database_url, clock)
        open_things.callback(store.close)
        telemetry = Telemetry.open(database_url)
        open_things.callback(telemetry.close)
        settings = Settings(broker, session_of(name, share.number, share.of), (*map(every, _HEARD), *FILTERS), WINDOW)
        listener = Listener(store, telemetry, settings, clock, stop, share=share, connect=connect)
        tail = JournalTail(store, listener.learn)
        open_things.callback(tail.close)
        listener.upkeep.doubt_rules()  # they were read before the tail followed
        for watch_over in watches(store, telemetry, listener.line, mails, settings, listener.formats):
            watch_over.start()
            open_things.callback(watch_over.stop)
        listener.run()


class Listener:
    """One listener over open stores; `connect` makes its line to the broker."""

    def __init__(
        self,
        store: Store,
        telemetry: Telemetry,
        settings: Settings,
        clock: Clock,
        stop: threading.Event,
        *,
        share: Share = WHOLE,
        connect: type[Client] = Client,
    ) -> None:
        self._clock = clock
        self._stop = stop
        self._name = settings.client_id
        self._taken_over = False
        writer = TelemetryWriter(telemetry, settings.client_id)
        self.formats = Formats(store, writer, settings, share)
        self._ears = ears = Ears(share, self.formats.dialects)
        with store.read() as session:
            seen = watch(session)
            states = own_states(writer.states(), writer.series_ids(()), seen.devices, share)
            book = Rulebook(seen, states, open_alerts(session), ears)
        with telemetry.read() as connection:
            presences = history.presences(connection)
        discovery = Discovery(share)
        memory = Memory(writer, book, discovery, presences)
        memory.load_watched(self._now())
        presence = Presence(presences)
        counters = Counters(settings.client_id)
        announcements = Announcements()
        watching = Watching(book)
        catch_up(memory.table, writer, watching, self._now(), share)
        chores = Chores()
        self._waiting = Waiting()
        self._hearing = Hearing()
        self._keeper = keeper = Keeper(store, writer, stop)
        self.upkeep = Upkeep(
            store,
            writer,
            memory,
            book,
            watching,
            discovery,
            announcements,
            presence,
            counters,
            self._waiting,
            self._hearing,
            keeper,
            self._now,
        )
        keeper.meanwhile = self.upkeep.pulse
        self.line = connect(
            self.formats.settings,
            self._waiting.put,
            notice=self._notice,
            credentials=lambda: find_credentials(settings.broker, os.environ),
        )
        given = GivenTimes(writer.untimed(), settings.window)
        reckoner = Reckoner(memory, watching, given, presence, self.formats.dialects, ears)
        self._intake = Intake(
            self._waiting,
            reckoner,
            watching,
            keeper,
            chores,
            counters,
            self._hearing,
            announcements,
            self.line,
            self._now,
            stop,
        )
        self._schedule(chores)
        if share != WHOLE:
            chores.add(OTHERS_SECONDS, Others(telemetry, self._now).look)

    def run(self) -> None:
        """Listen until told to stop; the session stays at the broker. Raises Unavailable when that is taken over."""
        with seldom_collected():
            self._run()
        if self._taken_over:
            # The other one has stored more than we know of, so there is no going on from here, only a new start.
            raise Unavailable(
                tr(
                    "Another listener has connected to the broker under the name “{name}”. Stop one of the two, or "
                    "give one another name with --name.",
                    name=self._name,
                )
            )

    def _run(self) -> None:
        self.line.start()
        try:
            self._intake.run()
        finally:
            self._waiting.close()
            self.line.stop()
            self._take_leave()

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        self.upkeep.learn(facts)
        self.formats.learn(facts)

    def _refresh_formats(self) -> None:
        if self._ears.newly_overheard():
            self._keeper.attempt(Source.TELEMETRY, self.formats.recall)
        settings = self._keeper.attempt(Source.BUSINESS, self.formats.refresh)
        if isinstance(settings, Settings):
            self.line.change(settings)

    def _schedule(self, chores: Chores) -> None:
        chores.add(RULES_SECONDS, self._refresh_formats)
        chores.add(RULES_SECONDS, self.upkeep.refresh_rules)
        chores.add(RULES_SECONDS, self.upkeep.release_cleared)
        chores.add(PULSE_SECONDS, self.upkeep.pulse)
        chores.add(DISCOVERY_SECONDS, self.upkeep.discover)
        chores.add(DISCOVERY_SECONDS, self.upkeep.announce)
        chores.add(PRESENCE_SECONDS, self.upkeep.write_presence)
        chores.add(ROLL_UP_SECONDS, self.upkeep.roll_up)

    def _take_leave(self) -> None:
        """Write what was gathered and not written yet, unless a database is away that one would wait for."""
        if self._keeper.in_trouble:
            return
        self._intake.close()
        self.upkeep.pulse()
        self.upkeep.write_presence()
        until = time.monotonic() + LEAVE_SECONDS
        while self.upkeep.roll_up() and time.monotonic() < until:
            pass  # what is left over is made up for at the next start

    def _notice(self, link: Link) -> None:
        self._hearing.notice(link, self._now())
        if link.state is LinkState.TAKEN_OVER:
            self._taken_over = True
            self._stop.set()

    def _now(self) -> int:
        return to_ms(self._clock.now())
