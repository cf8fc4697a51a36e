"""What a batch of messages comes to: rows to store, states of rules, and what is to be told of alerts."""

from dataclasses import dataclass, field

from devices.dialects.books import Dialects, Said
from devices.dialects.dialect import Answer, Outgoing
from devices.listener.announcements import device_of
from devices.listener.ears import Ears
from devices.listener.memory import Memory
from devices.listener.presence import Presence
from devices.listener.series import ANYTHING, Series
from devices.listener.telling import Told
from devices.listener.untimed import GivenTimes, at_time
from devices.listener.waiting import Item, Oversized
from devices.listener.watching import Watching
from devices.messages import Reading, Received, Rejected
from devices.payloads import decode
from devices.replies import Reply, decode_reply
from devices.statuses import decode_status
from devices.technicians import Report, decode_report, is_of_technician
from domain.monitoring.announcing import AnnouncedDevice
from domain.monitoring.telemetry.rows import Batch, RejectedRow

_OWN = "callout/"
_STATUS = "/status"
_REPLY = "/reply"
_WORDS = (_STATUS, _REPLY)
_NONE: dict[str, Series] = {}


@dataclass(slots=True)
class Reckoned:
    """What is to be stored, told and then acknowledged."""

    messages: list[Received]
    decoded: list[tuple[Received, Received, list[Reading]]] = field(default_factory=list)
    batch: Batch = field(default_factory=Batch)
    tidings: list[Told] = field(default_factory=list)
    reports: list[Report | Reply] = field(default_factory=list)
    """What technicians say, and devices of commands, in their order."""
    answers: list[tuple[Received, Answer]] = field(default_factory=list)
    """What other formats say of commands."""
    announced: list[AnnouncedDevice] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)


class Reckoner:
    """Takes messages in the order of their arrival through decoding and rules."""

    def __init__(
        self,
        memory: Memory,
        watching: Watching,
        given: GivenTimes,
        presence: Presence,
        dialects: Dialects,
        ears: Ears,
    ) -> None:
        self._ears = ears
        self._memory = memory
        self._dialects = dialects
        self._watching = watching
        self._given = given
        self._presence = presence

    def decode(self, items: list[Item], now: int) -> Reckoned:
        """The messages read, before anything follows from them."""
        reckoned = Reckoned([item.received if isinstance(item, Oversized) else item for item in items])
        for message in items if self._ears.share.of == 1 else filter(self._ears.wants, items):
            if isinstance(message, Oversized):
                if self._ears.owns(message.received.topic) and not message.received.copy:
                    reckoned.batch.rejected.append(row_of(message.rejected))
                continue
            if message.copy:
                continue
            topic = message.topic
            if not topic.startswith(_OWN):
                self._take_foreign(message, reckoned, now)
            elif topic.endswith(_WORDS) or is_of_technician(topic):
                if self._ears.owns(topic):
                    self._take_word(message, reckoned, now)
            else:
                self._take_telemetry(message, reckoned, now)
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

    def follow(self, reckoned: Reckoned, now: int) -> None:
        """Step the rules over all readings, once."""
        for message, dated, readings in reckoned.decoded:
            self._take(message, dated, readings, reckoned.batch, now)
        self.conclude(reckoned)

    def conclude(self, reckoned: Reckoned) -> None:
        """What changed in the rules and what is to be told of it."""
        reckoned.batch.states = self._watching.changed_states()
        reckoned.tidings = self._watching.tidings()

    def pass_time(self, reckoned: Reckoned, now: int) -> None:
        """What follows in other formats from messages that do not come."""
        for said in self._dialects.pass_time(now):
            self._ears.sift(said, "")
            self._hear(said, reckoned)

    def _take(self, message: Received, dated: Received, readings: list[Reading], batch: Batch, now: int) -> None:
        by_device = self._memory.table.by_device
        heard: list[tuple[Series, Reading]] = []
        for reading in readings:
            if reading.untimed:
                readings = self._dated(message, dated, readings, batch)
                break
        device = readings[0].device
        of_device = by_device[device]
        whole = of_device.get(ANYTHING)
        latest = 0 if whole is None else whole.newest
        ours = self._ears.share.owns(device)
        store = batch.readings.append
        for reading in readings:
            if reading.device != device:
                device = reading.device
                of_device = by_device[device]
                whole = of_device.get(ANYTHING)
                latest = 0 if whole is None else whole.newest
                ours = self._ears.share.owns(device)
            series = of_device[reading.metric]
            at = reading.at
            if ours:
                store((series.id, at, reading.value, reading.text))
            if reading.historical:
                self._watching.pass_over(series, at)
                continue
            heard.append((series, reading))
            if whole is not None and at > latest:
                latest = at
                heard.append((whole, reading))
        self._watching.hear(heard, message.at, now)

    def _dated(self, message: Received, dated: Received, readings: list[Reading], batch: Batch) -> list[Reading]:
        """Give a message without a time of its own one at which none of its series has a reading yet."""
        base = dated.at
        if dated is message:
            of = self._memory.table.by_device
            latest = max(of[reading.device][reading.metric].newest for reading in readings if reading.untimed)
            base = max(base, latest + 1)
        batch.untimed.append(self._given.give(message, base))
        return spread(readings, base)

    def _take_telemetry(self, message: Received, reckoned: Reckoned, now: int) -> None:
        given = self._given.recall(message)
        dated = message if given is None else at_time(message, given)
        readings, rejected = decode(dated, now)
        ours = self._ears.owns(message.topic)
        if readings:
            if ours:
                newest = readings[-1]
                self._presence.heard(newest.device, message.at, None if newest.untimed else newest.at)
            reckoned.decoded.append((message, dated, readings))
        if rejected and ours:
            reckoned.batch.rejected += map(row_of, rejected)

    def _take_word(self, message: Received, reckoned: Reckoned, now: int) -> None:
        """Of our own topics those that carry no readings."""
        if message.topic.endswith(_STATUS):
            self._take_status(message, reckoned)
        elif is_of_technician(message.topic):
            self._take_report(decode_report(message, now), reckoned)
        else:
            self._take_report(decode_reply(message), reckoned)

    def _take_foreign(self, message: Received, reckoned: Reckoned, now: int) -> None:
        given = self._given.recall(message)
        dated = message if given is None else at_time(message, given)
        said = self._dialects.decode(dated, now)
        self._ears.sift(said, message.topic)
        if readings := said.decoded.readings:
            for device, newest in {reading.device: reading for reading in readings}.items():
                if self._ears.share.owns(device):
                    timed = not newest.untimed and not newest.historical
                    self._presence.heard(device, message.at, newest.at if timed else None)
            reckoned.decoded.append((message, dated, readings))
        for status in said.decoded.statuses:
            self._presence.said(status.device, message.at, online=status.online, fresh=not message.retain)
        reckoned.answers += ((message, answer) for answer in said.decoded.answers)
        self._hear(said, reckoned)

    def _hear(self, said: Said, reckoned: Reckoned) -> None:
        """What a message of another format says beside readings and presence."""
        decoded = said.decoded
        reckoned.batch.rejected += map(row_of, decoded.rejected)
        reckoned.batch.learned.update({(said.dialect, key): value for key, value in decoded.learned.items()})
        reckoned.outgoing += decoded.outgoing
        reckoned.announced += (device_of(said.dialect, announced) for announced in decoded.announced)

    def _take_status(self, message: Received, reckoned: Reckoned) -> None:
        status = decode_status(message)
        if isinstance(status, Rejected):
            reckoned.batch.rejected.append(row_of(status))
        else:
            self._presence.said(status.device, status.at, online=status.online, fresh=not message.retain)

    def _take_report(self, report: Report | Reply | Rejected, reckoned: Reckoned) -> None:
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
    seen: dict[tuple[str, str], int] = {}
    found = []
    for reading in readings:
        if not reading.untimed:
            found.append(reading)
            continue
        name = reading.device, reading.metric
        at = seen.get(name, base)
        seen[name] = at + 1
        found.append(Reading(*name, at, reading.value, reading.text, historical=reading.historical))
    return found
