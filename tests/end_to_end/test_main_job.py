"""The main job through its real parts: broker, fleet, listener, database, two windows, and a mouse."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.alerts.view import AlertsPage
from app.commands.console import Console, open_desk
from app.commands.demo import prepare
from app.commands.headless import WaitingProbe
from app.commands.stage import DEMO_FILE, Stage, hears
from app.dispatch.moving.confirm import ConfirmDialog
from app.dispatch.view import DispatchPage
from app.shared.links import Link
from app.shell.window import Window
from domain.assets.model import Asset
from domain.demo.company import FleetDevice
from domain.monitoring.model import Device
from domain.monitoring.telemetry.history import latest
from domain.parties.model import Customer, Site
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.queries import bookings, unassigned
from domain.settings import Settings, load

PATIENCE = 60_000
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
HOUR = 3600
FLEET = 30
RATE = 60


Machine = tuple[str, str, str]
"""What an asset is known by on screen: its name, site and customer."""


class House:
    """A running demo with two windows on one database."""

    def __init__(self, settings: Settings, fleet: list[FleetDevice], application: QApplication) -> None:
        self.settings = settings
        self.fleet = fleet
        self.stage = Stage(settings, fleet, rate=RATE)
        self.console = Console(application, open_desk(settings), None)
        self.first, self.second = self.console.open(), self.console.windows.open()

    def close(self) -> None:
        self.console.close()
        self.stage.close()

    def device(self, kind: str) -> str:
        """The last device of a kind: the first chiller fails by itself."""
        return [member["device"] for member in self.fleet if member["kind"] == kind][-1]

    def asset_of(self, device: str) -> Machine:
        statement = (
            select(Asset.name, Site.name, Customer.name)
            .join(Device, Device.asset_id == Asset.id)
            .join(Asset.site)
            .join(Asset.customer)
            .where(Device.key == device)
        )
        with self.console.desk.store.read() as session:
            name, site, customer = session.execute(statement).one()
        return name, site, customer

    def waiting_for(self, machine: Machine) -> list[UnassignedOrder]:
        with self.console.desk.store.read() as session:
            waiting = [order for order in unassigned(session) if order.from_alert]
        return [order for order in waiting if (order.asset, order.site, order.customer) == machine]

    def new_for(self, machine: Machine, known: set[int]) -> list[UnassignedOrder]:
        return [order for order in self.waiting_for(machine) if order.id not in known]

    def booked(self, order_id: int) -> list[BoardBooking]:
        now = self.console.kit.times.now()
        with self.console.desk.store.read() as session:
            found = bookings(session, now.replace(year=now.year - 1), now.replace(year=now.year + 1))
        return [booking for booking in found if booking.order_id == order_id]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a demo company founded today."""
    settings = load({"profile": str(tmp_path_factory.mktemp("founded"))}, {})
    prepare(settings)
    return settings.profile / "callout.db"


@pytest.fixture
def house(founded: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[House]:
    copy(founded, tmp_path)
    settings = load({"profile": str(tmp_path)}, {})
    began = time.time()
    made = House(settings, prepare(settings)[:FLEET], qapp)
    try:
        # A broker keeps nothing for a session that was never there.
        qtbot.waitUntil(lambda: hears(made.console.desk.telemetry, began), timeout=PATIENCE)
        yield made
    finally:
        made.close()


def dispatch(window: Window) -> DispatchPage:
    page = window.places.pages["dispatch"]
    assert isinstance(page, DispatchPage)
    return page


def alerts(window: Window) -> AlertsPage:
    page = window.places.pages["alerts"]
    assert isinstance(page, AlertsPage)
    return page


def free_spot(page: DispatchPage) -> tuple[int, QPoint]:
    """A technician and a place on the board, in sight, where nothing is booked for the next hours."""
    board = page.board
    for row in board.scene.rows.between(board.scene.top, board.scene.top + board.viewport().height() - 80):
        if row.technician is None:
            continue
        for x in range(60, board.viewport().width() - 60, 40):
            start = board.scene.seconds(x)
            taken = any(
                booking.start.timestamp() < start + 9 * HOUR and start - HOUR < booking.finish.timestamp()
                for booking in board.scene.rows.bookings.values()
                if booking.technician_id == row.technician.id
            )
            if not taken:
                return row.technician.id, board.viewport().mapTo(page.window(), QPoint(x, board.scene.y(row) + 20))
    raise AssertionError("no free hour on the board")


def drag(page: DispatchPage, order_id: int, target: QPoint) -> None:
    """From its card in the list to `target` (a place in the window), as the window system delivers it."""
    cards = page.unassigned.list
    assert page.unassigned.choose(order_id)
    start = cards.viewport().mapTo(page.window(), cards.visualRect(cards.currentIndex()).center())
    handle = page.window().windowHandle()
    QTest.mousePress(handle, LEFT, NONE, start)
    for share in (0.05, 0.5, 0.95, 1.0):
        QTest.mouseMove(handle, start + (target - start) * share)
    QTest.mouseRelease(handle, LEFT, NONE, target)


def confirmation(page: QWidget) -> ConfirmDialog | None:
    """What the board asks where something speaks against a place, if it asks."""
    return next((dialog for dialog in page.findChildren(ConfirmDialog) if dialog.isVisible()), None)


def accept(dialog: ConfirmDialog) -> None:
    """Say why, and do it all the same."""
    reason, confirm = dialog.findChild(QComboBox, "reason"), dialog.findChild(QPushButton, "confirm")
    assert isinstance(reason, QComboBox)
    assert isinstance(confirm, QPushButton)
    QTest.keyClicks(reason, "The customer waits")
    QTest.mouseClick(confirm, LEFT)


def publish(broker: str, device: str, values: dict[str, float]) -> None:
    """One message by a program that is not ours."""
    port = broker.rsplit(":", 1)[1]
    message = json.dumps({"ts": time.time_ns() // 1_000_000, "values": values})
    topic = f"callout/v1/{device}/telemetry"
    subprocess.run(["mosquitto_pub", "-h", "127.0.0.1", "-p", port, "-q", "1", "-t", topic, "-m", message], check=True)


def has_reading(house: House, device: str) -> bool:
    with house.console.desk.telemetry.read() as connection:
        return bool(latest(connection, device))


def test_a_failing_chiller_becomes_an_order_that_is_dragged_to_a_technician_and_seen_elsewhere(
    house: House, qtbot: QtBot
) -> None:
    device = house.device("chiller")
    asset = house.asset_of(device)
    house.first.go(Link("alerts"))
    house.second.go(Link("dispatch"))
    known = {order.id for order in house.waiting_for(asset)}
    house.stage.fleet.say(f"fail {device} cooling")

    qtbot.waitUntil(
        lambda: asset in {(row.asset, row.site, row.customer) for row in alerts(house.first).table.rows()},
        timeout=PATIENCE,
    )
    qtbot.waitUntil(lambda: bool(house.new_for(asset, known)), timeout=PATIENCE)
    (order,) = house.new_for(asset, known)

    house.first.go(Link("dispatch"))
    page, elsewhere = dispatch(house.first), dispatch(house.second)
    qtbot.waitUntil(lambda: order.id in WaitingProbe(page).order_ids(), timeout=PATIENCE)
    technician, target = free_spot(page)
    drag(page, order.id, target)
    qtbot.waitUntil(lambda: confirmation(page) is not None or bool(house.booked(order.id)), timeout=PATIENCE)
    if (dialog := confirmation(page)) is not None:
        accept(dialog)
    qtbot.waitUntil(lambda: bool(house.booked(order.id)), timeout=PATIENCE)

    (booking,) = house.booked(order.id)
    assert booking.technician_id == technician
    qtbot.waitUntil(lambda: booking.id in elsewhere.board.scene.rows.bookings, timeout=PATIENCE)
    qtbot.waitUntil(lambda: order.id not in WaitingProbe(elsewhere).order_ids(), timeout=PATIENCE)


def test_a_publisher_of_somebody_else_raises_an_order_in_the_running_demo(house: House, qtbot: QtBot) -> None:
    told = json.loads((house.settings.profile / DEMO_FILE).read_text())
    assert told["database"] == house.settings.database
    device = "chl-0777"
    house.first.go(Link("devices"))
    publish(told["broker"], device, {"supply_temperature": 19.5})
    qtbot.waitUntil(lambda: has_reading(house, device), timeout=PATIENCE)

    known = house.device("chiller")
    asset = house.asset_of(known)
    before = {order.id for order in house.waiting_for(asset)}

    publish(told["broker"], known, {"supply_temperature": 24.5})
    qtbot.waitUntil(lambda: bool(house.new_for(asset, before)), timeout=PATIENCE)


def test_a_listener_that_is_killed_comes_back_and_misses_nothing(house: House, qtbot: QtBot) -> None:
    broker = house.stage.broker.url
    publish(broker, "chl-0801", {"supply_temperature": 7.0})
    qtbot.waitUntil(lambda: has_reading(house, "chl-0801"), timeout=PATIENCE)
    os.kill(house.stage.listener.pid, signal.SIGKILL)
    publish(broker, "chl-0802", {"supply_temperature": 7.0})
    assert not has_reading(house, "chl-0802")
    qtbot.waitUntil(lambda: has_reading(house, "chl-0802"), timeout=PATIENCE)
    assert house.stage.listener.restarts == 1
