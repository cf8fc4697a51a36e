"""Says in the log when another share of the fleet has no listener, and when it has one again."""

import logging
from collections.abc import Callable

from domain.errors import Unavailable
from domain.monitoring.telemetry.shares import Missing, missing_shares
from domain.monitoring.telemetry.store import Telemetry

_log = logging.getLogger(__name__)


class Others:
    """The listeners of the other shares, as far as their pulses tell."""

    def __init__(self, telemetry: Telemetry, now: Callable[[], int]) -> None:
        self._telemetry = telemetry
        self._now = now
        self._missing: list[Missing] = []

    def look(self) -> None:
        """See who is missing."""
        try:
            with self._telemetry.read() as connection:
                missing = missing_shares(connection, self._now())
        except Unavailable:
            return  # the keeper of the readings tells of it
        if missing != self._missing:
            self._tell(missing)
            self._missing = missing

    def _tell(self, missing: list[Missing]) -> None:
        for share in missing:
            if share not in self._missing:
                _log.warning("Nobody listens for share %s/%s of %s; its messages wait at the broker.", *_words(share))
        for share in self._missing:
            if share not in missing:
                _log.info("Share %s/%s of %s is taken care of again.", *_words(share))


def _words(share: Missing) -> tuple[int, int, str]:
    return share.number, share.of, share.name
