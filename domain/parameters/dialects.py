"""The formats in which devices may publish, each of which can be switched off."""

from enum import StrEnum


class DialectName(StrEnum):
    """A format; what it is called stands before the colon in the keys of its devices."""

    SPARKPLUG = "sparkplug"
    ZIGBEE2MQTT = "zigbee2mqtt"
    THE_THINGS_STACK = "tts"
    CHIRPSTACK = "chirpstack"
    THINGSBOARD = "thingsboard"
    HOMIE = "homie"
    AZURE = "azure"
    AWS = "aws"
    TASMOTA = "tasmota"
    SENML = "senml"
    HOME_ASSISTANT = "homeassistant"

    @property
    def label(self) -> str:
        """The name that its makers gave it."""
        return {
            DialectName.SPARKPLUG: "Eclipse Sparkplug B",
            DialectName.TASMOTA: "Tasmota",
            DialectName.ZIGBEE2MQTT: "Zigbee2MQTT",
            DialectName.THE_THINGS_STACK: "The Things Stack",
            DialectName.CHIRPSTACK: "ChirpStack",
            DialectName.THINGSBOARD: "ThingsBoard",
            DialectName.HOMIE: "Homie",
            DialectName.AZURE: "Azure IoT Hub",
            DialectName.AWS: "AWS IoT",
            DialectName.SENML: "SenML",
            DialectName.HOME_ASSISTANT: "Home Assistant",
        }[self]


NATIVE = "native"
MAPPING = "mapping"
"""What somebody has described in the console."""

_NAMES = frozenset((*DialectName, MAPPING))


def dialect_of(key: str) -> str:
    """The format that a device speaks, by its key."""
    name, colon, _ = key.partition(":")
    return name if colon and name in _NAMES else NATIVE
