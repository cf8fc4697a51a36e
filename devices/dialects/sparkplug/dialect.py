"""Sparkplug B as a dialect: what each kind of message brings about."""

from collections.abc import Mapping

import msgspec

from devices.dialects.dialect import Decoded, Outgoing
from devices.dialects.gathering import Unusable
from devices.dialects.keys import device_key
from devices.dialects.sparkplug import topics
from devices.dialects.sparkplug.births import REBIRTH, announced, answers, birth_of
from devices.dialects.sparkplug.deviations import of_bd_seqs, of_birth, of_data, of_death
from devices.dialects.sparkplug.host import Host
from devices.dialects.sparkplug.nodes import (
    MOST_DEVICES,
    Birth,
    Node,
    Nodes,
    forgotten,
    learned_birth,
    learned_sequence,
    recall,
)
from devices.dialects.sparkplug.payload import Payload, parse
from devices.dialects.sparkplug.readings import Taker
from devices.dialects.sparkplug.rebirth import rebirth_request
from devices.dialects.sparkplug.topics import Kind, Place
from devices.dialects.sparkplug.wire import WireError
from devices.dialects.values import Sieve
from devices.messages import Reason, Received, Status, printable, reject
from domain.language import tr

KEY = "sparkplug"
LARGEST_PAYLOAD = 2 * 1024 * 1024
_ROUND = 256
_BEHIND = 128


class Heard(msgspec.Struct):
    """One message being read."""

    received: Received
    place: Place
    key: str
    payload: Payload
    node: Node
    now: int
    sieve: Sieve
    decoded: Decoded = msgspec.field(default_factory=Decoded)


class Sparkplug:
    """All edge nodes of a broker. `strict` tells of what is taken though it is against the specification.

    `host` is the name under which we say that we are there, if we do.
    """

    key = KEY

    def __init__(self, *, strict: bool = False, host: str = "") -> None:
        self._strict = strict
        self._host = Host(host)
        self._nodes = Nodes()
        self.filters = (*topics.filters(), self._host.topic) if host else topics.filters()

    def takes(self, topic: str) -> bool:
        """Whether the topic is in the name space of Sparkplug B."""
        return topic.startswith(topics.PREFIX)

    def recall(self, learned: Mapping[str, bytes]) -> None:
        """Take back births and counters."""
        recall(self._nodes, learned)

    def decode(self, received: Received, now: int) -> Decoded:
        """What the message says."""
        if received.topic == self._host.topic:
            return Decoded(outgoing=self._host.answer(received, now))
        place = topics.parse(received.topic)
        if place is None:
            return _refused(received, Reason.BAD_TOPIC, tr("The topic is none of Sparkplug B."))
        if place.kind in {Kind.NODE_COMMAND, Kind.DEVICE_COMMAND}:
            return Decoded()
        try:
            return self._read(_heard(received, place, now))
        except Unusable as fault:
            return _refused(received, fault.reason, fault.detail)

    def pass_time(self, now: int) -> Decoded:
        """Ask for births where a message stays lost."""
        decoded = Decoded()
        for node in self._nodes.waiting():
            self._ask(node, now, decoded)
        return decoded

    def _read(self, heard: Heard) -> Decoded:
        heard.node, dropped = self._nodes.take(heard.place.node)
        if dropped is not None:
            heard.decoded.learned.update(forgotten(dropped))
        match heard.place.kind:
            case Kind.NODE_BIRTH | Kind.DEVICE_BIRTH:
                self._take_birth(heard)
            case Kind.NODE_DEATH | Kind.DEVICE_DEATH:
                self._take_death(heard)
            case _:
                self._take_data(heard)
        self._ask(heard.node, heard.now, heard.decoded)
        heard.decoded.rejected += heard.sieve.problems()
        return heard.decoded

    def _take_birth(self, heard: Heard) -> None:
        node, place, payload = heard.node, heard.place, heard.payload
        birth = birth_of(payload.metrics)
        if place.device is None:
            self._begin_anew(heard, birth)
        elif not node.meet(place.device) and place.device not in node.devices:
            heard.sieve.refuse(Reason.TOO_LARGE, tr("More than {limit} devices at one node.", limit=MOST_DEVICES))
            return
        else:
            self._count(heard)
            node.devices[place.device] = birth
            if not node.birth.born:
                node.sequence.ask_at(heard.now)
        self._note(heard, of_birth(place, payload))
        heard.decoded.learned.update(learned_birth(node, place.device))
        through = None if place.device is None else _key(place.group, place.edge, None)
        name = place.edge if place.device is None else place.device
        heard.decoded.announced.append(announced(heard.key, name, through, payload.metrics))
        if not heard.received.retain:
            heard.decoded.answers += answers(heard.key, payload.metrics)
        self._say(heard, heard.key, online=True)
        self._taken(heard)

    def _begin_anew(self, heard: Heard, birth: Birth) -> None:
        """A node is born: what its devices announced before does not hold any more."""
        node = heard.node
        node.birth = birth
        for device in node.devices:
            node.devices[device] = Birth()
            heard.decoded.learned.update(learned_birth(node, device))
        node.sequence.begin((heard.payload.seq or 0) % _ROUND)
        heard.decoded.learned.update(learned_sequence(node))

    def _take_death(self, heard: Heard) -> None:
        node, place = heard.node, heard.place
        self._note(heard, of_death(place, heard.payload))
        if place.device is not None:
            self._count(heard)
            if place.device in node.devices:
                node.devices[place.device] = Birth()
                heard.decoded.learned.update(learned_birth(node, place.device))
            self._say(heard, heard.key, online=False)
            return
        died, born = birth_of(heard.payload.metrics).bd_seq, node.birth.bd_seq
        if _is_stale(died, born):
            self._note(heard, [tr("A death of an earlier connection came late; nothing follows from it.")])
            return
        self._note(heard, of_bd_seqs(died, born))
        node.birth.born = False
        node.sequence.end()
        heard.decoded.learned.update(learned_birth(node, None) | learned_sequence(node))
        self._say(heard, heard.key, online=False)
        for device in node.devices:
            key = _key(place.group, place.edge, device)
            if key is not None:
                self._say(heard, key, online=False)

    def _take_data(self, heard: Heard) -> None:
        self._count(heard)
        device = heard.place.device
        if device is not None and heard.node.meet(device):
            heard.decoded.learned.update(learned_birth(heard.node, device))
        if not heard.payload.metrics:
            heard.sieve.refuse(Reason.NO_VALUES, tr("There is no value in the message."))
        unnamed = self._taken(heard)
        born = heard.node.birth.born and heard.node.of(device).born
        if unnamed or not born:
            heard.node.sequence.ask_at(heard.now)

    def _taken(self, heard: Heard) -> bool:
        """Whether a metric had no name that anybody knows."""
        taker = Taker(heard.sieve, heard.node, heard.place.device, heard.key, heard.now)
        taker.take(heard.payload)
        self._note(heard, of_data(heard.place, heard.payload, taker.unannounced, taker.renamed))
        heard.decoded.readings += heard.sieve.readings()
        return taker.unnamed

    def _count(self, heard: Heard) -> None:
        if heard.payload.seq is not None:
            heard.node.sequence.take(heard.payload.seq % _ROUND, heard.now)
            heard.decoded.learned.update(learned_sequence(heard.node))

    def _say(self, heard: Heard, device: str, *, online: bool) -> None:
        """Presence, by our own clock; what the broker had kept says nothing about now."""
        if heard.received.retain:
            heard.sieve.refuse(
                Reason.OLD_RETAINED, tr("The broker had kept it: it does not say whether it still holds.")
            )
        else:
            heard.decoded.statuses.append(Status(device, online, heard.received.at))

    def _ask(self, node: Node, now: int, decoded: Decoded) -> None:
        if node.sequence.asks(now):
            names = [REBIRTH, *(name for name in node.birth.metrics if name.endswith(f"/{REBIRTH}"))]
            decoded.outgoing.append(Outgoing(topics.command_topic(node.key), rebirth_request(names, now)))

    def _note(self, heard: Heard, deviations: list[str]) -> None:
        if self._strict and deviations:
            heard.sieve.refuse(Reason.DEVIATION, " ".join(deviations))


def _heard(received: Received, place: Place, now: int) -> Heard:
    """The message parsed. Raises Unusable."""
    key = _key(place.group, place.edge, place.device)
    if key is None:
        name = printable(received.topic, 60)
        raise Unusable(Reason.BAD_TOPIC, tr("“{name}” cannot be the name of a device.", name=name))
    if (size := len(received.payload)) > LARGEST_PAYLOAD:
        detail = tr("The message has {size} bytes; up to {limit} are taken.", size=size, limit=LARGEST_PAYLOAD)
        raise Unusable(Reason.TOO_LARGE, detail)
    try:
        payload = parse(received.payload)
    except WireError as error:
        detail = tr("This is no payload of Sparkplug B: {why}.", why=error)
        raise Unusable(Reason.BAD_PAYLOAD, detail) from error
    return Heard(received, place, key, payload, Node(place.node), now, Sieve(received, now))


def _key(group: str, edge: str, device: str | None) -> str | None:
    return device_key(KEY, group, edge) if device is None else device_key(KEY, group, edge, device)


def _is_stale(died: int | None, born: int | None) -> bool:
    """Whether a death belongs to a connection before the one that was born last.

    A number ahead of the birth's is that of a client that counts otherwise, and its death is real.
    """
    return died is not None and born is not None and (died - born) % _ROUND >= _BEHIND


def _refused(received: Received, reason: Reason, detail: str) -> Decoded:
    return Decoded(rejected=[reject(received, reason, detail)])
