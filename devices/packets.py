"""What single packets of MQTT carry beside topic and payload, and topics that are none."""

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from devices.dialects.dialect import Outgoing

_SESSION_SECONDS = 30 * 24 * 3600


def wishes(window: int, *, fleeting: bool) -> Properties:
    """What a connection asks for: how many messages may wait for their acknowledgement, and how long it is missed."""
    wished = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    wished.SessionExpiryInterval = 0 if fleeting else _SESSION_SECONDS
    wished.ReceiveMaximum = window
    return wished


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
