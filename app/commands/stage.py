"""The processes behind a demo: a private broker, a simulated fleet, and the listener, each minded."""

import json
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from devices import broker
from devices.listener.counters import ListenerState
from devices.minder import Minder
from domain import children
from domain.demo.company import FleetDevice
from domain.demo.rest import at_rest
from domain.language import spoken
from domain.monitoring.telemetry.history import pulses
from domain.monitoring.telemetry.store import Telemetry
from domain.settings import Settings
from domain.store.store import Store

BROKER_FOLDER = "broker"
FLEET_FILE = "fleet.json"
DEMO_FILE = "demo.json"
LISTENER_LOG = "listener.log"
FLEET_LOG = "fleet.log"
FIRST_FAILURE = "cooling"
LISTENER_SECONDS = 15.0
#: Seconds between failures of the fleet: something is always going on, and nobody drowns.
BETWEEN_FAILURES = 45


class Stage:
    """Everything of a demo that is not the console; up after construction, down after `close`."""

    def __init__(self, settings: Settings, fleet: Sequence[FleetDevice], *, rate: int, seed: int = 7) -> None:
        self._profile = settings.profile
        with ExitStack() as building:
            self.broker = broker.start(settings.profile / BROKER_FOLDER)
            building.callback(self.broker.stop)
            self._announce(settings.database)
            self.listener = start_listener(settings.profile, settings.database, self.broker.url)
            building.callback(self.listener.stop)
            # A broker keeps nothing for a session that was never there: the first message has to find its listener.
            wait_for_listener(settings.database)
            self.fleet = self._start_fleet(fleet, rate, seed, _first_to_fail(settings.database, fleet))
            building.callback(self.fleet.stop)
            self._built = building.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def stop_fleet(self) -> int:
        """End the fleet; returns how many messages it has published."""
        self.fleet.stop()
        lines = (self._profile / FLEET_LOG).read_text(encoding="utf-8").splitlines()
        reports = [json.loads(line) for line in lines if line.startswith("{")]
        return int(reports[-1]["messages_published"]) if reports else 0

    def close(self) -> None:
        """Take everything down, the broker last."""
        self._built.close()

    def _announce(self, database: str) -> None:
        told = {"database": database, "broker": self.broker.url}
        file = self._profile / DEMO_FILE
        # The URL may hold a password: the file is its owner's alone from the first byte on.
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(json.dumps(told) + "\n", encoding="utf-8")

    def _start_fleet(self, fleet: Sequence[FleetDevice], rate: int, seed: int, failing: str | None) -> Minder:
        file = self._profile / FLEET_FILE
        file.write_text(json.dumps(list(fleet)), encoding="utf-8")
        log = self._profile / FLEET_LOG
        log.unlink(missing_ok=True)
        words = ["--broker", self.broker.url, "--fleet", str(file), "--rate", str(rate), "--seed", str(seed)]
        words += [
            "--every",
            str(BETWEEN_FAILURES),
            "--attached",
            *(("--fail", f"{failing}:{FIRST_FAILURE}") if failing else ()),
        ]
        return Minder("fleet", children.command("devices.simulator", *words), log, environment=children.environment())


def _first_to_fail(database: str, fleet: Sequence[FleetDevice]) -> str | None:
    """A chiller that loses its cooling at once, so that nobody has to wait for an order.

    One that is still broken from an earlier run would raise nothing new.
    """
    chillers = [member["device"] for member in fleet if member["kind"] == "chiller"]
    store = Store.open(database)
    try:
        resting = at_rest(store)
    finally:
        store.close()
    return next((device for device in chillers if device in resting), chillers[0] if chillers else None)


def wait_for_listener(database: str) -> None:
    """Return when a listener hears the broker, or after some seconds in any case."""
    telemetry = Telemetry.open(database)
    started = time.time()
    try:
        while time.time() < started + LISTENER_SECONDS:
            if hears(telemetry, started):
                return
            time.sleep(0.05)
    finally:
        telemetry.close()


def hears(telemetry: Telemetry, since: float) -> bool:
    """Whether a listener has heard the broker since then."""
    with telemetry.read() as connection:
        told = pulses(connection, int(since * 1000))
    return bool(told) and told[-1].state == ListenerState.RUNNING


def start_listener(profile: Path, database: str, broker_url: str, name: str = "callout-listener") -> Minder:
    """The listener as a child that is started anew whenever it ends by itself."""
    # The database URL may hold a password, which the command line of a process shows to everybody.
    environment = children.environment(CALLOUT_DATABASE=database, CALLOUT_BROKER=broker_url, CALLOUT_LANGUAGE=spoken())
    words = ["listen", "--profile", str(profile), "--name", name, "--attached"]
    return Minder("listener", children.command("main", *words), profile / LISTENER_LOG, environment=environment)
