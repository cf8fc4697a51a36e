"""Tasmota: telemetry and states of each device under its topic, its last will, and its own discovery.

Both usual orders of the full topic are understood, `tele/<device>/SENSOR` and `<device>/tele/SENSOR`. The time in a
message is local and without a zone; it counts where the zone is told in the settings.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from devices.dialects.dialect import AnnouncedMetric, Answer, Decoded
from devices.dialects.gathering import Gathering, gather, items, leaves, mapping, metric, plain, unknown_topic
from devices.dialects.memory import Memory, Novelties
from devices.dialects.traits import Trait
from devices.messages import Received, printable
from domain.clock import to_ms
from domain.language import tr
from domain.monitoring.response_model import CommandState

BEHIND = "behind/"
"""How what is learned of devices begins that have the prefix behind their topic, `<device>/tele/SENSOR`."""

_DISCOVERY = "tasmota/discovery/"
_ABOUT_THE_MESSAGE = frozenset(("Time", "Epoch", "TempUnit", "PressureUnit", "SpeedUnit", "Id"))
_ABOUT_THE_DEVICE = frozenset(("LOGGING", "INFO2", "INFO3", "HASS_STATE", "UPTIME"))
_STATUS_WITH_VALUES = {"STATUS8": "StatusSNS", "STATUS10": "StatusSNS", "STATUS11": "StatusSTS"}
_UNITS = {
    "Temperature": "TempUnit", "DewPoint": "TempUnit", "Pressure": "PressureUnit", "SeaPressure": "PressureUnit",
    "Speed": "SpeedUnit", "Humidity": "%", "Power": "W", "ApparentPower": "VA", "ReactivePower": "var",
    "Voltage": "V", "Vcc": "V", "Current": "A", "Frequency": "Hz", "Total": "kWh", "Today": "kWh", "Yesterday": "kWh",
    "Illuminance": "lx", "CarbonDioxide": "ppm", "eCO2": "ppm", "TVOC": "ppb", "PM1": "µg/m³", "PM2.5": "µg/m³",
    "PM10": "µg/m³", "Distance": "cm", "RSSI": "%", "Signal": "dBm", "UptimeSec": "s", "LoadAvg": "", "Moisture": "%",
}  # fmt: skip
_USUAL_UNITS = {"TempUnit": "°C", "PressureUnit": "hPa", "SpeedUnit": "km/h"}
_PREFIXES = ("tele", "stat")
#: Switched and dimmed by others too, so that only the value that was asked for is an answer.
_STATES = ("POWER", "Dimmer", "Channel", "Color", "HSBColor", "CT", "White", "FanSpeed", "Shutter")
_LONGEST_WORDS = 200


class Tasmota:
    """The decoder of all Tasmota devices at a broker; `zone` is that of their clocks, where it is known."""

    key = "tasmota"
    filters: tuple[str, ...] = (
        "tele/#", "stat/#", "+/tele/+", "+/stat/+", "+/+/tele/+", "+/+/stat/+", f"{_DISCOVERY}+/+",
    )  # fmt: skip

    def __init__(self, zone: ZoneInfo | None = None) -> None:
        self._zone = zone
        self._topics: Memory[str] = Memory()
        self._behind = Trait(BEHIND)
        self._announced = Novelties()

    def takes(self, topic: str) -> bool:
        return topic.startswith(_DISCOVERY) or _parts(topic) is not None

    def recall(self, learned: Mapping[str, bytes]) -> None:
        for address, topic in self._behind.recall(learned).items():
            self._topics.put(address, topic.decode(errors="replace"))

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, self._read)

    def remembered(self) -> int:
        """How much is remembered."""
        return len(self._topics) + len(self._behind) + len(self._announced)

    def _read(self, gathering: Gathering) -> None:
        topic = gathering.received.topic
        if topic.startswith(_DISCOVERY):
            self._read_discovery(gathering, topic.removeprefix(_DISCOVERY))
            return
        parts = _parts(topic)
        if parts is None:
            raise unknown_topic(gathering)
        path, kind = parts
        device = gathering.device(path)
        self._behind.note(gathering, path, has=topic.startswith(f"{path}/"))
        if kind == "LWT":
            gathering.word_of_presence(device, gathering.text())
        elif kind in _ABOUT_THE_DEVICE or not gathering.received.payload:
            gathering.nothing()
        elif gathering.received.payload[:1] not in b"{[":
            gathering.value(device, kind, gathering.text(), None)
        else:
            self._read_object(gathering, device, kind, gathering.json_object())

    def _read_object(self, gathering: Gathering, device: str, kind: str, body: dict[str, object]) -> None:
        if kind in {"INFO1", "STATUS"}:
            _announce_module(gathering, device, mapping(body.get("Info1") or body.get("Status") or body))
        elif kind == "STATE":
            self._take(gathering, device, body, states_only=True)
        elif kind == "RESULT":
            _answer(gathering, device, body)
            switched = {name: value for name, value in body.items() if name.startswith("POWER")}
            self._take(gathering, device, switched) if switched else gathering.nothing()
        elif kind.startswith("STATUS"):
            gathering.answer(Answer(device, CommandState.SUCCEEDED, name="Status"))
            inner = mapping(body.get(_STATUS_WITH_VALUES.get(kind, "")))
            self._take(gathering, device, inner, states_only=kind == "STATUS11") if inner else gathering.nothing()
        else:
            self._take(gathering, device, body)

    def _take(self, gathering: Gathering, device: str, body: dict[str, object], *, states_only: bool = False) -> None:
        values = _measured(body)
        if states_only:
            values = {name: value for name, value in values.items() if not isinstance(value, str)}
        gathering.values(device, values, gathering.moment(self._time(body.get("Time"))))
        metrics = tuple(_metrics(values, body))
        if any(each.unit for each in metrics) and self._announced.is_new(f"{device}/{states_only}", metrics):
            gathering.announce(device, metrics=metrics)

    def _time(self, told: object) -> int | None:
        if not isinstance(told, str):
            return None
        try:
            time = datetime.fromisoformat(told)
        except ValueError:
            return None
        if time.tzinfo is None and self._zone is None:
            return None
        return to_ms(time if time.tzinfo else time.replace(tzinfo=self._zone))

    def _read_discovery(self, gathering: Gathering, rest: str) -> None:
        address, _, subject = rest.partition("/")
        body = gathering.json_object() if gathering.received.payload else {}
        if subject == "config" and not body:
            self._topics.drop(address)
            gathering.learn(address, None)
        elif subject == "config":
            self._read_config(gathering, address, body)
        elif subject == "sensors" and (topic := self._topics.get(address)):
            sensors = mapping(body.get("sn"))
            gathering.announce(gathering.device(topic), metrics=_metrics(_measured(sensors), sensors))
        elif subject == "sensors":
            gathering.nothing()
        else:
            raise unknown_topic(gathering)

    def _read_config(self, gathering: Gathering, address: str, body: dict[str, object]) -> None:
        topic = str(body.get("t") or address)
        device = gathering.device(topic)
        names = items(body.get("fn"))
        gathering.announce(
            device, name=body.get("dn") or (names[0] if names else ""), maker="Tasmota", model=body.get("md")
        )
        if self._topics.get(address) != topic:
            forgotten = self._topics.put(address, topic)
            gathering.learn(address, topic.encode())
            if forgotten is not None:
                gathering.learn(forgotten, None)


def _parts(topic: str) -> tuple[str, str] | None:
    """The device's own topic and the kind of message, in either order of the full topic."""
    levels = topic.split("/")
    if len(levels) < len(("prefix", "device", "kind")):
        return None
    if levels[0] in _PREFIXES:
        return "/".join(levels[1:-1]), levels[-1]
    if levels[-2] in _PREFIXES:
        return "/".join(levels[:-2]), levels[-1]
    return None


def _answer(gathering: Gathering, device: str, body: Mapping[str, object]) -> None:
    """Each member of a result is a command that was obeyed; the first output is also called without its number."""
    if str(body.get("Command")) in {"Unknown", "Error"}:
        given, why = body.get("Input"), tr("The device does not know this command.")
        name = given if isinstance(given, str) else ""
        gathering.answer(Answer(device, CommandState.FAILED, name=name, words=why))
        return
    for name, value in body.items():
        said = value if isinstance(value, str | int | float) else None
        if not name.startswith(_STATES):
            words = printable(f"{name}: {said}", _LONGEST_WORDS) if said is not None else ""
            gathering.answer(Answer(device, CommandState.SUCCEEDED, name=name, words=words))
        elif said is not None:
            for spelling in {name, f"{name}1", name.removesuffix("1")}:
                gathering.answer(Answer(device, CommandState.SUCCEEDED, name=spelling, value=said))


def _announce_module(gathering: Gathering, device: str, told: dict[str, object]) -> None:
    gathering.announce(device, name=told.get("DeviceName"), maker="Tasmota", model=told.get("Module"))


def _measured(body: Mapping[str, object]) -> dict[str, object]:
    """What the device measured, without what is said about the message itself."""
    return {name: value for name, value in leaves(plain(body)) if name.rpartition(".")[2] not in _ABOUT_THE_MESSAGE}


def _metrics(values: Mapping[str, object], told: Mapping[str, object]) -> Iterator[AnnouncedMetric]:
    """The metrics of a message, with the units that it tells or that Tasmota always uses."""
    for name in values:
        quantity = next((level for level in reversed(name.split(".")) if not level.isdigit()), name)
        unit = _UNITS.get(quantity, "")
        yield metric(name, unit=told.get(unit, _USUAL_UNITS[unit]) if unit in _USUAL_UNITS else unit)
