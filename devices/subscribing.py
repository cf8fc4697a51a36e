"""Asks a broker for subscriptions, those that overlap in packets of their own, and gathers what it answers."""

import threading
from collections.abc import Iterable, Mapping

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from devices.endings import refused


class Subscribing:
    """The subscriptions of one connection; `waits` while the broker has not answered all that was asked."""

    def __init__(self, client: mqtt.Client, qos: int, *, v5: bool) -> None:
        self._client = client
        self._qos = qos
        self._v5 = v5
        self._asked: dict[int | None, list[str]] = {}
        # The answer may be here before the one who asked has noted what it will be the answer to.
        self._lock = threading.Lock()

    @property
    def waits(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._asked)

    def ask(self, names: Iterable[str], identifiers: Mapping[str, int]) -> None:
        """Subscribe to these; a packet has one identifier at the most for all that is in it."""
        packets: dict[int, list[str]] = {}
        for name in names:
            packets.setdefault(identifiers.get(name, 0), []).append(name)
        with self._lock:
            for identifier, together in packets.items():
                self._asked[self._send(together, identifier)] = together

    def refused(self, mid: int, codes: list[ReasonCode]) -> list[str]:
        """What the broker does not grant of a packet."""
        with self._lock:
            return refused(codes, self._asked.pop(mid, []))

    def _send(self, names: list[str], identifier: int) -> int | None:
        if not self._v5:
            return self._client.subscribe([(name, self._qos) for name in names])[1]
        # Retained messages come with a new subscription only, not with every reconnection.
        options = SubscribeOptions(qos=self._qos, retainHandling=SubscribeOptions.RETAIN_SEND_IF_NEW_SUB)
        known = None
        if identifier:
            known = Properties(PacketTypes.SUBSCRIBE)  # type: ignore[no-untyped-call]
            known.SubscriptionIdentifier = identifier
        return self._client.subscribe([(name, options) for name in names], properties=known)[1]
