"""What is done at certain hours, beside the intake and without holding it up."""

import logging
from collections.abc import Callable
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from devices.listener.standby import Standby
from devices.moments import KEPT_DAYS
from domain.clock import Clock, to_ms
from domain.errors import CalloutError, Unavailable
from domain.monitoring.telemetry.connections import forget_connections
from domain.monitoring.telemetry.retention import forget
from domain.monitoring.telemetry.store import Telemetry
from domain.orders.watch import WATCH
from domain.scheduling.travel.learning import learn
from domain.store.journal import FactRow
from domain.store.store import Store

_log = logging.getLogger(__name__)

NAME = "jobs"
_BREATH_SECONDS = 0.05
_LOOK_SECONDS = 60.0


class Jobs(Standby):
    """The scheduled jobs of one store, between `start` and `stop`."""

    def __init__(self, store: Store, telemetry: Telemetry, clock: Clock, keep_days: int = KEPT_DAYS) -> None:
        super().__init__(store, NAME)
        self._telemetry = telemetry
        self._clock = clock
        self._keep = timedelta(days=keep_days)
        self._scheduler = BackgroundScheduler(timezone="UTC", daemon=True)
        for job, minute in ((self.forget_old_readings, 40), (self.learn_ways, 20)):
            self._scheduler.add_job(
                self._if_alone,
                "cron",
                (job,),
                hour=2,
                minute=minute,
                misfire_grace_time=3600,
                coalesce=True,
                max_instances=1,
            )

    def start(self) -> None:
        """Begin to watch the clock."""
        super().start()
        self._scheduler.start()

    def stop(self) -> None:
        """End what runs after its present step."""
        super().stop()
        self._scheduler.shutdown()

    def begin(self) -> None:
        """What is due is done at its hour."""

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Only time is news here."""

    def turn(self) -> float:
        """The scheduler watches the clock."""
        return _LOOK_SECONDS

    def forget_old_readings(self) -> None:
        """Delete raw readings that are older than is kept."""
        try:
            before = to_ms(self._clock.now() - self._keep)
            deleted = forget(self._telemetry, before, self._proceed)
            forget_connections(self._telemetry, before)
        except Unavailable as error:
            _log.warning("Old readings are kept until tomorrow: %s", error)
        else:
            _log.info("Forgot %s readings older than %s days.", deleted, self._keep.days)

    def learn_ways(self) -> None:
        """Let the estimate of ways follow what they took lately."""
        try:
            found = self._store.run(WATCH, learn)
        except CalloutError as error:
            _log.warning("Nothing is learned of ways today: %s", error)
        else:
            _log.info("Ways near, middle and far take, in percent of the estimate: %s, %s, %s.", *found)

    def _if_alone(self, job: Callable[[], None]) -> None:
        """Do it if no other process does."""
        if self.watching.is_set():
            job()

    def _proceed(self) -> bool:
        """Let the intake write in between."""
        return not self._stop.wait(_BREATH_SECONDS)
