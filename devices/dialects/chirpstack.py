"""ChirpStack 4: uplinks with their decoded object, device status, joins and positions, as JSON.

A repeated event has the same time, so its readings are stored once without looking at its deduplication id.
"""

from collections.abc import Mapping

from devices.dialects.announcing import Announcing
from devices.dialects.dialect import Answer
from devices.dialects.gathering import Gathering, mapping, metric, unknown_topic
from devices.dialects.lorawan import ALWAYS_TOLD, take_decoded, take_position, take_reception
from domain.language import tr
from domain.monitoring.response_model import CommandState

_FIXED = ("application", "device", "event")
_OF_STATUS = (metric("battery_level", unit="%"), metric("margin", unit="dB"))


class ChirpStack(Announcing):
    """The decoder of all applications of a ChirpStack."""

    key = "chirpstack"
    filters: tuple[str, ...] = ("application/+/device/+/event/+",)

    def takes(self, topic: str) -> bool:
        return topic.count("/") == len(_FIXED) * 2 - 1 and tuple(topic.split("/")[::2]) == _FIXED

    def _read(self, gathering: Gathering) -> None:
        if not self.takes(gathering.received.topic):
            raise unknown_topic(gathering)
        application, eui, kind = gathering.received.topic.split("/")[1::2]
        device = gathering.device(application, eui.lower())
        if kind == "integration":
            gathering.nothing()
            return
        body = gathering.json_object()
        if kind in {"ack", "txack"}:
            _answer(gathering, device, body, last=kind == "ack")
            return
        at = gathering.moment(body.get("time"))
        if kind == "up":
            take_decoded(gathering, device, body.get("object"), body.get("data"), at)
            take_reception(gathering, device, body.get("rxInfo"), body.get("fCnt"), at)
        elif kind == "status":
            _take_status(gathering, device, body, at)
        elif kind == "join":
            gathering.presence(device, online=True)
        elif kind == "location":
            take_position(gathering, device, body.get("location"), at)
        elif kind == "log":
            gathering.value(device, "log", f"{body.get('code', '')}: {body.get('description', '')}"[:200], at)
        else:
            raise unknown_topic(gathering)
        self._announce(gathering, device, mapping(body.get("deviceInfo")))

    def _announce(self, gathering: Gathering, device: str, told: Mapping[str, object]) -> None:
        name, profile = told.get("deviceName"), told.get("deviceProfileName")
        if self._announced.is_new(device, (str(name), str(profile))):
            gathering.announce(device, name=name, model=profile, metrics=(*ALWAYS_TOLD, *_OF_STATUS))


def _answer(gathering: Gathering, device: str, body: Mapping[str, object], *, last: bool) -> None:
    """A gateway has sent a downlink, or the device has confirmed it or not; what is not so is left out."""
    token = str(body.get("queueItemId", "")).replace("-", "")
    if not token:
        gathering.nothing()
    elif not last:
        gathering.answer(Answer(device, CommandState.ACKNOWLEDGED, token))
    elif body.get("acknowledged") is True:
        gathering.answer(Answer(device, CommandState.SUCCEEDED, token))
    else:
        gathering.answer(Answer(device, CommandState.FAILED, token, words=tr("The device did not confirm it.")))


def _take_status(gathering: Gathering, device: str, body: Mapping[str, object], at: int | None) -> None:
    """Fields of nought are left out, and a battery that cannot be measured is not an empty one."""
    told = {"margin": body.get("margin", 0)}
    if not body.get("batteryLevelUnavailable") and not body.get("externalPowerSource"):
        told["battery_level"] = body.get("batteryLevel", 0)
    gathering.values(device, told, at)
