"""All formats that devices may publish in beside our own, and which of them are switched on."""

from collections.abc import Callable, Mapping, Sequence

from devices.dialects.dialect import Dialect
from devices.dialects.sparkplug.dialect import Sparkplug
from devices.dialects.tasmota import Tasmota
from devices.dialects.zigbee2mqtt import Zigbee2Mqtt
from domain.parameters.dialects import DialectName
from domain.parameters.registry import Parameters


def chosen(parameters: Parameters) -> Sequence[Dialect]:
    """A fresh decoder for each format that is switched on, those with the narrowest topics first."""
    return [_MAKERS[name](parameters) for name in DialectName if name in parameters.dialects]


def every_filter(parameters: Parameters) -> frozenset[str]:
    """All subscriptions that any format may have made."""
    return frozenset(name for make in _MAKERS.values() for name in make(parameters).filters)


def _sparkplug(parameters: Parameters) -> Dialect:
    return Sparkplug(strict=parameters.sparkplug_strict, host=parameters.sparkplug_host)


def _tasmota(_parameters: Parameters) -> Dialect:
    return Tasmota()


def _zigbee2mqtt(_parameters: Parameters) -> Dialect:
    return Zigbee2Mqtt()


_MAKERS: Mapping[DialectName, Callable[[Parameters], Dialect]] = {
    DialectName.SPARKPLUG: _sparkplug,
    DialectName.TASMOTA: _tasmota,
    DialectName.ZIGBEE2MQTT: _zigbee2mqtt,
}
