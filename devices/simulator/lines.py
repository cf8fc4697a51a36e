"""The fleet's connections: a few gateways that many devices share, and a last will for one that goes silent."""

import os
from collections.abc import Iterable

import msgspec

from devices.addresses import BrokerAddress
from devices.credentials import Credentials
from devices.publisher import Outgoing, Publisher
from devices.topics import Channel, build

_MOST_GATEWAYS = 8
_RATE_PER_GATEWAY = 250
_WINDOW = 500
_FLUSH_SECONDS = 10.0
_OFFLINE = b'{"online": false}'
_ONLINE = b'{"online": true}'


class Lines:
    """Publishes for all devices over up to eight connections."""

    def __init__(
        self, broker: BrokerAddress, credentials: Credentials | None, devices: Iterable[str], rate: float
    ) -> None:
        names = list(devices)
        count = max(1, min(_MOST_GATEWAYS, round(rate / _RATE_PER_GATEWAY), len(names)))
        self._broker, self._credentials = broker, credentials
        self._gateways = [self._publisher(f"gateway-{number}") for number in range(count)]
        self._gateway = {name: self._gateways[place % count] for place, name in enumerate(names)}
        self._topics = {name: build(name, Channel.TELEMETRY) for name in names}

    def open(self) -> None:
        """Connect, and say of every device that it is there."""
        for gateway in self._gateways:
            gateway.open()
        for device in self._gateway:
            self.say(device, online=True)

    def telemetry(self, device: str, ts: int, values: dict[str, float], timeout: float) -> bool:
        """Send one message; False if the broker took none for `timeout` seconds."""
        payload = msgspec.json.encode({"ts": ts, "values": values})
        return self._gateway[device].publish(Outgoing(self._topics[device], payload), timeout)

    def say(self, device: str, *, online: bool) -> bool:
        """The gateway's own word on a device; False if the broker takes none."""
        payload = _ONLINE if online else _OFFLINE
        status = Outgoing(build(device, Channel.STATUS), payload, retain=True)
        return self._gateway[device].publish(status, _FLUSH_SECONDS)

    def cut(self, device: str) -> None:
        """The device's line is dead: the broker publishes its last will."""
        will = Outgoing(build(device, Channel.STATUS), _OFFLINE, retain=True)
        line = self._publisher(f"line-{device}", will)
        line.open()
        line.vanish()

    def close(self) -> int:
        """Take leave for every device and disconnect; returns how many messages the broker never confirmed."""
        there = all(self.say(device, online=False) for device in self._gateway)
        for gateway in self._gateways:
            there = there and gateway.flush(_FLUSH_SECONDS)
        missing = sum(gateway.waiting for gateway in self._gateways)
        for gateway in self._gateways:
            gateway.close()
        return missing

    def _publisher(self, name: str, will: Outgoing | None = None) -> Publisher:
        client_id = f"callout-fleet-{os.getpid()}-{name}"
        return Publisher(self._broker, client_id, window=_WINDOW, will=will, credentials=self._credentials)
