"""What single packets of MQTT carry beside topic and payload, and topics that are none."""

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from devices.dialects.dialect import Outgoing


def asking(message: Outgoing) -> Properties:
    """Where the reply is expected, and what it is known by."""
    asked = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    asked.ResponseTopic = message.reply_to
    asked.CorrelationData = message.correlation
    return asked


def correlation(message: mqtt.MQTTMessage) -> bytes:
    """What a reply is known by, where it says so."""
    found: bytes = getattr(message.properties, "CorrelationData", b"")
    return found


def takes_identifiers(connack: Properties | None) -> bool:
    """Whether a broker of MQTT 5 lets subscriptions have identifiers, by its answer to CONNECT."""
    return bool(getattr(connack, "SubscriptionIdentifierAvailable", True))


def topic_of(message: mqtt.MQTTMessage) -> str:
    """The topic, or a sign that it is not text, which no decoder will take for one of its own."""
    try:
        return message.topic
    except UnicodeDecodeError:
        return "\N{REPLACEMENT CHARACTER}"
