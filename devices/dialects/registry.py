"""All formats that devices may publish in beside our own, and which of them are switched on."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from devices.dialects.aws import AwsIot
from devices.dialects.azure import AzureIotHub
from devices.dialects.books import Dialects
from devices.dialects.chirpstack import ChirpStack
from devices.dialects.dialect import Dialect
from devices.dialects.homeassistant.dialect import HomeAssistant
from devices.dialects.homie import Homie
from devices.dialects.senml import SenML
from devices.dialects.sparkplug.dialect import Sparkplug
from devices.dialects.tasmota import Tasmota
from devices.dialects.thethingsstack import TheThingsStack
from devices.dialects.thingsboard import ThingsBoard
from devices.dialects.zigbee2mqtt import Zigbee2Mqtt
from domain.parameters.dialects import DialectName
from domain.parameters.registry import Parameters


def chosen(parameters: Parameters) -> Sequence[Dialect]:
    """A fresh decoder for each format that is switched on, those with the narrowest topics first."""
    return [_MAKERS[name](parameters) for name in DialectName if name in parameters.dialects]


def every_filter(parameters: Parameters, learned: Mapping[tuple[str, str], bytes]) -> frozenset[str]:
    """All subscriptions that any format may have made, with what it had learned."""
    dialects = Dialects([make(parameters) for make in _MAKERS.values()])
    dialects.recall(learned)
    return frozenset(dialects.filters)


def _sparkplug(parameters: Parameters) -> Dialect:
    return Sparkplug(strict=parameters.sparkplug_strict, host=parameters.sparkplug_host)


def _as_it_is(make: Callable[[], Dialect], _parameters: Parameters) -> Dialect:
    """A format that nobody can set anything about."""
    return make()


_MAKERS: Mapping[DialectName, Callable[[Parameters], Dialect]] = {
    DialectName.SPARKPLUG: _sparkplug,
    DialectName.TASMOTA: partial(_as_it_is, Tasmota),
    DialectName.ZIGBEE2MQTT: partial(_as_it_is, Zigbee2Mqtt),
    DialectName.THE_THINGS_STACK: partial(_as_it_is, TheThingsStack),
    DialectName.CHIRPSTACK: partial(_as_it_is, ChirpStack),
    DialectName.THINGSBOARD: partial(_as_it_is, ThingsBoard),
    DialectName.HOMIE: partial(_as_it_is, Homie),
    DialectName.AZURE: partial(_as_it_is, AzureIotHub),
    DialectName.AWS: partial(_as_it_is, AwsIot),
    DialectName.SENML: partial(_as_it_is, SenML),
    DialectName.HOME_ASSISTANT: partial(_as_it_is, HomeAssistant),
}
