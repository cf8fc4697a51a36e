"""Homie 5, and what 3 and 4 have in common with it: values of each property, states of devices, descriptions.

Everything is retained there by definition: a value is the present one as long as its device is there. Where the root
of a tree of devices is lost, all below it are.
"""

from collections.abc import Iterator, Mapping

from devices.dialects.dialect import AnnouncedMetric, Answer, Decoded
from devices.dialects.gathering import Gathering, Unusable, gather, mapping, metric, unknown_topic
from devices.dialects.memory import Memory
from devices.dialects.offering import chosen, numeric, offer
from devices.dialects.traits import Trait
from devices.messages import Reason, Received, printable
from domain.language import tr
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_offers import OfferedCommand
from domain.monitoring.response_model import CommandState

OLDER = "older/"
"""How what is learned of devices begins that speak version 3 or 4, without a version in their topics."""

MOST_CHILDREN = 500
_VERSION = "5"
_HERE = {"init": True, "ready": True, "sleeping": True, "alert": True, "disconnected": False, "lost": False}
_BOOLEANS = {"true": True, "false": False}
_SAID_OF_ITSELF = frozenset(("$name", "$unit"))


class Homie:
    """The decoder of all Homie devices below `base`."""

    key = "homie"

    def __init__(self, base: str = "homie") -> None:
        self._prefix = f"{base}/"
        self.filters: tuple[str, ...] = (f"{base}/#",)
        self._here: Memory[bool] = Memory()
        self._roots: Memory[str] = Memory()
        self._older = Trait(OLDER)

    def takes(self, topic: str) -> bool:
        return topic.startswith(self._prefix)

    def recall(self, learned: Mapping[str, bytes]) -> None:
        for device, root in self._older.recall(learned).items():
            self._roots.put(device, root.decode(errors="replace"))

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, self._read)

    def remembered(self) -> int:
        """How much is remembered."""
        return len(self._here) + len(self._roots) + len(self._older)

    def _read(self, gathering: Gathering) -> None:
        levels = gathering.received.topic.removeprefix(self._prefix).split("/")
        older = levels[0] != _VERSION
        if not older:
            levels = levels[1:]
        if len(levels) < len(("device", "property")):
            raise unknown_topic(gathering)
        name, rest = levels[0], levels[1:]
        device = gathering.device(name)
        if rest == ["$state"]:
            self._older.note(gathering, name, has=older)
            self._read_state(gathering, name, gathering.text().lower())
        elif rest == ["$description"]:
            self._read_description(gathering, name)
        elif rest == ["$name"]:
            gathering.announce(device, name=gathering.text())
        elif len(rest) == len(("node", "property", "$unit")) and rest[-1] in _SAID_OF_ITSELF:
            gathering.announce(device, metrics=[_told(f"{rest[0]}.{rest[1]}", rest[-1], gathering.text())])
        elif len(rest) == len(("node", "property", "$target")) and rest[-1] == "$target":
            _read_target(gathering, device, f"{rest[0]}.{rest[1]}")
        elif any(level.startswith("$") for level in rest) or rest[-1] == "set":
            gathering.nothing()
        elif len(rest) == len(("node", "property")):
            self._read_value(gathering, name, ".".join(rest))
        else:
            raise unknown_topic(gathering)

    def _read_value(self, gathering: Gathering, name: str, property_name: str) -> None:
        payload = gathering.received.payload
        if payload in {b"", b"\0"}:
            gathering.nothing()
        elif gathering.received.retain and not self._is_here(name):
            detail = tr("The broker had kept it, and its device is gone.")
            gathering.refuse(Reason.OLD_RETAINED, detail)
        else:
            text = gathering.text()
            gathering.present_value(gathering.device(name), property_name, _BOOLEANS.get(text, text))

    def _read_state(self, gathering: Gathering, name: str, state: str) -> None:
        if not state:
            self._forget(gathering, name)
            return
        if state not in _HERE:
            raise Unusable(Reason.BAD_STATUS, tr("Homie knows no state “{state}”.", state=printable(state, 20)))
        self._here.put(name, _HERE[state])
        below = [child for child, root in self._roots.items() if root == name]
        for each in (name, *below[:MOST_CHILDREN]):
            gathering.presence(gathering.device(each), self._is_here(each))

    def _is_here(self, name: str) -> bool:
        """Whether the device is there, as far as it and its root say."""
        root = self._roots.get(name)
        return self._here.get(name) is not False and (root is None or self._here.get(root) is not False)

    def _forget(self, gathering: Gathering, name: str) -> None:
        """An emptied state takes a device out of the tree for good."""
        self._here.drop(name)
        self._roots.drop(name)
        gathering.learn(name, None)
        gathering.presence(gathering.device(name), online=False)

    def _read_description(self, gathering: Gathering, name: str) -> None:
        if not gathering.received.payload:
            gathering.nothing()
            return
        body = gathering.json_object()
        root = body.get("root")
        through = gathering.device(root) if isinstance(root, str) and root != name else None
        self._belong(gathering, name, str(root) if through else None)
        metrics = [
            metric(f"{node}.{each}", mapping(told).get("name"), mapping(told).get("unit"))
            for node, described in mapping(body.get("nodes")).items()
            for each, told in mapping(mapping(described).get("properties")).items()
        ]
        gathering.announce(
            gathering.device(name),
            name=body.get("name"),
            model=body.get("type"),
            through=through,
            metrics=metrics,
            commands=_offers(mapping(body.get("nodes"))),
        )

    def _belong(self, gathering: Gathering, name: str, root: str | None) -> None:
        if self._roots.get(name) == root:
            return
        if root is None:
            self._roots.drop(name)
            gathering.learn(name, None)
            return
        gathering.learn(name, root.encode())
        forgotten = self._roots.put(name, root)
        if forgotten is not None:
            gathering.learn(forgotten, None)


def _read_target(gathering: Gathering, device: str, property_name: str) -> None:
    """The value that the device will have: it has taken a command that asked for that."""
    text = gathering.text()
    if text:
        gathering.answer(Answer(device, CommandState.ACKNOWLEDGED, name=property_name, value=text))
    else:
        gathering.nothing()


def _told(name: str, attribute: str, text: str) -> AnnouncedMetric:
    return metric(name, unit=text) if attribute == "$unit" else metric(name, label=text)


def _offers(nodes: Mapping[str, object]) -> Iterator[OfferedCommand]:
    """The properties that can be set."""
    for node, described in nodes.items():
        for name, told in mapping(mapping(described).get("properties")).items():
            about = mapping(told)
            if about.get("settable") is True:
                yield offer(f"{node}.{name}", about.get("name"), _field(about))


def _field(about: Mapping[str, object]) -> Field:
    """By data type and format: `0:100` of numbers, perhaps with a step, or the words of an enumeration."""
    kind, form = str(about.get("datatype")), str(about.get("format", ""))
    if kind == "boolean":
        return Field("", FieldKind.SWITCH)
    if kind == "enum":
        return chosen("", form.split(","))
    if kind not in {"integer", "float"}:
        return Field("", FieldKind.TEXT)
    low, high = (_limit(each) for each in (*form.split(":"), "", "")[:2])
    return numeric("", about.get("unit"), low, high, whole=kind == "integer")


def _limit(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
