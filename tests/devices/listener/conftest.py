"""A listener at work between a real broker and real stores."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from socket import SHUT_RDWR, socket
from typing import Any

import msgspec
import pytest
from paho.mqtt.client import MQTT_ERR_SUCCESS
from sqlalchemy import select

from devices.client import Client
from devices.connection import Settings
from devices.link import LinkState
from devices.listener.runtime import listen
from devices.messages import Received
from devices.publisher import Outgoing, Publisher
from domain.clock import to_ms
from domain.monitoring.definitions.definition import Definition, encode
from domain.monitoring.model import Alert, Device, Rule
from domain.monitoring.telemetry import history, schema
from domain.monitoring.telemetry.store import Telemetry
from domain.orders.model import Order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.devices.conftest import Mosquitto, until
from tests.support.small_company import SmallCompany

NAME = "test-listener"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    yield opened
    opened.close()


class Line(Client):
    """The listener's line, into which a test may speak, and which is quick to try again."""

    def __init__(self, settings: Settings, deliver: Callable[[Received], None], **more: Any) -> None:
        super().__init__(settings, deliver, retry=(0.1, 0.5), **more)
        self.hand_over = deliver
        self.mute = False

    def acknowledge(self, messages: Iterable[Received]) -> None:
        if not self.mute:
            super().acknowledge(messages)

    def subscribes(self, start: str) -> bool | None:
        """Whether the broker lets its connection have what begins so; None while there is no connection.

        A broker does what it is asked for in turn: once it has taken a message, it has subscribed and unsubscribed.
        """
        with self._lock:
            connection = self._connection
        if connection is None or self.link.state is not LinkState.CONNECTED:
            return None
        asked = connection._settings.extras
        sent = connection._paho.publish("test/in/turn", b"", 1)
        if sent.rc is not MQTT_ERR_SUCCESS:
            return None
        sent.wait_for_publish(15)
        return any(name.startswith(start) for name in asked) if sent.is_published() else None

    def vanish(self) -> None:
        """Break the connection as a dead listener would."""
        with self._lock:
            connection = self._connection
        assert connection is not None
        line = connection._paho.socket()
        assert isinstance(line, socket)
        line.shutdown(SHUT_RDWR)


class House:
    """Stores with a small company, a broker, and a listener in between that one can start and stop."""

    def __init__(self, database_url: str, broker: Mosquitto) -> None:
        self.database_url = database_url
        self.broker = broker
        self.broker_url = broker.url
        self.store = Store.open(database_url)
        self.telemetry = Telemetry.open(database_url)
        self.company = self.store.run("setup", SmallCompany)
        self.publisher = Publisher(broker.address, "test-devices")
        self.publisher.open()
        self.failure: BaseException | None = None
        self.lines: list[Line] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    # --- the listener ---

    def start(self, state: str = "running") -> None:
        """Start it; returns when it has subscribed, or says that it stands in another way."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="listener-under-test")
        begun = to_ms(self.store.clock.now())
        self._thread.start()
        until(lambda: self.state(begun) == state)

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self.failure is not None:
            raise self.failure

    def state(self, since: int = 0) -> str:
        with self.telemetry.read() as connection:
            pulses = history.pulses(connection, since)
        return pulses[-1].state if pulses else ""

    def _listen(self) -> None:
        try:
            listen(self.database_url, self.broker_url, name=NAME, stop=self._stop, connect=self._line())
        except BaseException as error:  # noqa: BLE001 - shown by the test's own thread
            self.failure = error

    def _line(self) -> type[Client]:
        lines = self.lines

        class Known(Line):
            def __init__(self, *words: Any, **more: Any) -> None:
                super().__init__(*words, **more)
                lines.append(self)

        return Known

    # --- the devices ---

    def deliver(self, topic: str, payload: bytes) -> None:
        """Hand a message to the listener that no broker lets pass."""
        self.lines[-1].hand_over(Received(topic, payload, 1, False, False, 60_000, round(time.time() * 1000), 1))

    def send(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self.publisher.publish(Outgoing(topic, payload, retain))

    def say(self, values: object, device: str = "chiller-1") -> None:
        """Publish telemetry, as JSON."""
        self.send(f"callout/v1/{device}/telemetry", msgspec.json.encode(values))

    def reading(self, value: float, ago: float = 0.0, device: str = "chiller-1") -> int:
        """A supply temperature taken `ago` seconds ago; returns its time."""
        at = round(time.time() * 1000 - ago * 1000)
        self.say({"ts": at, "values": {"supply_temperature": value}}, device)
        return at

    # --- what became of it ---

    def stored(self, device: str = "chiller-1", metric: str = "supply_temperature") -> list[tuple[int, Any]]:
        with self.telemetry.read() as connection:
            c, s = schema.reading.c, schema.series.c
            rows = connection.execute(
                select(c.at, c.value, c.text)
                .join(schema.series, s.id == c.series_id)
                .where(s.device == device, s.metric == metric)
                .order_by(c.at)
            )
            return [(at, text if value is None else value) for at, value, text in rows]

    def stored_in_all(self) -> int:
        with self.telemetry.read() as connection:
            return history.readings_stored(connection)

    def values(self, device: str = "chiller-1", metric: str = "supply_temperature") -> list[Any]:
        return [value for _, value in self.stored(device, metric)]

    def rejected(self) -> dict[str, int]:
        with self.telemetry.read() as connection:
            return history.rejected_counts(connection)

    def presence(self, device: str) -> history.Presence | None:
        with self.telemetry.read() as connection:
            return next((each for each in history.presences(connection) if each.device == device), None)

    def alerts(self) -> Sequence[Alert]:
        with self.store.read() as session:
            return session.scalars(select(Alert).order_by(Alert.id)).all()

    def orders(self) -> Sequence[Order]:
        with self.store.read() as session:
            return session.scalars(select(Order).order_by(Order.id)).all()

    def devices(self) -> dict[str, int | None]:
        with self.store.read() as session:
            return dict(session.execute(select(Device.key, Device.asset_id)).all())

    # --- the rules ---

    def watch_for(self, condition: Definition, name: str = "Supply too warm") -> None:
        """Let the company's rule watch for something else."""
        self.store.run("setup", _change_rule, name, condition)

    def close(self) -> None:
        try:
            self.stop()
        finally:
            self.publisher.close()
            self.store.close()
            self.telemetry.close()


def _change_rule(work: UnitOfWork, name: str, condition: Definition) -> None:
    rule = work.session.scalars(select(Rule).where(Rule.name == name)).one()
    rule.definition_json = encode(condition)
    work.note("rule.changed", rule)


@pytest.fixture
def house(database_url: str, mosquitto: Mosquitto) -> Iterator[House]:
    """On SQLite and on PostgreSQL."""
    built = House(database_url, mosquitto)
    yield built
    built.close()


@pytest.fixture
def small_house(sqlite_url: str, mosquitto: Mosquitto) -> Iterator[House]:
    """On SQLite alone, for what has nothing to do with the database."""
    built = House(sqlite_url, mosquitto)
    yield built
    built.close()


@pytest.fixture
def eventually() -> Callable[..., None]:
    return until
