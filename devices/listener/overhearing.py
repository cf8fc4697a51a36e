"""Overhears the topics that a person looks at while making a mapping, on a connection of its own that leaves no trace.

It has nothing to do with what is stored and acknowledged: quality of service 0, a session that ends with it, and the
newest messages of each topic alone.
"""

import os
import threading
import time
from collections.abc import Callable
from functools import partial

import msgspec

from devices.client import Client
from devices.connection import Settings
from devices.credentials import find_credentials
from devices.link import Link
from devices.listener.standby import Standby
from devices.messages import KEPT_OF_PAYLOAD, Received
from domain.monitoring.telemetry import overhearing
from domain.monitoring.telemetry.overhearing import Overheard
from domain.monitoring.telemetry.store import Telemetry
from domain.parameters.dialects import NATIVE
from domain.store.journal import FactRow
from domain.store.store import Store

NAME = "overhearing"
LOOK_SECONDS = 1.0
MOST_TOPICS = 300
KEPT_OF_TOPIC = 10
LONGEST_TOPIC = 500
_OWN = "callout/"


class Overhearing(Standby):
    """Overhears between `start` and `stop`; `taker` names the format that takes a topic."""

    def __init__(
        self,
        store: Store,
        telemetry: Telemetry,
        settings: Settings,
        taker: Callable[[str], str],
    ) -> None:
        super().__init__(store, NAME)
        self._telemetry = telemetry
        self._settings = Settings(settings.broker, f"{settings.client_id}-overhearing", (), fleeting=True)
        self._ring = Ring(taker)
        self._wanted: tuple[str, ...] = ()
        self._client: Client | None = None

    def stop(self) -> None:
        """End."""
        super().stop()
        self._hang_up()

    def begin(self) -> None:
        """What is wanted is found at every turn."""

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """The journal does not tell who looks."""

    def turn(self) -> float:
        """See whether somebody looks, and show what came."""
        self._turn(time.time_ns() // 1_000_000)
        return LOOK_SECONDS

    def _turn(self, now: int) -> None:
        with self._telemetry.read() as connection:
            wanted = overhearing.filters(connection, now)
        if wanted != self._wanted:
            self._listen_to(wanted, now)
        if messages := self._ring.news():
            with self._telemetry.write() as connection:
                overhearing.keep(connection, messages)

    def _listen_to(self, wanted: tuple[str, ...], now: int) -> None:
        self._hang_up()
        self._ring.clear()
        with self._telemetry.write() as connection:
            overhearing.forget(connection, now)
        if wanted:
            settings = msgspec.structs.replace(self._settings, extras=wanted)
            credentials = partial(find_credentials, settings.broker, os.environ)
            self._client = Client(settings, self._ring.take, notice=_nobody_minds, credentials=credentials)
            self._client.start()
        self._wanted = wanted

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.stop()
            self._client = None


class Ring:
    """The newest messages of each topic, filled by one thread and emptied by another; bounded."""

    def __init__(self, taker: Callable[[str], str]) -> None:
        self._taker = taker
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._fresh: dict[tuple[str, int], Overheard] = {}

    def take(self, received: Received) -> None:
        """A message came."""
        topic = received.topic
        if len(topic) > LONGEST_TOPIC or "\0" in topic:
            return
        with self._lock:
            count = self._counts.get(topic, 0)
            if count == 0 and len(self._counts) >= MOST_TOPICS:
                return
            self._counts[topic] = count + 1
            payload = received.payload[:KEPT_OF_PAYLOAD]
            place = count % KEPT_OF_TOPIC
            taken = NATIVE if topic.startswith(_OWN) else self._taker(topic)
            self._fresh[topic, place] = Overheard(topic, place, received.at, payload, len(received.payload), taken)

    def news(self) -> list[Overheard]:
        """What came since the last time."""
        with self._lock:
            fresh = list(self._fresh.values())
            self._fresh = {}
        return fresh

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self._counts, self._fresh = {}, {}


def _nobody_minds(_link: Link) -> None:
    """The main connection tells how the broker is."""
