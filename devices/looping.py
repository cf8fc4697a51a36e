"""The network loop of a paho client in a thread of ours: woken once, it reads and writes all that is there.

paho's own thread asks the system anew for each single message, and is woken by each single acknowledgement; beside a
thread that reckons and stores, which both have to wait for, that is half of what receiving costs. Acknowledgements are
written here, all of a batch at once.
"""

import logging
import selectors
import socket
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from typing import Any

import paho.mqtt.client as mqtt

_log = logging.getLogger(__name__)

#: So many messages are read before somebody else is looked after: acknowledgements, and paho's own chores.
_AT_ONCE = 64
_LOOK_SECONDS = 0.5
_SIGNALS = 4096
#: PUBACK says nothing but which packet is acknowledged.
_PUBACK, _PUBACK_LENGTH, _PACKET = 0x40, 2, struct.Struct("!BBH")


class Loop:
    """Drives `client`, once it is connected, until its connection is over or `stop`.

    `arrived` tells how many messages have come, by which the loop sees that there may be more. `over` is called at the
    end, whatever brought it.
    """

    def __init__(self, client: mqtt.Client, arrived: Callable[[], int], over: Callable[[], None]) -> None:
        self._client = client
        self._arrived = arrived
        self._over = over
        self._next_look = 0.0
        self._waits_for_room = False
        self._acknowledgements: deque[bytes] = deque()
        #: What is left of acknowledgements that are half written, and whether a packet of paho may be.
        self._saying = b""
        self._is_paho_saying = False
        self._stopping = threading.Event()
        #: Whoever writes may do so while the loop is taken down.
        self._waking = threading.Lock()
        self._signals, self._alarm = socket.socketpair()
        self._signals.setblocking(False)
        self._alarm.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="mqtt-connection", daemon=True)
        client.on_socket_register_write = self._wake

    def start(self) -> None:
        """Begin to read and write."""
        self._thread.start()

    def acknowledge(self, packets: Iterable[int]) -> None:
        """Tell the broker that these messages, all of QoS 1, are stored; from any thread."""
        told = [_PACKET.pack(_PUBACK, _PUBACK_LENGTH, packet) for packet in packets]
        self._acknowledgements.append(b"".join(told))
        self._wake()

    def stop(self) -> None:
        """End it, and wait for that; what waits to be written is tried once more. One that never began just ends."""
        self._stopping.set()
        self._wake()
        if self._thread.ident is not None:
            self._thread.join()
        with self._waking:
            self._alarm.close()
        self._signals.close()

    def _wake(self, *_told: Any) -> None:
        with self._waking:
            if self._alarm.fileno() >= 0:
                with suppress(BlockingIOError):  # so many signals wait already that one more says nothing new
                    self._alarm.send(b"!")

    def _run(self) -> None:
        try:
            connected = self._client.socket()
            if isinstance(connected, socket.socket):
                self._drive(connected)
        except Exception:  # noqa: BLE001 - whatever it is, the connection is over, and must be known to be
            _log.exception("the connection to the broker failed")
        finally:
            self._over()

    def _drive(self, connected: socket.socket) -> None:
        with closing(connected), selectors.DefaultSelector() as selector:
            selector.register(self._signals, selectors.EVENT_READ)
            selector.register(connected, selectors.EVENT_READ)
            while self._client.socket() is connected and not self._stopping.is_set():
                self._turn(connected, selector)
            self._write(connected)

    def _turn(self, connected: socket.socket, selector: selectors.BaseSelector) -> None:
        holds_more = isinstance(connected, ssl.SSLSocket) and connected.pending() > 0
        ready = {key.fileobj for key, _ in selector.select(0 if holds_more else _LOOK_SECONDS)}
        if self._signals in ready:
            self._signals.recv(_SIGNALS)
        if connected in ready or holds_more:
            self._read()
        self._write(connected)
        if time.monotonic() >= self._next_look:
            self._client.loop_misc()
            self._next_look = time.monotonic() + _LOOK_SECONDS
        self._mind_writing(connected, selector)

    def _mind_writing(self, connected: socket.socket, selector: selectors.BaseSelector) -> None:
        """Wait for room where there is none, or turn at once: what others left while paho finished did not wake us."""
        waits = self._client.want_write() or bool(self._saying or self._acknowledgements)
        if waits is not self._waits_for_room and self._client.socket() is connected:
            selector.modify(connected, selectors.EVENT_READ | (selectors.EVENT_WRITE if waits else 0))
            self._waits_for_room = waits

    def _read(self) -> None:
        """Read on for as long as each turn brings a message; a message of which a part came is read on later."""
        for _ in range(_AT_ONCE):
            before = self._arrived()
            if self._client.loop_read() or self._arrived() == before:
                return

    def _write(self, connected: socket.socket) -> None:
        """Write what waits as far as there is room, neither of the two into a packet of the other."""
        if not self._is_paho_saying:
            self._say(connected)
        if not self._saying and self._client.want_write():
            self._client.loop_write()
            self._is_paho_saying = self._client.want_write()

    def _say(self, connected: socket.socket) -> None:
        """Write acknowledgements. That the connection is broken, paho finds out and tells."""
        while self._saying or self._acknowledgements:
            self._saying = self._saying or self._acknowledgements.popleft()
            try:
                self._saying = self._saying[connected.send(self._saying) :]
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return
            except OSError:
                self._saying = b""
