"""Which formats the listener speaks: read from parameters and mappings at the start, and anew when these change."""

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import msgspec

from devices.connection import Settings
from devices.dialects.books import Dialects
from devices.dialects.mapping.dialect import Mapped
from devices.dialects.registry import chosen, every_filter
from devices.dialects.sparkplug.host import state
from devices.sharing import WHOLE, Share
from domain.errors import Unavailable
from domain.monitoring.mapping_queries import described
from domain.monitoring.mappings.definition import Described
from domain.monitoring.telemetry.rows import Batch, LearnedKey
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.parameters.dialects import DialectName
from domain.parameters.registry import Parameters
from domain.parameters.service import read
from domain.store.journal import FactRow
from domain.store.store import Store

_FOLLOWED = frozenset(("parameter", "mapping"))
_SUBSCRIPTIONS = "subscriptions"


#: Whoever publishes ever new discoveries must not make the listener subscribe anew all the time.
REST_SECONDS = 5.0


class Wishes(NamedTuple):
    """What decides which formats are spoken."""

    parameters: Parameters
    mappings: tuple[Described, ...]


class Formats:
    """The formats at work. `settings` is the connection with their subscriptions."""

    def __init__(self, store: Store, writer: TelemetryWriter, settings: Settings, share: Share = WHOLE) -> None:
        self._share = share
        self._store = store
        self._writer = writer
        self._plain = settings
        self._changed = threading.Event()
        self._subscribed: tuple[str, ...] = ()
        self._rest_until = 0.0
        self._mapped = Mapped(())
        self.dialects = Dialects()
        self._wishes = self._speak(self._read())

    @property
    def settings(self) -> Settings:
        """What the connection needs to know now."""
        parameters, learned = self._wishes.parameters, self._writer.learned()
        before = every_filter(parameters, learned).union(self._subscribed, self._of_mappings(learned))
        self._subscribed = wanted = self.dialects.filters
        host = parameters.sparkplug_host if DialectName.SPARKPLUG in parameters.dialects else ""
        return msgspec.structs.replace(
            self._plain,
            extras=wanted,
            unwanted=tuple(sorted(before - set(wanted))),
            herald=partial(state, host) if host else None,
        )

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        if any(fact.subject in _FOLLOWED for fact in facts):
            self._changed.set()

    def recall(self) -> None:
        """Take up what other shares have learned since the start. Raises Unavailable."""
        self.dialects.recall(self._writer.learned())

    def refresh(self) -> Settings | None:
        """Speak other formats if people say so, and hear what was discovered since.

        The connection that this needs, if another one. Raises Unavailable.
        """
        if self._changed.is_set():
            self._changed.clear()
            try:
                if self._follow(self._read()):
                    return self.settings
            except Unavailable:
                self._changed.set()
                raise
        now = time.monotonic()
        if self.dialects.filters == self._subscribed or now < self._rest_until:
            return None
        self._rest_until = now + REST_SECONDS
        return self.settings

    def _of_mappings(self, learned: Mapping[LearnedKey, bytes]) -> list[str]:
        """What this session has subscribed to for mappings, which may be gone by now; that of now is noted."""
        key = (_SUBSCRIPTIONS, self._plain.client_id)
        before, now = learned.get(key, b""), "\n".join(self._mapped.filters).encode()
        if now != before:
            self._writer.write(Batch(learned={key: now or None}))
        return before.decode().splitlines()

    def _follow(self, wishes: Wishes) -> bool:
        """Whether other formats are spoken now."""
        if _of_formats(wishes) == _of_formats(self._wishes):
            return False
        self._wishes = self._speak(wishes)
        return True

    def _speak(self, wishes: Wishes) -> Wishes:
        self._mapped = Mapped(wishes.mappings)
        self.dialects.speak((*chosen(wishes.parameters), self._mapped), self._writer.learned())
        return wishes

    def _read(self) -> Wishes:
        with self._store.read() as session:
            parameters, mappings = read(session), described(session)
        if self._share.number > 1:
            parameters = replace(parameters, sparkplug_host="")  # one of us says that we are there
        return Wishes(parameters, mappings)


def _of_formats(wishes: Wishes) -> tuple[object, ...]:
    parameters = wishes.parameters
    return parameters.dialects, parameters.sparkplug_strict, parameters.sparkplug_host, wishes.mappings
