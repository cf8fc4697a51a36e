"""The Things Stack v3: uplinks with their decoded payload, joins and positions. Fields of nought are left out there."""

from collections.abc import Mapping

from devices.dialects.announcing import Announcing
from devices.dialects.dialect import Answer
from devices.dialects.gathering import Gathering, items, mapping, told, unknown_topic
from devices.dialects.lorawan import ALWAYS_TOLD, take_decoded, take_position, take_reception
from domain.language import tr
from domain.monitoring.response_model import CommandState

_LEVELS_BEFORE_KIND = 4
_DOWN = "down/"
_MOST_TOKENS = 20
#: What becomes of a downlink, the last three of one that asks for a confirmation.
_DOWNLINKS = {
    "queued": CommandState.ACKNOWLEDGED,
    "sent": CommandState.ACKNOWLEDGED,
    "ack": CommandState.SUCCEEDED,
    "nack": CommandState.FAILED,
    "failed": CommandState.FAILED,
}


class TheThingsStack(Announcing):
    """The decoder of all applications of a Things Stack."""

    key = "tts"
    filters: tuple[str, ...] = (
        *(f"v3/+/devices/+/{kind}" for kind in ("up", "join", "location/solved")),
        *(f"v3/+/devices/+/{_DOWN}{kind}" for kind in _DOWNLINKS),
    )

    def takes(self, topic: str) -> bool:
        levels = topic.split("/", _LEVELS_BEFORE_KIND)
        return len(levels) > _LEVELS_BEFORE_KIND and (levels[0], levels[2]) == ("v3", "devices")

    def _read(self, gathering: Gathering) -> None:
        if not self.takes(gathering.received.topic):
            raise unknown_topic(gathering)
        _, application, _, name, kind = gathering.received.topic.split("/", _LEVELS_BEFORE_KIND)
        device = gathering.device(application, name)
        if (state := _DOWNLINKS.get(kind.removeprefix(_DOWN))) is not None and kind.startswith(_DOWN):
            _read_downlink(gathering, device, state, gathering.json_object())
            return
        if kind not in {"up", "join", "location/solved"}:
            gathering.nothing()
            return
        body = gathering.json_object()
        at = gathering.moment(body.get("received_at"))
        if kind == "up":
            self._read_uplink(gathering, device, body, at)
        elif kind == "join":
            gathering.presence(device, online=True)
        else:
            take_position(gathering, device, mapping(body.get("location_solved")).get("location"), at)

    def _read_uplink(self, gathering: Gathering, device: str, body: Mapping[str, object], at: int | None) -> None:
        uplink = mapping(body.get("uplink_message"))
        if not uplink:
            return
        take_decoded(gathering, device, uplink.get("decoded_payload"), uplink.get("frm_payload"), at)
        take_reception(gathering, device, uplink.get("rx_metadata"), uplink.get("f_cnt"), at)
        battery = mapping(uplink.get("last_battery_percentage"))
        if battery:
            gathering.value(device, "battery_level", battery.get("value", 0), at)
        version = mapping(uplink.get("version_ids"))
        who = (str(version.get("brand_id", "")), str(version.get("model_id", "")))
        if self._announced.is_new(device, who):
            name = mapping(body.get("end_device_ids")).get("device_id")
            gathering.announce(device, name=name, maker=who[0], model=who[1], metrics=ALWAYS_TOLD)


def _read_downlink(gathering: Gathering, device: str, state: CommandState, body: Mapping[str, object]) -> None:
    """The downlink names its correlation ids, ours among them."""
    event = next((mapping(each) for name, each in body.items() if name.startswith("downlink_")), {})
    words = told(mapping(event.get("error")).get("message_format"))
    if state is CommandState.FAILED and not words:
        words = tr("The device did not confirm it.")
    names = (body, event, mapping(event.get("downlink")))
    tokens = {each for part in names for each in items(part.get("correlation_ids")) if isinstance(each, str)}
    for token in sorted(tokens)[:_MOST_TOKENS]:
        gathering.answer(Answer(device, state, token, words=words))
    gathering.nothing()
