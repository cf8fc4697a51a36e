"""One of the listeners that `bench.sharing` compares; prints its figures as JSON."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from bench.memory import peak_mb
from devices.addresses import parse_broker
from devices.client import Client
from devices.connection import Settings
from devices.listener.runtime import WINDOW, Listener
from devices.messages import Received
from devices.sharing import Share, parse_share
from devices.topics import parse
from domain.clock import SystemClock
from domain.monitoring.telemetry.shares import session_of
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

_STAMP = slice(len('{"ts": '), len('{"ts": ') + 13)


class Tally:
    """What one listener took, and whether each device kept its order."""

    def __init__(self, share: Share, wanted: int) -> None:
        self._share = share
        self.done = threading.Event()
        self.taken = 0
        self.disordered = 0
        self._wanted = wanted
        self._session = 0
        self._newest: dict[str, bytes] = {}
        self._kept: dict[str, bytes] = {}
        self._begun = self._ended = self._spent_before = self._spent = 0.0

    def came(self, message: Received) -> None:
        """A message of ours came; a new connection begins with what was not acknowledged."""
        if not self._is_ours(message):
            return
        if message.session != self._session:
            self._session = message.session
            self._newest.clear()
        if not self._begun:
            self._begun, self._spent_before = time.time(), time.process_time()
        stamp = message.payload[_STAMP]
        self.disordered += stamp <= self._newest.get(message.topic, b"")
        self._newest[message.topic] = stamp

    def stored(self, messages: Iterable[Received]) -> None:
        """These are acknowledged, some of them perhaps again."""
        for message in filter(self._is_ours, messages):
            stamp = message.payload[_STAMP]
            if stamp > self._kept.get(message.topic, b""):
                self._kept[message.topic] = stamp
                self.taken += 1
        if self.taken >= self._wanted and not self.done.is_set():
            self._ended, self._spent = time.time(), time.process_time()
            self.done.set()

    def _is_ours(self, message: Received) -> bool:
        address = parse(message.topic)
        return address is not None and self._share.owns(address.device)

    def figures(self) -> dict[str, Any]:
        """What was seen, by the clock of the machine."""
        return {
            "begun": self._begun,
            "ended": self._ended,
            "processor": self._spent - self._spent_before,
            "taken": self.taken,
            "disordered": self.disordered,
            "peak_memory_mb": peak_mb(),
        }


def main(words: list[str]) -> None:
    """`broker name share wanted database`."""
    url, name, word, wanted, database = words
    share, stop = parse_share(word), threading.Event()
    tally = Tally(share, int(wanted))

    class Tallied(Client):
        """Tells the tally what comes and what is finished with."""

        def __init__(self, settings: Settings, deliver: Callable[[Received], None], **more: Any) -> None:
            def put(received: Received) -> None:
                tally.came(received)
                deliver(received)

            super().__init__(settings, put, **more)

        def acknowledge(self, messages: Iterable[Received]) -> None:
            some = list(messages)
            super().acknowledge(some)
            tally.stored(some)

    store, telemetry = Store.open(database), Telemetry.open(database)
    settings = Settings(parse_broker(url), session_of(name, share.number, share.of), (), WINDOW)
    listener = Listener(store, telemetry, settings, SystemClock(), stop, share=share, connect=Tallied)
    thread = threading.Thread(target=listener.run)
    thread.start()
    tally.done.wait()
    stop.set()
    thread.join()
    store.close()
    telemetry.close()
    print(json.dumps(tally.figures()))


if __name__ == "__main__":
    main(sys.argv[1:])
