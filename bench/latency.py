"""How long it takes from publishing a reading to the order that it raises, and to its card on the board.

The listener is a process of its own, as in daily use. Each probe is a device that has not raised anything yet. An
order counts as committed when the journal's change feed hands it to us, which is what a console goes by as well.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from bench import fleet, fleet_rules
from devices.addresses import parse_broker
from devices.broker import start
from devices.publisher import Outgoing, Publisher
from devices.topics import Channel, build
from domain import children
from domain.errors import Unavailable
from domain.monitoring.telemetry.history import pulses
from domain.monitoring.telemetry.store import Telemetry
from domain.store.journal import FactRow
from domain.store.store import Store
from domain.store.tail import JournalTail

LOADS = (0, 500, 2_000)
PROBES = 60
OTHER_DEVICES = 100
_EVERY_SECONDS = 0.1
_LAST_PAINT_SECONDS = 2.0
_PATIENCE_SECONDS = 30.0


class Orders:
    """When the order of each asset was heard of, from the change feed."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._heard: dict[int, float] = {}

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Called by the change feed."""
        now = time.perf_counter()
        with self._news:
            for fact in facts:
                if fact.kind == "order.opened":
                    self._heard.setdefault(fact.after["asset_id"], now)
            self._news.notify_all()

    def wait_for(self, count: int) -> dict[int, float]:
        """All, once there are `count` of them."""
        with self._news:
            if not self._news.wait_for(lambda: len(self._heard) >= count, _PATIENCE_SECONDS):
                raise Unavailable(f"Only {len(self._heard)} orders came of {count}.")
            return dict(self._heard)


def run(loads: tuple[int, ...] = LOADS, probes: int = PROBES) -> dict[str, Any]:
    """Per load in messages per second: `committed_ms` and `drawn_ms` as p50, p95 and p99."""
    return {str(load): measure(load, probes) for load in loads}


def measure(load: int, probes: int) -> dict[str, Any]:
    """From publish to commit, and to the screen, of `probes` orders beside `load` other messages per second."""
    with centre(probes + OTHER_DEVICES) as (store, broker_url), other_traffic(broker_url, load, probes):
        orders = Orders()
        tail = JournalTail(store, orders.learn)
        try:
            with board(store) as drawn:
                committed = _probe(broker_url, orders, probes)
                time.sleep(_LAST_PAINT_SECONDS)
        finally:
            tail.close()
    return {"committed_ms": spread(committed), "drawn_ms": spread(drawn), "drawn": len(drawn)}


@contextmanager
def board(store: Store) -> Iterator[list[float]]:
    """A console with the board in front, in a process of its own; afterwards the list has its times to the screen."""
    drawn: list[float] = []
    with tempfile.TemporaryDirectory(prefix="callout-bench-") as profile:
        words = ["--page", "dispatch", "--profile", profile]
        words += ["--database", store.url.render_as_string(hide_password=False)]
        child = subprocess.Popen(
            children.command("bench.console_child", *words),
            env=children.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        child.stdout.readline()
        try:
            yield drawn
        finally:
            told, _ = child.communicate("")
    drawn += json.loads(told.splitlines()[-1])["to_screen_ms"]


def spread(took: list[float]) -> dict[str, float]:
    """The figures that are published."""
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1), "p99": round(cuts[98], 1)}


@contextmanager
def centre(devices: int) -> Iterator[tuple[Store, str]]:
    """A store with a fleet, a broker, and a listener at work between them."""
    with tempfile.TemporaryDirectory(prefix="callout-bench-") as folder:
        database = f"sqlite:///{folder}/callout.db"
        store = Store.open(database)
        store.run("bench", fleet.build, devices)
        broker = start(Path(folder) / "broker")
        words = ["listen", "--database", database, "--broker", broker.url, "--profile", folder]
        listener = subprocess.Popen(
            children.command("main", *words), env=children.environment(), stderr=subprocess.DEVNULL
        )
        try:
            _until_it_runs(database)
            yield store, broker.url
        finally:
            listener.terminate()
            listener.wait()
            broker.stop()
            store.close()


@contextmanager
def other_traffic(broker_url: str, rate: int, first_device: int) -> Iterator[None]:
    """Another process publishes `rate` harmless messages per second with three values each."""
    if not rate:
        yield
        return
    words = children.command("bench.latency", broker_url, str(rate), str(first_device))
    child = subprocess.Popen(words, env=children.environment(), stdin=subprocess.PIPE)
    time.sleep(2)
    try:
        yield
    finally:
        child.communicate()


def _publish_evenly(broker_url: str, rate: int, first_device: int, stop: threading.Event) -> None:
    publisher = Publisher(parse_broker(broker_url), "bench-traffic")
    publisher.open()
    begun, sent = time.monotonic(), 0
    while not stop.is_set():
        while sent < (time.monotonic() - begun) * rate:
            publisher.publish(_reading(first_device + sent % OTHER_DEVICES, 8.0))
            sent += 1
        stop.wait(0.005)
    publisher.close()


def _probe(broker_url: str, orders: Orders, probes: int) -> list[float]:
    publisher = Publisher(parse_broker(broker_url), "bench-probe")
    publisher.open()
    sent = {}
    try:
        for number in range(probes):
            # The fleet's assets are numbered in the order of their devices, from 1.
            sent[number + 1] = time.perf_counter()
            publisher.publish(_reading(number, fleet_rules.TOO_WARM + 5))
            time.sleep(_EVERY_SECONDS)
        heard = orders.wait_for(probes)
    finally:
        publisher.close()
    return [(heard[asset] - at) * 1000 for asset, at in sent.items()]


def _reading(device: int, temperature: float) -> Outgoing:
    values = {"supply_temperature": temperature, "pressure": 4.0, "current": 20.0}
    body = {"ts": time.time_ns() // 1_000_000, "values": values}
    return Outgoing(build(fleet.device(device), Channel.TELEMETRY), msgspec.json.encode(body))


def _until_it_runs(database: str) -> None:
    telemetry = Telemetry.open(database)
    try:
        _wait(lambda: _state(telemetry) == "running")
    finally:
        telemetry.close()


def _state(telemetry: Telemetry) -> str:
    with telemetry.read() as connection:
        found = pulses(connection, 0)
    return found[-1].state if found else ""


def _wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise Unavailable("The listener does not start.")
        time.sleep(0.05)


def publish_until_told(broker_url: str, rate: int, first_device: int) -> None:
    """What the other process does, until its standard input closes."""
    stop = threading.Event()
    thread = threading.Thread(target=_publish_evenly, args=(broker_url, rate, first_device, stop))
    thread.start()
    sys.stdin.read()
    stop.set()
    thread.join()


if __name__ == "__main__":
    if sys.argv[1:]:
        publish_until_told(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        print(json.dumps(run(), indent=1))
