"""Several listeners that divide one fleet."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

import msgspec
import pytest

from devices.listener.runtime import listen
from devices.sharing import WHOLE, Share
from domain.monitoring.definitions.condition import Above, All
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure
from domain.monitoring.definitions.simple import above, silent
from domain.monitoring.model import Device
from domain.monitoring.telemetry import history
from domain.monitoring.telemetry.shares import session_of
from domain.store.unit_of_work import UnitOfWork
from tests.devices.conftest import until
from tests.devices.listener.conftest import NAME, House, Line
from tests.support.silence import LogWatch

HALVES = (Share(1, 2), Share(2, 2))


@pytest.fixture(autouse=True)
def _one_may_be_missing(expected_logs: LogWatch) -> None:
    expected_logs.tolerate("devices.listener.others", "Nobody listens for share")


@contextmanager
def listening(house: House, share: Share) -> Iterator[None]:
    """A listener of a share at work."""
    stop = threading.Event()
    words = house.database_url, house.broker_url
    more = {"name": NAME, "share": share, "stop": stop, "connect": Line}
    thread = threading.Thread(target=listen, args=words, kwargs=more)
    thread.start()
    try:
        until(lambda: _is_running(house, share))
        yield
    finally:
        stop.set()
        thread.join()


def _is_running(house: House, share: Share) -> bool:
    with house.telemetry.read() as connection:
        said = history.said_last(connection, session_of(NAME, share.number, share.of))
    return said == "running"


def _at_work(house: House, shares: Iterable[Share]) -> ExitStack:
    """Listeners of shares, until they are closed."""
    with ExitStack() as stack:
        for share in shares:
            stack.enter_context(listening(house, share))
        return stack.pop_all()


@pytest.fixture
def halved(house: House) -> Iterator[House]:
    with _at_work(house, HALVES):
        yield house


def owned_by(share: Share) -> str:
    """A device that falls to a share."""
    return next(name for number in range(100) if share.owns(name := f"pump-{number}"))


def test_every_reading_is_stored_once_whoever_takes_it(halved: House) -> None:
    devices = [f"pump-{number}" for number in range(20)]
    for turn in range(5):
        for device in devices:
            halved.say({"ts": round(time.time() * 1000) + turn, "values": {"t": turn}}, device)
            halved.say({"untimed": turn}, device)
    until(lambda: halved.stored_in_all() == len(devices) * 10)
    assert all(halved.values(device, "untimed") == [0, 1, 2, 3, 4] for device in devices)
    until(lambda: all((known := halved.presence(device)) is not None and known.messages == 10 for device in devices))
    until(lambda: set(devices) <= set(halved.devices()))


def test_what_cannot_be_read_is_counted_once(halved: House) -> None:
    for number in range(10):
        halved.send(f"callout/v1/pump-{number}/telemetry", b"{")
        halved.send(f"zigbee2mqtt/pump-{number}", b"[]")
        halved.send(f"tele/pump-{number}/SENSOR", b"{")
    halved.say({"t": 1}, "pump-1")
    until(lambda: halved.values("pump-1", "t") == [1])
    until(lambda: sum(halved.rejected().values()) == 30)


def test_a_device_that_only_the_message_names_is_taken_once(halved: House) -> None:
    names = [f"urn:dev:pump-{number}" for number in range(10)]
    for name in names:
        halved.send("senml/plant", msgspec.json.encode([{"bn": f"{name}:", "n": "t", "v": 1.0, "bt": time.time()}]))
    until(lambda: halved.stored_in_all() == len(names))
    until(lambda: sum(known.startswith("senml:") for known in halved.devices()) == len(names))


def test_a_rule_looks_at_what_another_share_hears(halved: House) -> None:
    company = halved.company
    first = next(share for share in HALVES if share.owns(company.device.key))
    second = next(share for share in HALVES if share != first)
    beside = owned_by(second)
    halved.store.run("setup", _fix, beside, company.chiller.id)
    both = All((Above(Measure("supply_temperature"), 12.0), Above(Measure("load"), 50.0)))
    halved.watch_for(Definition(both))
    halved.say({"load": 80.0}, beside)
    until(lambda: halved.values(beside, "load") == [80.0])
    until(lambda: _raised(halved, beside))
    assert len(halved.alerts()) == 1


def _raised(house: House, beside: str) -> bool:
    house.say({"load": 80.0}, beside)
    house.reading(14.0)
    return len(house.alerts()) == 1


def _fix(work: UnitOfWork, key: str, asset_id: int) -> None:
    work.add(Device(key=key, asset_id=asset_id, first_seen_at=work.now), "device.created")


def test_what_a_share_without_a_listener_is_told_waits_for_it(house: House) -> None:
    house.watch_for(above("supply_temperature", 12.0, 1.0))
    mine = next(share for share in HALVES if share.owns("chiller-1"))
    other = next(share for share in HALVES if share != mine)
    with listening(house, other):
        with listening(house, mine):
            house.reading(9.0)
            until(lambda: len(house.values()) == 1)
        house.reading(14.0)
        house.reading(1.0, device=owned_by(other))
        until(lambda: len(house.values(owned_by(other))) == 1)
        assert len(house.values()) == 1
        with listening(house, mine):
            until(lambda: len(house.alerts()) == 1)
    assert len(house.values()) == 2


def test_silence_is_noticed_once_by_the_share_of_the_device(halved: House) -> None:
    halved.watch_for(silent(1.0, "supply_temperature"))
    halved.reading(9.0)
    until(lambda: len(halved.values()) == 1)
    until(lambda: len(halved.alerts()) == 1)
    halved.reading(9.0)
    until(lambda: halved.alerts()[0].cleared_at is not None)
    assert len(halved.alerts()) == 1


def test_one_listener_becomes_two_while_devices_go_on_speaking(house: House) -> None:
    house.watch_for(above("supply_temperature", 12.0, 1.0))
    talk = Talk(house)
    with _at_work(house, [WHOLE]):
        talk.go_on()
        until(lambda: house.stored_in_all() >= talk.said)
        talk.go_on(value=14.0)
        both = _at_work(house, HALVES)
        talk.go_on(value=14.0)
    with both:
        talk.go_on(value=14.0)
        until(lambda: house.stored_in_all() >= talk.said)
    talk.go_on(value=14.0)
    with _at_work(house, HALVES):
        until(lambda: house.stored_in_all() >= talk.said)
        talk.go_on(value=9.0)
        until(lambda: all(alert.cleared_at is not None for alert in house.alerts()))
        until(lambda: house.stored_in_all() >= talk.said)
    assert all(house.values(device) == talk.values for device in talk.devices)
    assert len(house.alerts()) == 1


class Talk:
    """Devices that go on speaking, each message with a time of its own."""

    def __init__(self, house: House) -> None:
        self.devices = ["chiller-1", *(f"pump-{number}" for number in range(8))]
        self.values: list[float] = []
        self._house = house

    @property
    def said(self) -> int:
        return len(self.devices) * len(self.values)

    def go_on(self, value: float = 9.0) -> None:
        for _ in range(5):
            self.values.append(value)
            for device in self.devices:
                self._house.reading(value, device=device, ago=-0.001 * len(self.values))
