"""The Things Stack v3: uplinks with their decoded payload, joins and positions. Fields of nought are left out there."""

from collections.abc import Mapping

from devices.dialects.announcing import Announcing
from devices.dialects.gathering import Gathering, mapping, unknown_topic
from devices.dialects.lorawan import ALWAYS_TOLD, take_decoded, take_position, take_reception

_LEVELS_BEFORE_KIND = 4


class TheThingsStack(Announcing):
    """The decoder of all applications of a Things Stack."""

    key = "tts"
    filters: tuple[str, ...] = ("v3/+/devices/+/up", "v3/+/devices/+/join", "v3/+/devices/+/location/solved")

    def takes(self, topic: str) -> bool:
        levels = topic.split("/", _LEVELS_BEFORE_KIND)
        return len(levels) > _LEVELS_BEFORE_KIND and (levels[0], levels[2]) == ("v3", "devices")

    def _read(self, gathering: Gathering) -> None:
        if not self.takes(gathering.received.topic):
            raise unknown_topic(gathering)
        _, application, _, name, kind = gathering.received.topic.split("/", _LEVELS_BEFORE_KIND)
        device = gathering.device(application, name)
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
