"""Why a connection ended or never came about, from the codes of the protocol to sentences."""

from collections.abc import Sequence
from enum import Enum, auto

import msgspec
from paho.mqtt.reasoncodes import ReasonCode

from domain.language import tr

_UNSUPPORTED_PROTOCOL = 0x84
_NAME_REFUSED = 0x85
_BAD_CREDENTIALS = 0x86
_NOT_AUTHORIZED = 0x87
_TAKEN_OVER = 0x8E
_FAILURE = 0x80


class Fault(Enum):
    """The kinds of ends, by what is to be done next."""

    ASKED = auto()
    LOST = auto()
    SILENT = auto()
    OTHER_PROTOCOL = auto()
    REFUSED = auto()
    TAKEN_OVER = auto()


class Ending(msgspec.Struct, frozen=True):
    """A fault with the broker's own reason."""

    fault: Fault
    reason: str = ""


def of_connack(code: ReasonCode) -> Ending:
    """The broker answered CONNECT with a failure."""
    if code.value == _UNSUPPORTED_PROTOCOL:
        return Ending(Fault.OTHER_PROTOCOL, tr("it does not speak this version of MQTT."))
    sentences = {
        _NAME_REFUSED: tr("it does not take the name under which we connect."),
        _BAD_CREDENTIALS: tr("user or password are wrong; set CALLOUT_BROKER_USER and CALLOUT_BROKER_PASSWORD."),
        _NOT_AUTHORIZED: tr("it wants another user or password; set CALLOUT_BROKER_USER and CALLOUT_BROKER_PASSWORD."),
    }
    return Ending(Fault.REFUSED, sentences.get(code.value, f"{code.getName().lower()}."))


def refused(codes: list[ReasonCode], filters: Sequence[str]) -> list[str]:
    """The filters that the broker does not grant, by its answer to SUBSCRIBE."""
    return [name for name, code in zip(filters, codes, strict=False) if code.value >= _FAILURE]


def of_suback(refused: Sequence[str]) -> Ending | None:
    """The broker answered SUBSCRIBE; None if it grants all."""
    if not refused:
        return None
    return Ending(Fault.REFUSED, tr("we may not read {topics}.", topics=", ".join(refused)))


def of_disconnect(code: ReasonCode) -> Ending:
    """The connection is closed, by the broker or by the network."""
    if code.value == _TAKEN_OVER:
        return Ending(Fault.TAKEN_OVER, tr("another listener has connected under our name."))
    return Ending(
        Fault.LOST, tr("the connection was lost") if code.value >= _FAILURE else tr("the connection was closed")
    )
