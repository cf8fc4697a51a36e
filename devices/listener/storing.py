"""Stores what was reckoned, the business first, and does not give up while a database is away."""

import logging
import threading
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import TypeVar

from devices.listener.confirming import Confirming
from devices.listener.reckoning import Reckoned, row_of
from devices.listener.reporting import Reporting
from devices.listener.telling import Told, tell
from domain.errors import Overtaken, Refusal, Unavailable
from domain.monitoring.occurrences import LISTENER
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.store import Store

_log = logging.getLogger(__name__)
T = TypeVar("T")
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 10.0
OVERTAKEN_PAUSES = (0.0, 0.05, 0.1, 0.2, 0.4)


class Source(Enum):
    """The two stores, each of which may be away."""

    BUSINESS = auto()
    TELEMETRY = auto()


class Away(Enum):
    """Stands for a result that a database could not give."""

    AWAY = auto()


AWAY = Away.AWAY


class StoppedError(Exception):
    """The listener is told to stop while the database is away; nothing was acknowledged."""


class Keeper:
    """Writes to both stores. While one is away everything waits here, and nothing is acknowledged."""

    def __init__(self, store: Store, writer: TelemetryWriter, stop: threading.Event) -> None:
        self._store = store
        self._writer = writer
        self._reporting = Reporting(store, stop)
        self._confirming = Confirming(store)
        self._stop = stop
        self._insisting = False
        self._troubles: dict[Source, str] = {}
        self.meanwhile: Callable[[], None] = _nothing

    @property
    def in_trouble(self) -> bool:
        """Whether a database is away."""
        return bool(self._troubles)

    def keep(self, reckoned: Reckoned) -> int:
        """Store all of it; returns how many readings were new."""
        if reckoned.tidings:
            if reckoned.batch.untimed:
                # Delivered again after a crash from here on, the messages are given the same times: the same alerts.
                log_first = Batch(untimed=reckoned.batch.untimed)
                self.insist(Source.TELEMETRY, lambda: self._writer.write(log_first))
            self.insist(Source.BUSINESS, lambda: self._tell(reckoned.tidings))
        answered = self.insist(Source.BUSINESS, partial(self._confirming.replies, reckoned))
        for report in (*reckoned.reports, *answered):
            refused = self.insist(Source.BUSINESS, partial(self._reporting.take, report))
            if refused is not None:
                reckoned.batch.rejected.append(row_of(refused))
        return self.insist(Source.TELEMETRY, lambda: self._writer.write(reckoned.batch))

    def insist(self, source: Source, action: Callable[[], T]) -> T:
        """Do it, and as long as the database is away again and again. Raises StoppedError."""
        pause = FIRST_PAUSE
        self._insisting = True
        while True:
            try:
                done = action()
            except Unavailable as error:
                self.lament(source, error)
                self.meanwhile()
                if self._stop.wait(pause):
                    raise StoppedError from error
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._insisting = False
                self.rejoice(source)
                return done

    def attempt(self, source: Source, action: Callable[[], T]) -> T | Away:
        """Do it once; AWAY if the database is not there."""
        try:
            done = action()
        except Unavailable as error:
            self.lament(source, error)
            return AWAY
        if not self._insisting:
            self.rejoice(source)
        return done

    def lament(self, source: Source, error: Unavailable) -> None:
        """Say what is wrong, once for each new trouble."""
        if str(error) != self._troubles.get(source):
            self._troubles[source] = str(error)
            _log.warning("Nothing is stored or acknowledged until the database is back: %s", error)

    def rejoice(self, source: Source) -> None:
        """Say that it is over."""
        if self._troubles and self._troubles.pop(source, "") and not self._troubles:
            _log.info("The database is back; all goes on where it stopped.")

    def _tell(self, tidings: list[Told]) -> None:
        try:
            self._once_more(tidings)
        except Refusal:
            # One of them stands against a rule of the business: the others must not suffer from it.
            for told in tidings:
                self._tell_alone(told)

    def _tell_alone(self, told: Told) -> None:
        try:
            self._once_more([told])
        except Refusal as error:
            _log.error("An alert of rule %s could not be recorded: %s", told.seen.rule_id, error)

    def _once_more(self, tidings: list[Told]) -> None:
        """Tell them, and again if somebody else wrote to the same alerts meanwhile."""
        for pause in OVERTAKEN_PAUSES:
            try:
                return self._store.run(LISTENER, tell, tidings)
            except Overtaken:
                self._stop.wait(pause)
        return self._store.run(LISTENER, tell, tidings)


def _nothing() -> None:
    """Nothing to do meanwhile."""
