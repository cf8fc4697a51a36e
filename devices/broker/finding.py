"""Which broker this machine has: an installed mosquitto, else the amqtt package."""

import shutil
import sys
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

import msgspec

from domain.language import tr

_ALSO_IN = (
    "/usr/sbin",
    "/usr/local/sbin",
    "/opt/homebrew/sbin",
    "/opt/homebrew/bin",
    "C:/Program Files/mosquitto",
    "C:/Program Files (x86)/mosquitto",
)


class Kind(StrEnum):
    """The brokers that can be started here."""

    MOSQUITTO = "mosquitto"
    AMQTT = "amqtt"


class Found(msgspec.Struct, frozen=True):
    """A broker that can be started, by the program that runs it."""

    kind: Kind
    program: str

    @property
    def limits(self) -> tuple[str, ...]:
        """What this broker cannot do, as sentences for a user."""
        if self.kind is Kind.MOSQUITTO:
            return ()
        return (
            tr("The built-in broker speaks MQTT 3.1.1 only."),
            tr("The built-in broker does not send again what the listener had not confirmed before it stopped."),
            tr("The built-in broker forgets everything when it stops. Install mosquitto to lose nothing."),
        )


def find() -> Found | None:
    """The best broker that this machine has, if any."""
    if program := _mosquitto():
        return Found(Kind.MOSQUITTO, program)
    if find_spec("amqtt") is not None:
        return Found(Kind.AMQTT, sys.executable)
    return None


def how_to_install() -> str:
    """One sentence for a machine without any."""
    return tr(
        "There is no MQTT broker on this machine: install one with “apt install mosquitto” (Debian, Ubuntu) or "
        "“brew install mosquitto” (macOS), or “pip install amqtt” for a simple one."
    )


def _mosquitto() -> str | None:
    if program := shutil.which("mosquitto"):
        return program
    places = (Path(folder) / name for folder in _ALSO_IN for name in ("mosquitto", "mosquitto.exe"))
    return next((str(place) for place in places if place.is_file()), None)
