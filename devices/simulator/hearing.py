"""The fleet's ear: devices hear the commands that are meant for them, obey and answer."""

import os
from collections.abc import Callable, Collection

import msgspec

from devices.addresses import BrokerAddress
from devices.client import Client
from devices.connection import Settings
from devices.credentials import Credentials
from devices.dialects.dialect import Outgoing
from devices.link import Link
from devices.messages import Received
from devices.simulator.kinds import Failure
from devices.simulator.plan import Command
from devices.topics import Channel, build, every, parse


class _Told(msgspec.Struct):
    id: str
    command: str
    values: dict[str, object] = msgspec.field(default_factory=dict)


class Hearing:
    """Obeys between `start` and `stop`; `put` takes what a command does to a machine."""

    def __init__(
        self,
        broker: BrokerAddress,
        credentials: Credentials | None,
        devices: Collection[str],
        put: Callable[[Command], None],
    ) -> None:
        self._devices = frozenset(devices)
        self._put = put
        self._client = Client(
            Settings(broker, f"callout-fleet-{os.getpid()}-commands", (every(Channel.COMMAND),)),
            self._hear,
            notice=_notice,
            credentials=lambda: credentials,
        )

    @property
    def link(self) -> Link:
        """How its connection stands."""
        return self._client.link

    def start(self) -> None:
        """Begin to hear."""
        self._client.start()

    def stop(self) -> None:
        """Hear no more."""
        self._client.stop()

    def _hear(self, message: Received) -> None:
        address = parse(message.topic)
        if address is not None and address.device in self._devices:
            self._obey(address.device, message.payload)
        self._client.acknowledge((message,))

    def _obey(self, device: str, payload: bytes) -> None:
        try:
            told = msgspec.json.decode(payload, type=_Told)
        except msgspec.DecodeError:
            return  # there is nobody to answer
        command, words = _meant(device, told)
        if command is not None:
            self._put(command)
        body = {"id": told.id, "status": "failed" if command is None else "succeeded", "message": words}
        self._client.publish((Outgoing(build(device, Channel.REPLY), msgspec.json.encode(body), 1),))


def _meant(device: str, told: _Told) -> tuple[Command | None, str]:
    """What a machine is to do, and the words of its answer."""
    match told.command, told.values.get("value"):
        case "restart", _:
            return Command(device, None), "restarted"
        case "stop", _:
            return Command(device, Failure.SILENCE), "stopped; restart it to hear of it again"
        case "set_point", int() | float() as value:
            return Command(device, None, value), f"set point is {value:g} °C"
        case "set_point", _:
            return None, "set_point needs a value"
    return None, f"no command {told.command}"


def _notice(_link: Link) -> None:
    """The lines of the fleet tell already of a broker that is away."""
