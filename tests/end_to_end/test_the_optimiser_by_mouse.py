"""The day of the demo company is optimised on a real screen: looked at, half of it accepted and undone, and ended."""

import signal
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import psutil
import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.commands.demo import prepare
from domain.assets.model import Asset
from domain.optimising.running.worker import PROGRAM
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.queries import proposals
from domain.scheduling.queries import bookings
from domain.settings import load
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.end_to_end.test_the_board_by_mouse import Desk
from tests.support.screen import Point, Screen

#: The first search of all compiles for a while, and the machine may be busy.
PATIENCE = 300_000
SATURDAY = 5
#: Longer than anybody works on a day.
TOO_LONG = 20 * 60

#: Order, technician, start and finish.
Planned = tuple[int, int, datetime, datetime]


class OptimisersDesk(Desk):
    """A desk that follows the optimiser as well."""

    program = "tests.end_to_end.optimiser_child"

    def wait_for(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def button(self, name: str) -> Point:
        """Where it is, as soon as it can be pressed."""
        self.wait_for(lambda: self.ask("button", name=name))
        x, y = self.ask("button", name=name)
        return x, y

    def lines(self) -> list[dict[str, Any]]:
        """What is proposed, as soon as it is shown."""
        self.wait_for(lambda: self.ask("lines"))
        found: list[dict[str, Any]] = self.ask("lines")
        return found

    def line(self, order_id: int) -> dict[str, Any]:
        """The one of an order."""
        return next(line for line in self.lines() if line["order"] == order_id)

    def wait_for_unticked(self, order_id: int) -> None:
        self.wait_for(lambda: not self.line(order_id)["ticked"])

    def rest(self) -> None:
        self.wait_for(lambda: self.ask("at rest"))

    def planned(self) -> set[Planned]:
        """All that is booked from tomorrow on; what is today goes on by itself meanwhile."""
        tomorrow = datetime.now(UTC).replace(hour=0) + timedelta(days=1)
        with self._store.read() as session:
            found = bookings(session, tomorrow, tomorrow + timedelta(days=400))
        return {(each.order_id, each.technician_id, each.start, each.finish) for each in found}

    def statuses(self) -> list[ProposalStatus]:
        """What became of all that was proposed."""
        with self._store.read() as session:
            return [each.status for each in proposals(session)]

    def children(self) -> list[psutil.Process]:
        """Those that search for this desk."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # it has just ended
                found += [child] if PROGRAM in child.cmdline() else []
        return found


def open_endless(work: UnitOfWork) -> int:
    """Work that nobody can do within a day."""
    asset_id = work.session.scalars(select(Asset.id)).first()
    draft = OrderDraft("Rebuild", Priority.CRITICAL, Origin.HAND, TOO_LONG, asset_id=asset_id)
    return open_order(work, draft).id


def next_working_day() -> datetime:
    """Noon of the next day on which people work, away from any change of clocks."""
    day = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a demo company founded today."""
    settings = load({"profile": str(tmp_path_factory.mktemp("founded"))}, {})
    prepare(settings)
    return settings.profile / "callout.db"


@pytest.fixture
def store(founded: Path, tmp_path: Path) -> Iterator[Store]:
    copy(founded, tmp_path)
    with closing(Store.open(f"sqlite:///{tmp_path / 'callout.db'}")) as made:
        yield made


@pytest.fixture
def endless(store: Store) -> int:
    """An order that no day has room for."""
    return store.run("test", open_endless)


@pytest.fixture
def desk(screen: Screen, tmp_path: Path, store: Store, endless: int, qtbot: QtBot) -> Iterator[OptimisersDesk]:
    assert endless
    made = OptimisersDesk(screen, tmp_path, store, qtbot)
    try:
        made.rest()
        made.ask("show", at=next_working_day().timestamp())
        made.rest()
        yield made
    finally:
        status = made.close()
    assert status == 0


def begin(desk: OptimisersDesk, screen: Screen) -> None:
    """Ask for a search with the mouse alone."""
    screen.click(desk.button("button_dispatch.optimise"))
    run(desk, screen)


def run(desk: OptimisersDesk, screen: Screen) -> None:
    """Let it search as soon as it asks how."""
    desk.wait_for(lambda: desk.ask("hurry"))
    screen.click(desk.button("optimise_run"))


def test_half_of_a_proposal_is_accepted_and_undone_with_the_mouse(
    screen: Screen, desk: OptimisersDesk, endless: int
) -> None:
    before = desk.planned()
    screen.click(desk.ask("board"))  # without a window manager that is how a window gets the keyboard
    screen.press("o")
    run(desk, screen)
    lines = desk.lines()

    # What is proposed lies over the board; what is left out says why.
    fitting = [line for line in lines if line["acceptable"]]
    assert len(fitting) > 1
    assert all(line["ticked"] for line in fitting)
    desk.wait_for(lambda: desk.ask("ghosts") == len(fitting))
    left_out = desk.line(endless)
    assert left_out["kind"] == ChangeKind.LEFT_OUT.value
    assert "than any working day" in left_out["cells"][-1]
    assert desk.planned() == before

    # Half of it is unticked with the mouse, the rest accepted.
    half = [line["order"] for line in fitting if line["box"] is not None][: len(fitting) // 2]
    assert half
    for order in half:
        screen.click(desk.line(order)["box"])
        desk.wait_for_unticked(order)
    screen.click(desk.button("optimise_ticked"))
    wanted = {line["order"] for line in fitting} - set(half)
    desk.wait_for(lambda: {order for order, *_ in desk.planned() - before} == wanted)
    desk.wait_for(lambda: desk.ask("ghosts") == len(half))
    assert desk.statuses() == [ProposalStatus.IN_PART]

    # Once undone, the plan is as it was, and all of it is proposed again.
    desk.rest()
    screen.press("ctrl+z")
    desk.wait_for(lambda: desk.planned() == before)
    desk.wait_for(lambda: desk.ask("ghosts") == len(fitting))
    assert desk.statuses() == [ProposalStatus.READY]


def test_a_search_that_is_cancelled_leaves_the_plan_and_says_so(screen: Screen, desk: OptimisersDesk) -> None:
    before = desk.planned()
    begin(desk, screen)
    desk.wait_for(desk.children)
    screen.click(desk.button("optimise_cancel"))
    desk.wait_for(lambda: "cancelled; the plan is as it was" in desk.ask("words"))
    desk.rest()
    assert (desk.planned(), desk.statuses(), desk.children()) == (before, [], [])


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGSEGV])
def test_a_search_that_dies_leaves_the_plan_and_says_so(
    ending: signal.Signals, screen: Screen, desk: OptimisersDesk
) -> None:
    before = desk.planned()
    begin(desk, screen)
    desk.wait_for(desk.children)
    for child in desk.children():
        child.send_signal(ending)
    desk.wait_for(lambda: "ended unexpectedly, so the plan is as it was" in desk.ask("words"))
    desk.rest()
    assert (desk.planned(), desk.statuses()) == (before, [ProposalStatus.FAILED])
