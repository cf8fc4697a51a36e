"""The board on a real screen: a real mouse drags, resizes, draws a band, zooms, and takes it all back."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.placing import service
from domain.scheduling.queries import bookings
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Team
from tests.app.dispatch.house import hire
from tests.support.screen import Point, Screen
from tests.support.small_company import SmallCompany
from tests.support.source import ROOT

PATIENCE = 30_000
HOUR = timedelta(hours=1)
EDGE = 2


class Desk:
    """A console in a process of its own, on a screen, and the database below it."""

    program = "tests.end_to_end.board_child"

    def __init__(self, screen: Screen, profile: Path, store: Store, qtbot: QtBot) -> None:
        self._store = store
        self._qtbot = qtbot
        words = [sys.executable, "-m", self.program, str(profile)]
        environment = {**screen.environment, "HOME": str(profile)}
        self.process = subprocess.Popen(
            words, env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, what: str, **more: object) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps({"ask": what, **more}), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Until it holds in that other process, or in the database."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def bar(self, booking_id: int) -> tuple[int, int, int, int]:
        self.wait_for(lambda: self.ask("bar", booking=booking_id) is not None)
        left, top, width, height = self.ask("bar", booking=booking_id)
        return left, top, width, height

    def middle(self, booking_id: int) -> Point:
        left, top, width, height = self.bar(booking_id)
        return left + width // 2, top + height // 2

    def place(self, technician_id: int, at: datetime) -> Point:
        x, y = self.ask("place", technician=technician_id, at=at.timestamp())
        return x, y

    def booking(self, booking_id: int) -> BoardBooking:
        far = timedelta(days=400)
        with self._store.read() as session:
            found = bookings(session, datetime.now(UTC) - far, datetime.now(UTC) + far)
        return next(each for each in found if each.id == booking_id)

    def wait_until_booked(self, booking_id: int, technician_id: int, start: datetime, finish: datetime) -> None:
        """Until the database has it there, and the board shows it there too."""

        def there() -> bool:
            found = self.booking(booking_id)
            return (found.technician_id, found.start, found.finish) == (technician_id, start, finish)

        self.wait_for(there)
        x, _ = self.place(technician_id, start)
        self.wait_for(lambda: self.ask("ready") and abs(self.bar(booking_id)[0] - x) <= 2 * EDGE)

    def close(self) -> int:
        self.ask("quit")
        self.process.communicate(timeout=PATIENCE / 1000)
        return self.process.returncode


@pytest.fixture
def morning() -> datetime:
    """Ten o'clock in Berlin, tomorrow or the day after, away from any change of clocks."""
    noon = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=1)


@dataclass(frozen=True)
class Planned:
    """Kim has the first booking at the hour of the morning, Lea the second three hours later; both are free else."""

    kim: int
    lea: int
    first: int
    second: int


def plan(work: UnitOfWork, morning: datetime) -> Planned:
    """Two jobs that nothing speaks against, wherever they are put."""
    company = SmallCompany(work)
    team = work.add(Team(name="North"), "team.created")
    kim, lea = (hire(work, name, team, []).id for name in ("Kim", "Lea"))
    placed = []
    for count, (who, start) in enumerate(((kim, morning), (lea, morning + 3 * HOUR))):
        order = company.add_order(company.chiller, morning - timedelta(days=1), timedelta(days=30), count=count)
        placed.append(service.place(work, order.id, who, start, start + HOUR, override=True, reason="for the test"))
    return Planned(kim, lea, *placed)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(f"sqlite:///{tmp_path / 'callout.db'}")
    yield made
    made.close()


@pytest.fixture
def planned(store: Store, morning: datetime) -> Planned:
    return store.run("test", plan, morning)


@pytest.fixture
def desk(screen: Screen, tmp_path: Path, store: Store, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(screen, tmp_path, store, qtbot)
    try:
        made.ask("ready")  # a process takes its time to start; only then the board has to hurry
        made.wait_for(lambda: made.ask("ready"))
        yield made
    finally:
        status = made.close()
    assert status == 0


def test_a_dispatcher_drags_resizes_selects_zooms_and_takes_it_back_with_the_mouse(
    screen: Screen, planned: Planned, desk: Desk, morning: datetime
) -> None:
    first, second, who = planned.first, planned.second, planned
    desk.ask("show", at=morning.timestamp())
    start = desk.middle(first)

    # Dragged to a colleague, two hours later.
    over = desk.place(who.lea, morning + 2.5 * HOUR)
    screen.drag(start, (start[0] + 20, start[1] + 5), (over[0] - 10, over[1]), over)
    desk.wait_until_booked(first, who.lea, morning + 2 * HOUR, morning + 3 * HOUR)

    # Made longer by its right edge: half an hour would touch the next one, a quarter would overlap it.
    left, top, width, height = desk.bar(second)
    right = (left + width - EDGE, top + height // 2)
    later = desk.place(who.lea, morning + 5 * HOUR)
    screen.drag(right, (right[0] + 12, right[1]), (later[0], right[1]))
    desk.wait_until_booked(second, who.lea, morning + 3 * HOUR, morning + 5 * HOUR)

    # Both in a rubber band drawn on empty ground.
    corner = desk.place(who.lea, morning + 1.5 * HOUR)
    left, top, width, height = desk.bar(second)
    screen.drag((corner[0], top + height + 1), (corner[0] + 30, top), (left + width // 2, top + 2))
    desk.wait_for(lambda: desk.ask("chosen") == sorted((first, second)))

    # The wheel zooms with the moment under the pointer where it is.
    here = desk.middle(second)
    since, until = desk.ask("span")
    screen.wheel(here, 3, "ctrl")
    desk.wait_for(lambda: desk.ask("span")[1] - desk.ask("span")[0] < (until - since) * 0.7)
    desk.wait_for(lambda: abs(desk.middle(second)[0] - here[0]) <= 40)

    # Twice undone, it is as it was.
    screen.press("ctrl+z")
    desk.wait_for(lambda: desk.booking(second).finish == morning + 4 * HOUR)
    screen.press("ctrl+z")
    desk.wait_for(lambda: (desk.booking(first).technician_id, desk.booking(first).start) == (who.kim, morning))
