"""The listener's line to the broker: a persistent session that comes back by itself.

It speaks MQTT 5, and 3.1.1 to a broker that turns 5 down or answers 5 with silence. Every message is acknowledged by
its receiver once it is stored. What was not acknowledged comes again after the next reconnection: `renew` asks for
one. An acknowledgement for a connection that is gone is dropped, since its message comes again.
"""

import logging
import threading
from collections.abc import Callable, Iterable

from devices.connection import Connection, Settings
from devices.copies import Copies
from devices.credentials import Credentials
from devices.dialects.dialect import Outgoing
from devices.endings import Ending, Fault
from devices.link import Link, LinkState, Protocol
from devices.messages import Received

_log = logging.getLogger(__name__)

REFUSED_SECONDS = 60.0
_PARTING_SECONDS = 0.1
_BAD = frozenset((LinkState.REFUSED, LinkState.GONE, LinkState.TAKEN_OVER))


class Client:
    """Connects, subscribes, delivers and reconnects in threads of its own between `start` and `stop`.

    `deliver` runs in the connection's thread and should only put the message somewhere; while it blocks nothing is
    read. No more than `window` messages are delivered that are not acknowledged, whatever the broker makes of it.
    `notice` is told each change of the connection; after `TAKEN_OVER`, when somebody else has connected under our name,
    nothing more is tried. `retry` is the first and the longest wait between attempts.
    """

    def __init__(
        self,
        settings: Settings,
        deliver: Callable[[Received], None],
        *,
        notice: Callable[[Link], None],
        credentials: Callable[[], Credentials | None],
        retry: tuple[float, float] = (1.0, 30.0),
    ) -> None:
        self.link = Link(LinkState.CLOSED, settings.broker.url)
        self._settings = settings
        self._deliver = deliver
        self._notice = notice
        self._credentials = credentials
        self._first_wait, self._longest_wait = retry
        self._protocol = Protocol.MQTT5
        self._proven = False
        self._unforeseen = ""
        self._number = 0
        self._copies = Copies()
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mqtt-client", daemon=True)

    def start(self) -> None:
        """Begin to connect."""
        self._thread.start()

    def stop(self) -> None:
        """Disconnect; the session stays at the broker and collects messages until the next start."""
        self._stopping.set()
        self.renew()
        self._thread.join()

    def acknowledge(self, messages: Iterable[Received]) -> None:
        """Tell the broker that these are stored; from any thread."""
        with self._lock:
            connection = self._connection
        if connection is not None:
            number = connection.number
            connection.acknowledge([each.mid for each in messages if each.session == number and each.qos])

    def publish(self, messages: Iterable[Outgoing]) -> None:
        """Send these if there is a connection; from any thread. Nobody may rely on their arrival."""
        with self._lock:
            connection = self._connection
        for message in messages:
            if connection is not None:
                connection.publish(message)

    def change(self, settings: Settings) -> None:
        """Subscribe to something else: at once where the connection can stay as it is, else with a new one."""
        known, self._settings = self._settings, settings
        with self._lock:
            connection = self._connection
        stays = connection is not None and self.link.state is LinkState.CONNECTED and known.filters == settings.filters
        if connection is not None and stays and _said(known) == _said(settings):
            connection.change(settings)
        else:
            self.renew()

    def renew(self) -> None:
        """Close the connection and open a new one, which brings again all that was not acknowledged."""
        with self._lock:
            connection = self._connection
        if connection is not None:
            connection.hang_up()

    def _run(self) -> None:
        wait = self._first_wait
        while not self._stopping.is_set():
            self._tell(LinkState.CONNECTING)
            ending, worked = self._try_once()
            if ending.fault is Fault.ASKED:
                # A connection that takes the session over at once may overtake our last acknowledgements.
                self._stopping.wait(_PARTING_SECONDS)
                continue
            if ending.fault is Fault.TAKEN_OVER:
                # Coming back would take the session from the other, who would take it back, and so on.
                self._tell(LinkState.TAKEN_OVER, ending.reason)
                return
            wait = self._first_wait if worked else wait
            self._stopping.wait(self._learn(ending, wait))
            wait = min(wait * 2, self._longest_wait)
        self._tell(LinkState.CLOSED)

    def _try_once(self) -> tuple[Ending, bool]:
        """As `_connect_once`; what nobody foresaw, such as a keyring that fails, must not end the thread in silence."""
        try:
            return self._connect_once()
        except Exception as error:  # noqa: BLE001 - see above
            reason = str(error) or type(error).__name__
            if reason != self._unforeseen:
                _log.exception("the connection to the broker failed")
            self._unforeseen = reason
            return Ending(Fault.LOST, reason), False

    def _connect_once(self) -> tuple[Ending, bool]:
        """One connection from begin to end: why it ended, and whether messages could flow."""
        self._number += 1
        connection = Connection(self._settings, self._protocol, self._number, self._deliver, self._copies)
        # Known before it is open: its first messages come at once, and whoever sees them may ask to renew it.
        with self._lock:
            self._connection = connection
        try:
            return self._opened(connection) or self._live(connection)
        finally:
            with self._lock:
                self._connection = None
            connection.close()

    def _opened(self, connection: Connection) -> tuple[Ending, bool] | None:
        """Open it; why that failed, if it did."""
        try:
            connection.open(self._credentials())
        except OSError as error:
            return Ending(Fault.LOST, error.strerror or str(error)), False
        return None

    def _live(self, connection: Connection) -> tuple[Ending, bool]:
        if self._stopping.is_set():
            return Ending(Fault.ASKED), False
        ending = connection.ready(probing=not self._proven and self._protocol is Protocol.MQTT5)
        if ending is not None:
            silent = ending.fault is Fault.LOST
            return (Ending(Fault.SILENT, ending.reason) if silent else ending), False
        self._proven = True
        self._tell(LinkState.CONNECTED)
        return connection.ended(), True

    def _learn(self, ending: Ending, wait: float) -> float:
        """Draw the conclusions from an end; returns how long to wait."""
        if ending.fault is Fault.OTHER_PROTOCOL or (ending.fault is Fault.SILENT and not self._proven):
            self._protocol = Protocol.MQTT311 if self._protocol is Protocol.MQTT5 else Protocol.MQTT5
            if self._protocol is Protocol.MQTT311:
                return 0
        if ending.fault is Fault.REFUSED:
            self._tell(LinkState.REFUSED, ending.reason)
            return max(wait, REFUSED_SECONDS)
        self._tell(LinkState.GONE, ending.reason)
        return wait

    def _tell(self, state: LinkState, reason: str = "") -> None:
        protocol = self._protocol if state is LinkState.CONNECTED else None
        link = Link(state, self._settings.broker.url, protocol, reason)
        if link.state in _BAD and link != self.link:
            _log.info(link.sentence)
        self.link = link
        self._notice(link)


def _said(settings: Settings) -> Outgoing | None:
    """What we say of ourselves, which a connection carries from its beginning."""
    return None if settings.herald is None else settings.herald(0, False)
