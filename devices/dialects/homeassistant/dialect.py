"""Home Assistant's discovery as a dialect: what is configured says which topics to hear and what they mean."""

from collections.abc import Mapping

import msgspec

from devices.dialects.dialect import Decoded
from devices.dialects.gathering import Gathering, Unusable, gather, metric
from devices.dialects.homeassistant.configs import Config, Place, Value, read
from devices.dialects.homeassistant.controls import Faults, offer_of
from devices.dialects.homeassistant.registry import MOST_TOLD, Registry
from devices.dialects.homeassistant.spelling import LONGEST_TOPIC
from devices.dialects.homeassistant.templates import MissingError, Template
from devices.messages import Reason, Received, printable
from domain.language import tr

_NO_VALUE = frozenset(("", "None", "unknown", "unavailable"))
_BOTH_LEVELS = (4, 5)
_config_decoder = msgspec.json.Decoder(Config)


class HomeAssistant:
    """The decoder of all that is discovered below `prefix`. Its filters grow with what is discovered."""

    key = "homeassistant"

    def __init__(self, prefix: str = "homeassistant", most: int = MOST_TOLD) -> None:
        self._prefix = f"{prefix}/"
        self._discovery = (f"{prefix}/+/+/config", f"{prefix}/+/+/+/config")
        self._registry = Registry(most)
        self._here: dict[str, bool] = {}

    @property
    def filters(self) -> tuple[str, ...]:
        """The topics of discovery, and all that discovery told of so far."""
        return (*self._discovery, *self._registry.topics())

    def takes(self, topic: str) -> bool:
        return self._registry.knows(topic) or self._is_config(topic)

    def recall(self, learned: Mapping[str, bytes]) -> None:
        for source, told in learned.items():
            try:
                self._registry.put(source, _config_decoder.decode(told))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                continue

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, self._read)

    def remembered(self) -> int:
        """How much is remembered."""
        return len(self._registry) + len(self._here)

    def _is_config(self, topic: str) -> bool:
        return topic.startswith(self._prefix) and topic.endswith("/config") and topic.count("/") + 1 in _BOTH_LEVELS

    def _read(self, gathering: Gathering) -> None:
        topic = gathering.received.topic
        if self._registry.knows(topic):
            self._read_state(gathering)
        elif not self._is_config(topic):
            detail = tr("No discovery told of the topic “{topic}”.", topic=printable(topic, 80))
            gathering.refuse(Reason.BAD_TOPIC, detail)
        elif gathering.received.payload:
            self._configure(gathering, topic)
        elif self._registry.drop(topic) is not None:
            self._forget_presence()
            gathering.learn(topic, None)
        else:
            gathering.nothing()

    def _configure(self, gathering: Gathering, source: str) -> None:
        component, *names = source.removeprefix(self._prefix).removesuffix("/config").split("/")
        faults = Faults()
        config = read(component, names, gathering.json_object(), faults)
        device = gathering.device(config.path)
        through = gathering.device(config.through) if config.through else None
        try:
            to_remember = msgspec.json.encode(config)
        except UnicodeEncodeError:
            raise Unusable(Reason.NOT_A_VALUE, tr("The discovery has characters that no store takes.")) from None
        for fault in faults:
            gathering.refuse(Reason.NOT_TAKEN, fault)
        if len(source) > LONGEST_TOPIC or not self._registry.put(source, config):
            gathering.refuse(Reason.TOO_LARGE, tr("More has been discovered than can be remembered."))
            return
        self._forget_presence()
        gathering.learn(source, to_remember)
        known = self._registry.of_device(config.path)
        gathering.announce(
            device,
            name=config.name,
            maker=config.maker,
            model=config.model,
            through=through,
            metrics=[metric(v.metric, v.label, v.unit) for each in known for v in each.values],
            commands=[offer_of(control) for each in known for control in each.controls],
        )

    def _read_state(self, gathering: Gathering) -> None:
        message = _message(gathering)
        for path, value in self._registry.values_at(gathering.received.topic):
            told = _found(value.template, message)
            if told is not None:
                gathering.value(gathering.device(path), value.metric, _switched(value, told), None)
        self._read_presence(gathering, message)

    def _read_presence(self, gathering: Gathering, message: Mapping[str, object]) -> None:
        known: set[str] = set()
        for config, place in self._registry.places_at(gathering.received.topic):
            here = _presence(place, message)
            if here is None or config.path in known:
                continue
            self._here[place.topic] = here
            known.add(config.path)
            gathering.presence(gathering.device(config.path), self._is_here(config, here))

    def _is_here(self, config: Config, here: bool) -> bool:
        """Whether a device is there, of all its places of presence."""
        told = [self._here[place.topic] for place in config.places if place.topic in self._here]
        if config.mode == "all":
            return len(told) == len(config.places) and all(told)
        return any(told) if config.mode == "any" else here

    def _forget_presence(self) -> None:
        """Drop what was told at topics that no configuration speaks of any more."""
        self._here = {topic: here for topic, here in self._here.items() if self._registry.knows(topic)}


def _message(gathering: Gathering) -> dict[str, object]:
    """What templates may ask for."""
    message: dict[str, object] = {"value": gathering.text()}
    if gathering.received.payload[:1] in {b"{", b"["}:
        message["value_json"] = gathering.json()
    return message


def _found(template: str, message: Mapping[str, object]) -> object:
    """The value that the template finds; None where the message does not have it."""
    try:
        found = Template(template).of(message) if template else message["value"]
    except MissingError:
        return None
    return None if isinstance(found, str) and found.strip() in _NO_VALUE else found


def _switched(value: Value, told: object) -> object:
    if value.on is None or isinstance(told, bool):
        return told
    return {value.on: True, value.off: False}.get(str(told).strip(), told)


def _presence(place: Place, message: Mapping[str, object]) -> bool | None:
    word = str(_found(place.template, message)).strip()
    return {place.here: True, place.gone: False}.get(word)
