"""What a batch of messages comes to: rows to store, states of rules, and what is to be told of alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from devices.listener.memory import Memory
from devices.listener.presence import Presence
from devices.listener.series import ANYTHING, Series
from devices.listener.telling import Told
from devices.listener.untimed import GivenTimes, at_time
from devices.listener.waiting import Item, Oversized
from devices.listener.watching import Watching
from devices.messages import Reading, Received, Rejected
from devices.payloads import decode
from devices.statuses import decode_status
from devices.technicians import Report, decode_report, is_of_technician
from domain.monitoring.telemetry.rows import Batch, RejectedRow

_STATUS = "/status"
_NONE: dict[str, Series] = {}


@dataclass(slots=True)
class Reckoned:
    """What is to be stored, told and then acknowledged."""

    messages: list[Received]
    decoded: list[tuple[Received, Received, list[Reading]]] = field(default_factory=list)
    batch: Batch = field(default_factory=Batch)
    tidings: list[Told] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    """What technicians say, in their order."""


class Reckoner:
    """Takes messages in the order of their arrival through decoding and rules."""

    def __init__(self, memory: Memory, watching: Watching, given: GivenTimes, presence: Presence) -> None:
        self._memory = memory
        self._watching = watching
        self._given = given
        self._presence = presence

    def decode(self, items: list[Item], now: int) -> Reckoned:
        """The messages read, before anything follows from them."""
        reckoned = Reckoned([item.received if isinstance(item, Oversized) else item for item in items])
        for message in items:
            if isinstance(message, Oversized):
                reckoned.batch.rejected += map(row_of, message.rejected)
                continue
            if message.topic.endswith(_STATUS):
                self._take_status(message, reckoned)
                continue
            if is_of_technician(message.topic):
                self._take_report(message, reckoned, now)
                continue
            given = self._given.recall(message)
            dated = message if given is None else at_time(message, given)
            readings, rejected = decode(dated, now)
            if readings:
                self._presence.heard(readings[0].device, message.at)
                reckoned.decoded.append((message, dated, readings))
            if rejected:
                reckoned.batch.rejected += map(row_of, rejected)
        return reckoned

    def load(self, reckoned: Reckoned, now: int) -> None:
        """Bring all series of the messages into memory. May find the store unavailable, and be called again then."""
        known = self._memory.table.by_device
        lacking = {
            (reading.device, reading.metric)
            for _, _, readings in reckoned.decoded
            for reading in readings
            if reading.metric not in known.get(reading.device, _NONE)
        }
        if lacking:
            self._memory.load(lacking, now)
        self._memory.recall()

    def follow(self, reckoned: Reckoned, now: int) -> None:
        """Step the rules over all readings, once."""
        for message, dated, readings in reckoned.decoded:
            self._take(message, dated, readings, reckoned.batch, now)
        self.conclude(reckoned)

    def conclude(self, reckoned: Reckoned) -> None:
        """What changed in the rules and what is to be told of it."""
        reckoned.batch.states = self._watching.changed_states()
        reckoned.tidings = self._watching.tidings()

    def _take(self, message: Received, dated: Received, readings: list[Reading], batch: Batch, now: int) -> None:
        device = readings[0].device
        of_device = self._memory.table.by_device[device]
        arrived = message.at
        for reading in readings:
            if reading.untimed:
                readings = self._dated(message, dated, readings, of_device, batch)
                break
        whole = of_device.get(ANYTHING)
        store = batch.readings.append
        for reading in readings:
            series = of_device[reading.metric]
            at = reading.at
            store((series.id, at, reading.value, reading.text))
            if at > series.newest:
                if series.watchers:
                    self._watching.take(series, reading, now)
                series.newest = at
                series.arrived = arrived
            if whole is not None and at > whole.newest:
                self._watching.take(whole, reading, now)
                whole.newest = at
                whole.arrived = arrived

    def _dated(
        self,
        message: Received,
        dated: Received,
        readings: list[Reading],
        of_device: Mapping[str, Series],
        batch: Batch,
    ) -> list[Reading]:
        """Give a message without a time of its own one at which none of its series has a reading yet."""
        base = dated.at
        if dated is message:
            latest = max(of_device[reading.metric].newest for reading in readings if reading.untimed)
            base = max(base, latest + 1)
        batch.untimed.append(self._given.give(message, base))
        return spread(readings, base)

    def _take_status(self, message: Received, reckoned: Reckoned) -> None:
        status = decode_status(message)
        if isinstance(status, Rejected):
            reckoned.batch.rejected.append(row_of(status))
        else:
            self._presence.said(status.device, status.at, online=status.online, fresh=not message.retain)

    def _take_report(self, message: Received, reckoned: Reckoned, now: int) -> None:
        report = decode_report(message, now)
        if isinstance(report, Rejected):
            reckoned.batch.rejected.append(row_of(report))
        else:
            reckoned.reports.append(report)


def row_of(rejected: Rejected) -> RejectedRow:
    """A message that was not taken, as it is stored."""
    return RejectedRow(
        rejected.at, rejected.topic, rejected.payload, rejected.size, rejected.reason.value, rejected.detail
    )


def spread(readings: list[Reading], base: int) -> list[Reading]:
    """The readings without a time, dated `base`; those of one metric a millisecond apart."""
    seen: dict[str, int] = {}
    found = []
    for reading in readings:
        if not reading.untimed:
            found.append(reading)
            continue
        at = seen.get(reading.metric, base)
        seen[reading.metric] = at + 1
        found.append(Reading(reading.device, reading.metric, at, reading.value, reading.text))
    return found
