"""Which formats the listener speaks: read from the parameters at the start, and anew whenever these change."""

import threading
from functools import partial

import msgspec

from devices.connection import Settings
from devices.dialects.books import Dialects
from devices.dialects.registry import chosen, every_filter
from devices.dialects.sparkplug.host import state
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.parameters.dialects import DialectName
from domain.parameters.registry import Parameters
from domain.parameters.service import read
from domain.store.journal import FactRow
from domain.store.store import Store


class Formats:
    """The formats at work. `settings` is the connection with their subscriptions."""

    def __init__(self, store: Store, writer: TelemetryWriter, settings: Settings) -> None:
        self._store = store
        self._writer = writer
        self._plain = settings
        self._changed = threading.Event()
        self._wishes = self._read()
        self._subscribed: tuple[str, ...] = ()
        self.dialects = Dialects()
        self._speak()

    @property
    def settings(self) -> Settings:
        """What the connection needs to know now."""
        before = every_filter(self._wishes, self._writer.learned()).union(self._subscribed)
        self._subscribed = wanted = self.dialects.filters
        host = self._wishes.sparkplug_host if DialectName.SPARKPLUG in self._wishes.dialects else ""
        return msgspec.structs.replace(
            self._plain,
            extras=wanted,
            unwanted=tuple(sorted(before - set(wanted))),
            herald=partial(state, host) if host else None,
        )

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        if any(fact.subject == "parameter" for fact in facts):
            self._changed.set()

    def refresh(self) -> Settings | None:
        """Speak other formats if the parameters say so, and hear what was discovered since.

        The connection that this needs, if another one. Raises Unavailable.
        """
        if self._changed.is_set():
            wishes = self._read()
            self._changed.clear()
            if _of_formats(wishes) != _of_formats(self._wishes):
                self._wishes = wishes
                self._speak()
                return self.settings
        return None if self.dialects.filters == self._subscribed else self.settings

    def _speak(self) -> None:
        self.dialects.speak(chosen(self._wishes), self._writer.learned())

    def _read(self) -> Parameters:
        with self._store.read() as session:
            return read(session)


def _of_formats(parameters: Parameters) -> tuple[object, ...]:
    return parameters.dialects, parameters.sparkplug_strict, parameters.sparkplug_host
