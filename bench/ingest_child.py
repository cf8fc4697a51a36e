"""The two subscribers that `bench.ingest` compares, each in a process of its own; prints its figures as JSON."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from bench.memory import peak_mb
from devices.addresses import BrokerAddress, parse_broker
from devices.client import Client
from devices.connection import Settings
from devices.listener.memory import Memory
from devices.listener.reckoning import Reckoner
from devices.listener.runtime import WINDOW, Listener
from devices.listener.storing import Keeper
from devices.listener.upkeep import Upkeep
from devices.messages import Received
from domain.clock import SystemClock
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")


class Stopwatch:
    """Runs from the first message to the last of `wanted`."""

    def __init__(self, wanted: int) -> None:
        self.done = threading.Event()
        self._left = wanted
        self._wanted = wanted
        self._begun = 0.0
        self._ended = 0.0

    def begin(self) -> None:
        """A message has come."""
        if not self._begun:
            self._begun = time.perf_counter()

    def count(self, messages: int) -> None:
        """Some are finished with."""
        self._left -= messages
        if self._left <= 0 and not self.done.is_set():
            self._ended = time.perf_counter()
            self.done.set()

    def figures(self) -> dict[str, float]:
        """What it showed."""
        seconds = self._ended - self._begun
        peak = peak_mb()
        return {"seconds": seconds, "per_second": self._wanted / seconds, "peak_memory_mb": peak}


class Spent:
    """Seconds that the steps of the pipeline took: by the wall, and of the processor in their thread."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.busy: dict[str, float] = {}

    def begin_anew(self) -> None:
        """Forget what was before."""
        self.wall.clear()
        self.busy.clear()

    def timed(self, name: str, function: Callable[P, T]) -> Callable[P, T]:
        """`function`, timed."""

        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            wall, busy = time.perf_counter(), time.thread_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - wall
                self.busy[name] = self.busy.get(name, 0.0) + time.thread_time() - busy

        return wrapper


def count(broker: BrokerAddress, name: str, wanted: int) -> dict[str, Any]:
    """A subscriber that does nothing but count."""
    watch = Stopwatch(wanted)
    client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=MQTTProtocolVersion.MQTTv5)

    def arrived(_client: mqtt.Client, _data: Any, _message: mqtt.MQTTMessage) -> None:
        watch.begin()
        watch.count(1)

    client.on_message = arrived
    wishes = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    wishes.SessionExpiryInterval = 3600
    wishes.ReceiveMaximum = WINDOW
    client.connect(broker.host, broker.port, clean_start=False, properties=wishes)
    client.loop_start()
    watch.done.wait()
    client.disconnect()
    client.loop_stop()
    return watch.figures()


def pipeline(broker: BrokerAddress, name: str, wanted: int, database: str) -> dict[str, Any]:
    """The listener as it is, with clocks on its steps."""
    watch = Stopwatch(wanted)
    spent = Spent()

    class Timed(Client):
        """Tells the stopwatch what comes and what is finished with."""

        def __init__(self, settings: Settings, deliver: Callable[[Received], None], **more: Any) -> None:
            def put(received: Received) -> None:
                watch.begin()
                deliver(received)

            super().__init__(settings, put, **more)

        def acknowledge(self, messages: Iterable[Received]) -> None:
            some = list(messages)
            super().acknowledge(some)
            watch.count(len(some))

    for owner, method, told in (
        (Reckoner, "decode", "decode"),
        (Reckoner, "follow", "rules"),
        (Keeper, "keep", "store"),
        (Memory, "load", "load series"),
        (Upkeep, "roll_up", "roll-ups"),
        (Upkeep, "pulse", "pulses"),
        (Upkeep, "write_presence", "presence"),
        (Timed, "acknowledge", "acknowledge"),
    ):
        setattr(owner, method, spent.timed(told, getattr(owner, method)))
    stop = threading.Event()
    store, telemetry = Store.open(database), Telemetry.open(database)
    settings = Settings(broker, name, (), WINDOW)
    listener = Listener(store, telemetry, settings, SystemClock(), stop, connect=Timed)
    thread = threading.Thread(target=listener.run)
    spent.begin_anew()  # the series are loaded by now, which is no cost of a message
    before = time.process_time()
    thread.start()
    watch.done.wait()
    processor = time.process_time() - before
    wall, busy = dict(spent.wall), dict(spent.busy)
    stop.set()
    thread.join()
    store.close()
    telemetry.close()
    return {**watch.figures(), "wall": wall, "busy": busy, "processor": processor}


def main(words: list[str]) -> None:
    """`count|pipeline broker name wanted database`."""
    what, url, name, wanted, database = words
    broker = parse_broker(url)
    figures = count(broker, name, int(wanted)) if what == "count" else pipeline(broker, name, int(wanted), database)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
