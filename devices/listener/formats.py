"""Which formats the listener speaks: read from the parameters at the start, and anew whenever these change."""

import threading
from functools import partial

import msgspec

from devices.connection import Settings
from devices.dialects.books import Dialects
from devices.dialects.registry import chosen, every_filter
from devices.dialects.sparkplug.host import state
from domain.errors import Unavailable
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
        self._subscribed: tuple[str, ...] = ()
        self.dialects = Dialects()
        self._wishes = self._speak(self._read())

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
            self._changed.clear()
            try:
                if self._follow(self._read()):
                    return self.settings
            except Unavailable:
                self._changed.set()
                raise
        return None if self.dialects.filters == self._subscribed else self.settings

    def _follow(self, wishes: Parameters) -> bool:
        """Whether other formats are spoken now."""
        if _of_formats(wishes) == _of_formats(self._wishes):
            return False
        self._wishes = self._speak(wishes)
        return True

    def _speak(self, wishes: Parameters) -> Parameters:
        self.dialects.speak(chosen(wishes), self._writer.learned())
        return wishes

    def _read(self) -> Parameters:
        with self._store.read() as session:
            return read(session)


def _of_formats(parameters: Parameters) -> tuple[object, ...]:
    return parameters.dialects, parameters.sparkplug_strict, parameters.sparkplug_host
