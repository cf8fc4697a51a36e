"""The telemetry of the fleet that is measured: messages of three values with a time of their own, device by device."""

import random
import threading
import time

from bench import fleet
from devices.addresses import BrokerAddress
from devices.publisher import Outgoing, Publisher
from devices.topics import Channel, build
from domain.errors import Unavailable
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter

_APART_MS = 100
#: Before the first message, and not so long ago that a rule would call it silence.
_BEFORE_MS = 20 * 60_000
_FLUSH_SECONDS = 60.0
_PACE_SECONDS = 0.05


def publish(broker: BrokerAddress, messages: int, devices: int) -> None:
    """So many messages as fast as the broker takes them, of the past up to now."""
    line = _Line(broker, devices, round(time.time() * 1000) - messages // devices * _APART_MS)
    try:
        line.send(messages)
    finally:
        line.close()


def heard_before(database: str, devices: int) -> None:
    """One stored reading of each metric of each device, of a while ago: a fleet that is known."""
    telemetry = Telemetry.open(database)
    try:
        writer = TelemetryWriter(telemetry, "bench")
        names = [(fleet.device(number), metric) for number in range(devices) for metric in fleet.METRICS]
        ids = writer.series_ids(names)
        at = round(time.time() * 1000) - _BEFORE_MS
        writer.write(Batch(readings=[(ids[name], at, 8.0, None) for name in names]))
    finally:
        telemetry.close()


def keep_publishing(broker: BrokerAddress, per_second: int, devices: int, stop: threading.Event) -> int:
    """So many messages per second until `stop`; returns how many these were."""
    line = _Line(broker, devices, None)
    begun = time.monotonic()
    try:
        while not stop.wait(_PACE_SECONDS):
            line.send(round((time.monotonic() - begun) * per_second) - line.sent)
    finally:
        line.close()
    return line.sent


class _Line:
    """A connection over which the devices speak in turn; their clocks begin at `since`, or are right."""

    def __init__(self, broker: BrokerAddress, devices: int, since: int | None) -> None:
        self.sent = 0
        self._topics = [build(fleet.device(number), Channel.TELEMETRY) for number in range(devices)]
        self._since = since
        self._chance = random.Random(devices)
        self._publisher = Publisher(broker, "bench-fleet")
        self._publisher.open()

    def send(self, messages: int) -> None:
        """The next messages."""
        for number in range(self.sent, self.sent + messages):
            turn, device = divmod(number, len(self._topics))
            at = round(time.time() * 1000) if self._since is None else self._since + turn * _APART_MS
            self._publisher.publish(Outgoing(self._topics[device], self._values(at)))
        self.sent += messages

    def close(self) -> None:
        """Wait until the broker has all of them."""
        arrived = self._publisher.flush(_FLUSH_SECONDS)
        self._publisher.close()
        if not arrived:
            raise Unavailable("The broker did not take all messages.")

    def _values(self, at: int) -> bytes:
        gauss = self._chance.gauss
        return (
            f'{{"ts": {at}, "values": {{"supply_temperature": {gauss(8, 1.6):.2f},'
            f' "pressure": {gauss(4, 0.8):.3f}, "current": {gauss(20, 5):.1f}}}}}'
        ).encode()
