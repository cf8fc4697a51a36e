"""One connection to a broker, from CONNECT to its end; `devices.client` opens the next one."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from devices.addresses import BrokerAddress
from devices.copies import Copies
from devices.credentials import Credentials
from devices.dialects.dialect import Outgoing
from devices.endings import Ending, Fault, of_connack, of_disconnect, of_suback
from devices.link import Protocol
from devices.looping import Loop
from devices.messages import Received
from devices.packets import asking, correlation, takes_identifiers, topic_of, wishes
from devices.room import Room
from devices.subscribing import Subscribing

_log = logging.getLogger(__name__)

_ANSWER_SECONDS = 10
_PROBE_SECONDS = 3
_GOODBYE_SECONDS = 2
_KEEPALIVE_SECONDS = 30
_CONNECT_SECONDS = 5
_NS_PER_MS = 1_000_000
_REPLY = "/reply"

Herald = Callable[[int, bool], Outgoing]
"""Makes what we say of ourselves at a moment, in milliseconds UTC: that we are there, or not."""


class Settings(msgspec.Struct, frozen=True):
    """What a connection needs to know. `window` is how many messages may wait for their acknowledgement.

    Without `filters` there is no work; of `extras` the broker may refuse some, and `unwanted` it shall send no more.
    With a `herald` we say that we are there, and leave a last will that we are not. A `fleeting` connection leaves no
    session behind, and nothing that it gets is acknowledged.
    """

    broker: BrokerAddress
    client_id: str
    filters: tuple[str, ...]
    window: int = 2000
    extras: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    herald: Herald | None = None
    fleeting: bool = False


class Connection:
    """A paho client for one connection, numbered to find out late acknowledgements; `copies` outlasts it."""

    def __init__(
        self,
        settings: Settings,
        protocol: Protocol,
        number: int,
        deliver: Callable[[Received], None],
        copies: Copies,
    ) -> None:
        self.protocol = protocol
        self.number = number
        self.failures = 0
        self._arrivals = 0
        self._settings = settings
        self._deliver = deliver
        self._copies = copies
        self._news: SimpleQueue[Ending | None] = SimpleQueue()
        self._room = Room(settings.window)
        self._begun = _now()
        self._is_granted = False
        self._denied: list[str] = []
        self._takes_identifiers = False
        v5 = protocol is Protocol.MQTT5
        self._paho = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=settings.client_id,
            clean_session=None if v5 else settings.fleeting,
            protocol=MQTTProtocolVersion.MQTTv5 if v5 else MQTTProtocolVersion.MQTTv311,
            reconnect_on_failure=False,
            manual_ack=True,
        )
        self._subscribing = Subscribing(self._paho, qos=0 if settings.fleeting else 1, v5=v5)
        self._paho.connect_timeout = _CONNECT_SECONDS
        self._paho.on_connect = self._connected
        self._paho.on_subscribe = self._granted
        self._paho.on_message = self._arrived
        self._paho.on_disconnect = self._disconnected
        self._loop = Loop(self._paho, self._count, partial(self._news.put, Ending(Fault.LOST)))

    def open(self, credentials: Credentials | None) -> None:
        """Send CONNECT; raises OSError where nobody is there."""
        broker = self._settings.broker
        if broker.tls:
            self._paho.tls_set()
        if credentials is not None:
            self._paho.username_pw_set(credentials.user, credentials.password)
        if self._settings.herald is not None:
            will = self._settings.herald(self._begun, False)
            self._paho.will_set(will.topic, will.payload, will.qos, will.retain)
        v5 = self.protocol is Protocol.MQTT5
        self._paho.connect(
            broker.host,
            broker.port,
            _KEEPALIVE_SECONDS,
            clean_start=self._settings.fleeting if v5 else mqtt.MQTT_CLEAN_START_FIRST_ONLY,
            properties=wishes(self._settings.window, fleeting=self._settings.fleeting) if v5 else None,
        )
        self._loop.start()

    def ready(self, *, probing: bool) -> Ending | None:
        """Wait until messages flow (None), or say why they do not; not for long while `probing` a protocol."""
        try:
            return self._news.get(timeout=_PROBE_SECONDS if probing else _ANSWER_SECONDS)
        except Empty:
            return Ending(Fault.SILENT)

    def ended(self) -> Ending:
        """Wait until the connection is over, and say why."""
        while (ending := self._news.get()) is None:
            pass
        return ending

    def acknowledge(self, packets: Sequence[int]) -> None:
        """Tell the broker that these messages are stored; from any thread."""
        self._loop.acknowledge(packets)
        self._room.leave(len(packets))

    def publish(self, message: Outgoing) -> None:
        """Send a message; from any thread."""
        v5 = self.protocol is Protocol.MQTT5
        asked = asking(message) if v5 and message.reply_to else None
        self._paho.publish(message.topic, message.payload, message.qos, message.retain, asked)

    def change(self, settings: Settings) -> None:
        """Subscribe to other extras on this connection; from any thread. The settings are those that were asked for."""
        known = self._settings.extras
        gone = sorted(set(known) - set(settings.extras))
        fresh = tuple(name for name in settings.extras if name not in known)
        if gone:
            self._paho.unsubscribe(gone)
        self._ask((*self._identified(settings), *fresh))
        self._settings = settings

    def hang_up(self) -> None:
        """End it in peace; from any thread."""
        self._room.open()
        if self._settings.herald is not None:
            self._say_goodbye(self._settings.herald(_now(), False))
        self._news.put(Ending(Fault.ASKED))
        self._paho.disconnect()

    def close(self) -> None:
        """Let go of socket and thread."""
        self._room.open()
        self._paho.disconnect()
        self._loop.stop()

    def _count(self) -> int:
        return self._arrivals

    def _say_goodbye(self, message: Outgoing) -> None:
        """Wait until the broker has it: a connection closed with its echo unread would be reset, and the will sent."""
        sent = self._paho.publish(message.topic, message.payload, message.qos, message.retain)
        if sent.rc is mqtt.MQTT_ERR_SUCCESS:
            sent.wait_for_publish(_GOODBYE_SECONDS)

    def _connected(self, client: mqtt.Client, _data: Any, _flags: Any, code: ReasonCode, told: Any) -> None:
        if code.is_failure:
            self._news.put(of_connack(code))
            return
        if self._settings.unwanted:
            client.unsubscribe(list(self._settings.unwanted))
        self._takes_identifiers = self.protocol is Protocol.MQTT5 and takes_identifiers(told)
        self._identified(self._settings)
        wanted = (*self._settings.filters, *self._settings.extras)
        if wanted:
            self._ask(wanted)
        else:
            self._news.put(None)

    def _identified(self, settings: Settings) -> tuple[str, ...]:
        """Give identifiers to the subscriptions that overlap; returns those that have just got one."""
        return self._copies.follow(settings.filters, settings.extras if self._takes_identifiers else ())

    def _ask(self, wanted: Iterable[str]) -> None:
        """Subscribe to these; the answers come to `_granted`."""
        self._subscribing.ask(dict.fromkeys(wanted), self._copies.identifiers)

    def _granted(self, _client: mqtt.Client, _data: Any, mid: int, codes: list[ReasonCode], _props: Any) -> None:
        refused = self._subscribing.refused(mid, codes)
        needed = () if self._is_granted else self._settings.filters
        self._denied += [name for name in refused if name in needed]
        if (lacking := of_suback([name for name in refused if name not in needed])) is not None:
            _log.warning("The broker grants less than all formats need: %s", lacking.reason)
        if self._is_granted or self._subscribing.waits:
            return
        self._is_granted = True
        if self._settings.herald is not None:
            self.publish(self._settings.herald(self._begun, True))
        self._news.put(of_suback(self._denied))

    def _arrived(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        """Hand a message over. Nothing may escape: an exception would end the connection."""
        self._arrivals += 1
        topic = topic_of(message)
        if message.qos:
            self._room.enter()
        try:
            is_copy = self._copies.is_copy(topic, message)
            if is_copy and not message.qos:
                return
            self._deliver(
                Received(
                    topic,
                    bytes(message.payload),
                    message.qos,
                    message.retain,
                    message.dup,
                    message.mid,
                    _now(),
                    self.number,
                    correlation(message) if topic.endswith(_REPLY) else b"",
                    is_copy,
                )
            )
        except Exception:  # noqa: BLE001 - see above
            self.failures += 1
            if self.failures == 1:
                _log.exception("a message could not be handed over; further ones are only counted")

    def _disconnected(self, _client: mqtt.Client, _data: Any, _flags: Any, code: ReasonCode, _props: Any) -> None:
        self._news.put(of_disconnect(code))


def _now() -> int:
    return time.time_ns() // _NS_PER_MS
