"""What the devices of the soak publish: every message with a value of its own, and trouble at known places."""

import random
import threading
import time
from dataclasses import dataclass, field

import msgspec

from devices.addresses import BrokerAddress
from devices.publisher import Outgoing, Publisher
from devices.topics import Channel, build

#: Of so many devices one sends its messages without a time.
UNTIMED_EVERY = 5
#: Where in a device's life it has trouble, in parts of the whole.
EPISODES = ((0.2, 0.45), (0.6, 0.85))
HOT, COOL = 15.0, 8.0


@dataclass
class DeviceLife:
    """What one device has published: its numbers, and with which reading (ms) each of its troubles began."""

    key: str
    timed: bool
    messages: int
    numbers: list[int] = field(default_factory=list)
    beginnings: list[int] = field(default_factory=list)
    newest: int = 0

    def next(self, number: int) -> Outgoing:
        """The next message; `number` tells it from all others."""
        place = len(self.numbers) / self.messages
        hot = any(begin <= place < end for begin, end in EPISODES)
        first = hot and not any(b <= (len(self.numbers) - 1) / self.messages < e for b, e in EPISODES)
        self.newest = max(self.newest + 1, time.time_ns() // 1_000_000)
        if first:
            self.beginnings.append(self.newest)
        self.numbers.append(number)
        values = {"supply_temperature": HOT if hot else COOL, "n": number}
        body = {"ts": self.newest, "values": values} if self.timed else values
        return Outgoing(build(self.key, Channel.TELEMETRY), msgspec.json.encode(body))


class Load:
    """A thread that publishes for all devices in turn, `rate` messages per second; it outlives the broker."""

    def __init__(self, broker: BrokerAddress, keys: list[str], messages: int, rate: float, seed: int) -> None:
        each = messages // len(keys)
        self.lives = [DeviceLife(key, number % UNTIMED_EVERY != 0, each) for number, key in enumerate(keys)]
        self.total = each * len(keys)
        self.published = 0
        self.failure: BaseException | None = None
        self._rate = rate
        self._chance = random.Random(seed)
        self._only_timed = False
        #: Held while somebody is chosen to speak, and while it changes who may.
        self._choosing = threading.Lock()
        self._publisher = Publisher(broker, "soak-devices")
        self._thread = threading.Thread(target=self._run, name="soak-load")

    def start(self) -> None:
        self._publisher.open()
        self._thread.start()

    def join(self) -> None:
        """Wait until all is published and confirmed."""
        self._thread.join()
        if self.failure is not None:
            raise self.failure

    def hush_untimed(self) -> None:
        """Let only devices speak that tell the time: what they say may come twice without harm."""
        with self._choosing:
            self._only_timed = True

    def let_all_speak(self) -> None:
        """The end of `hush_untimed`."""
        with self._choosing:
            self._only_timed = False

    @property
    def begun(self) -> int:
        """How many messages are published, or about to be."""
        return sum(len(life.numbers) for life in self.lives)

    @property
    def confirmed(self) -> int:
        """How many of them, from the first on, the broker has confirmed."""
        return self._publisher.confirmed

    @property
    def untimed_published(self) -> int:
        return sum(len(life.numbers) for life in self.lives if not life.timed)

    def _run(self) -> None:
        try:
            self._publish()
            assert self._publisher.flush(60), "the broker has not confirmed all"
        except BaseException as error:  # noqa: BLE001 - shown by the test's own thread
            self.failure = error
        finally:
            self._publisher.close()

    def _publish(self) -> None:
        begun = time.monotonic()
        number = 0
        while waiting := [life for life in self.lives if len(life.numbers) < life.messages]:
            message = self._next(waiting, number + 1)
            if message is None:
                time.sleep(0.01)
                continue
            number += 1
            assert self._publisher.publish(message, timeout=60)
            self.published = number
            ahead = number / self._rate - (time.monotonic() - begun)
            if ahead > 0:
                time.sleep(ahead)

    def _next(self, waiting: list[DeviceLife], number: int) -> Outgoing | None:
        """What one of those says that may speak."""
        with self._choosing:
            able = [life for life in waiting if life.timed or not self._only_timed]
            return self._chance.choice(able).next(number) if able else None
