"""Keeps meters read and conditions watched, from what is stored of devices.

One process does it for a database at a time; two at once would take each reading once all the same.
"""

import logging
from datetime import datetime, timedelta

from devices.listener.standby import Standby
from domain.errors import Overtaken, Refusal
from domain.monitoring.condition_feed import watch_conditions
from domain.monitoring.meter_feed import read_meters
from domain.monitoring.telemetry.store import Telemetry
from domain.store.journal import FactRow
from domain.store.store import Store

log = logging.getLogger(__name__)

NAME = "meters"
#: A condition is held for minutes or hours; it need not be looked at more often.
LOOK_SECONDS = 60.0
#: Counters are read by the day, and found soon after it ends.
READ_EVERY = timedelta(hours=1)


class Metering(Standby):
    """The watch over the meters and conditions of one store, between `start` and `stop`."""

    def __init__(self, store: Store, telemetry: Telemetry) -> None:
        super().__init__(store, NAME)
        self._telemetry = telemetry
        self._read_at: datetime | None = None

    def begin(self) -> None:
        """Read at once, for days may have passed while nobody watched."""
        self._read_at = None

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """What people do with meters is no news here: only time and devices are."""

    def turn(self) -> float:
        """Read the meters if that is due, and look at the conditions."""
        now = self._store.clock.now()
        try:
            if self._read_at is None or not timedelta(0) <= now - self._read_at < READ_EVERY:
                read_meters(self._store, self._telemetry)
                self._read_at = now
            watch_conditions(self._store, self._telemetry)
        except (Overtaken, Refusal) as error:
            log.info("Meters and conditions wait for the next look: %s", error)
        return LOOK_SECONDS
