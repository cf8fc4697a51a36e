"""What is done at certain hours, beside the intake and without holding it up."""

import logging
import threading
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from devices.moments import KEPT_DAYS
from domain.clock import Clock, to_ms
from domain.errors import Unavailable
from domain.monitoring.telemetry.retention import forget
from domain.monitoring.telemetry.store import Telemetry

_log = logging.getLogger(__name__)

_BREATH_SECONDS = 0.05


class Jobs:
    """The scheduled jobs of a listener, between `start` and `stop`."""

    def __init__(self, telemetry: Telemetry, clock: Clock, keep_days: int = KEPT_DAYS) -> None:
        self._telemetry = telemetry
        self._clock = clock
        self._keep = timedelta(days=keep_days)
        self._stopping = threading.Event()
        self._scheduler = BackgroundScheduler(timezone="UTC", daemon=True)
        self._scheduler.add_job(
            self.forget_old_readings, "cron", hour=2, minute=40, misfire_grace_time=3600, coalesce=True, max_instances=1
        )

    def start(self) -> None:
        """Begin to watch the clock."""
        self._scheduler.start()

    def stop(self) -> None:
        """End what runs after its present step."""
        self._stopping.set()
        self._scheduler.shutdown()

    def forget_old_readings(self) -> None:
        """Delete raw readings that are older than is kept."""
        try:
            deleted = forget(self._telemetry, to_ms(self._clock.now() - self._keep), self._proceed)
        except Unavailable as error:
            _log.warning("Old readings are kept until tomorrow: %s", error)
        else:
            _log.info("Forgot %s readings older than %s days.", deleted, self._keep.days)

    def _proceed(self) -> bool:
        """Let the intake write in between."""
        return not self._stopping.wait(_BREATH_SECONDS)
