"""The listener that `bench.lasting` watches; until standard input closes, then it prints its figures as JSON."""

import json
import sys
import threading
from functools import wraps
from typing import Any

from bench.memory import now_mb, peak_mb
from devices.addresses import parse_broker
from devices.connection import Settings
from devices.listener.runtime import WINDOW, Listener
from devices.listener.waiting import Item, Waiting
from domain.clock import SystemClock
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.store import Store

_SAMPLE_SECONDS = 1.0
_SAMPLES_PER_MINUTE = 60
#: The first part of the time, in which everything is made that stays.
_SETTLING = 5


class Samples:
    """The memory of this process second by second, and what was counted on the way."""

    def __init__(self) -> None:
        self.memory: list[float] = []
        self.stored = 0
        self.most_waiting = 0

    def follow(self, over: threading.Event) -> None:
        """Look every second until it is `over`."""
        while not over.wait(_SAMPLE_SECONDS):
            self.memory.append(now_mb())

    def figures(self) -> dict[str, Any]:
        """What was seen."""
        settled = self.memory[len(self.memory) // _SETTLING :] or [now_mb()]
        return {
            "memory_first_mb": round(settled[0], 1),
            "memory_last_mb": round(settled[-1], 1),
            "memory_peak_mb": round(peak_mb(), 1),
            "memory_by_minute_mb": [round(memory, 1) for memory in self.memory[::_SAMPLES_PER_MINUTE]],
            "most_waiting": self.most_waiting,
            "readings_stored": self.stored,
        }


def observe(samples: Samples, slow: float) -> None:
    """Count what waits and what is stored; each transaction of readings takes `slow` seconds more."""
    write, take = TelemetryWriter.write, Waiting.take
    pause = threading.Event()

    @wraps(write)
    def slowed(writer: TelemetryWriter, batch: Batch) -> int:
        pause.wait(slow)
        new = write(writer, batch)
        samples.stored += new
        return new

    @wraps(take)
    def watched(waiting: Waiting, most: int, timeout: float) -> list[Item]:
        samples.most_waiting = max(samples.most_waiting, len(waiting))
        return take(waiting, most, timeout)

    setattr(TelemetryWriter, "write", slowed)  # noqa: B010 - a method of a class is replaced
    setattr(Waiting, "take", watched)  # noqa: B010 - see above


def main(words: list[str]) -> None:
    """`broker name slow database`."""
    url, name, slow, database = words
    samples, stop = Samples(), threading.Event()
    observe(samples, int(slow) / 1000)
    store, telemetry = Store.open(database), Telemetry.open(database)
    listener = Listener(store, telemetry, Settings(parse_broker(url), name, (), WINDOW), SystemClock(), stop)
    threads = [threading.Thread(target=listener.run), threading.Thread(target=samples.follow, args=(stop,))]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()
    store.close()
    telemetry.close()
    print(json.dumps(samples.figures()))


if __name__ == "__main__":
    main(sys.argv[1:])
