"""Publishing at QoS 1 with bounded memory: for commands, the simulated fleet and tests."""

import threading
import time
from collections import deque
from socket import SHUT_RDWR, socket
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from devices.addresses import BrokerAddress
from devices.credentials import Credentials
from devices.endings import of_connack
from domain.errors import Unavailable
from domain.language import tr

_LARGEST_WINDOW = 65_535
_KEEPALIVE_SECONDS = 30
_CONNECT_SECONDS = 10.0
_RETRY_SECONDS = (1, 10)
_DOUBT_SECONDS = 3.0


class Outgoing(msgspec.Struct, frozen=True, gc=False):
    """One message on its way."""

    topic: str
    payload: bytes
    retain: bool = False


class Publisher:
    """A connection that only publishes; `publish` waits while `window` messages are unconfirmed.

    A broker that dies may have confirmed messages that it had not saved yet. After an unforeseen reconnection those
    confirmed in the last seconds are sent again too, which messages with a time of their own bear without harm.

    What is published while there is no connection waits until all that was on its way has been sent again: paho would
    send what comes between its knocking and the broker's answer first, and a device without a clock told of a fault
    that is over.
    """

    def __init__(
        self,
        broker: BrokerAddress,
        client_id: str,
        *,
        window: int = 1000,
        will: Outgoing | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        self.confirmed = 0
        self._broker = broker
        self._free = threading.Semaphore(min(window, _LARGEST_WINDOW))
        self._window = min(window, _LARGEST_WINDOW)
        #: A broker confirms in the order in which it is told, so the next confirmation is for the first of these.
        self._on_their_way: deque[Outgoing] = deque()
        #: The moment of confirmation, what is sent again for it, and that by its packet id: of paho's thread alone.
        self._recent: deque[tuple[float, Outgoing]] = deque()
        self._doubtful: list[Outgoing] = []
        self._extra: dict[int, Outgoing] = {}
        self._held: deque[Outgoing] = deque()
        self._caught_up = False
        #: Held while somebody sends. paho's thread may have locks of paho when it asks for it, so it only does while
        #: nothing has caught up, when nobody else sends.
        self._turn = threading.Lock()
        self._answered = threading.Event()
        self._refusal = ""
        self._paho = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=client_id)
        # The window is kept here: what paho itself held back, it would send after newer messages.
        self._paho.max_inflight_messages_set(0)
        self._paho.reconnect_delay_set(*_RETRY_SECONDS)
        self._paho.on_pre_connect = self._knocking
        self._paho.on_connect = self._connected
        self._paho.on_disconnect = self._disconnected
        self._paho.on_publish = self._confirmed
        if will is not None:
            self._paho.will_set(will.topic, will.payload, qos=1, retain=will.retain)
        if credentials is not None:
            self._paho.username_pw_set(credentials.user, credentials.password)
        if broker.tls:
            self._paho.tls_set()

    def open(self) -> None:
        """Connect; refused with a sentence where the broker is not there or says no."""
        try:
            self._paho.connect(self._broker.host, self._broker.port, _KEEPALIVE_SECONDS)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Unavailable(
                tr("The broker {broker} cannot be reached: {reason}.", broker=self._broker.url, reason=reason)
            ) from error
        self._paho.loop_start()
        if not self._answered.wait(_CONNECT_SECONDS):
            self._refusal = tr("it does not answer.")
        if self._refusal:
            self.close()
            raise Unavailable(
                tr("The broker {broker} refuses: {reason}", broker=self._broker.url, reason=self._refusal)
            )

    def publish(self, message: Outgoing, timeout: float | None = None) -> bool:
        """Send a message as soon as there is room for it; False if there was none within `timeout` seconds."""
        if not self._free.acquire(timeout=timeout):
            return False
        with self._turn:
            if self._caught_up:
                self._send(message)
            else:
                self._held.append(message)
        return True

    @property
    def waiting(self) -> int:
        """How many messages the broker has not confirmed."""
        return len(self._on_their_way) + len(self._held)

    def flush(self, timeout: float) -> bool:
        """Wait until everything is confirmed; False if that took longer than `timeout` seconds."""
        until = time.monotonic() + timeout
        taken = 0
        while taken < self._window and self._free.acquire(timeout=max(0, until - time.monotonic())):
            taken += 1
        if taken:
            self._free.release(taken)
        return taken == self._window

    def close(self) -> None:
        """Disconnect in peace: no last will."""
        self._paho.disconnect()
        self._paho.loop_stop()

    def vanish(self) -> None:
        """Break the connection as a dead device would: the broker publishes the last will."""
        self._paho.on_disconnect = None
        line = self._paho.socket()
        if isinstance(line, socket):
            line.shutdown(SHUT_RDWR)
        self._paho.loop_stop()

    def _send(self, message: Outgoing) -> None:
        self._on_their_way.append(message)
        self._paho.publish(message.topic, message.payload, qos=1, retain=message.retain)

    def _catch_up(self) -> None:
        """Send what was held: nothing older is left that paho would send after it."""
        with self._turn:
            while self._held:
                self._send(self._held.popleft())
            self._caught_up = True

    def _knocking(self, _client: mqtt.Client, _data: Any) -> None:
        with self._turn:
            self._caught_up = False

    def _connected(self, _client: mqtt.Client, _data: Any, _flags: Any, code: ReasonCode, _props: Any) -> None:
        self._refusal = of_connack(code).reason if code.is_failure else ""
        if not self._refusal:
            self._send_doubtful()
            if not (self._on_their_way or self._extra):
                self._catch_up()
        self._answered.set()

    def _send_doubtful(self) -> None:
        doubtful, self._doubtful = self._doubtful, []
        for message in doubtful:
            info = self._paho.publish(message.topic, message.payload, qos=1, retain=message.retain)
            self._extra[info.mid] = message

    def _disconnected(self, _client: mqtt.Client, _data: Any, _flags: Any, code: ReasonCode, _props: Any) -> None:
        if not code.is_failure:
            return
        now = time.monotonic()
        self._doubtful += [message for at, message in self._recent if now - at <= _DOUBT_SECONDS]
        self._recent.clear()

    def _confirmed(self, _client: mqtt.Client, _data: Any, mid: int, _code: Any, _props: Any) -> None:
        if not self._caught_up:
            # Confirmed in the thread that sends again what was on its way: it has done so.
            self._catch_up()
        extra = self._extra.pop(mid, None)
        self._remember(self._on_their_way.popleft() if extra is None else extra)
        if extra is None:
            self.confirmed += 1
            self._free.release()

    def _remember(self, message: Outgoing) -> None:
        now = time.monotonic()
        self._recent.append((now, message))
        while now - self._recent[0][0] > _DOUBT_SECONDS:
            self._recent.popleft()
