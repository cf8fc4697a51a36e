"""One console with the board in front, in a process of its own; for `bench.together`.

The one that watches notes when it had painted each booking that was moved and each ghost of a drag; the one that acts
notes when it had committed each move and made each step of a drag. Both read the clock of this machine.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands.garbage import Garbage
from app.dispatch.view import DispatchPage
from app.shared.changes import Changes
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.memory import Memory
from app.shared.tasks import Tasks
from app.shared.theme import Look, Theme
from app.shared.times import Times
from bench.board_base import NOW
from bench.lingering import Leaving, pause
from domain.clock import FixedClock
from domain.monitoring.telemetry.store import Telemetry
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Lock
from domain.scheduling.placing import service
from domain.store.files import FileStore
from domain.store.store import Store
from domain.store.tail import JournalTail

SIZE = (1600, 1000)
#: The last job of the day of the first few technicians, who are in view: it can go to and fro by a quarter of an hour.
LAST = NOW.replace(hour=14, minute=0)
QUARTER = timedelta(minutes=15)
MOVED = 8
#: How long it rests between two deeds; uneven, so that no deed falls into step with who looks.
PAUSES_MS = (170, 203, 251, 229, 187, 211)
PATIENCE_SECONDS, TURN_MS, SETTLE_MS = 60.0, 10, 1000
Seen = dict[str, float]


class Watcher(QObject):
    """Notes what is on the screen after each painting, and since when."""

    def __init__(self, page: DispatchPage, bookings: list[BoardBooking]) -> None:
        super().__init__(page)
        self._board = page.board
        self._ids = [booking.id for booking in bookings]
        self.seen: Seen = {}
        self._note()
        self._board.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            # The paint itself comes after this filter; the next turn of the loop is after the paint.
            QTimer.singleShot(0, self._note)
        return super().eventFilter(watched, event)

    @Slot()
    def _note(self) -> None:
        now, scene = time.time(), self._board.scene
        for booking_id in self._ids:
            booking = scene.rows.bookings[booking_id]
            self.seen.setdefault(moved(booking.id, booking.version), now)
        for guest in scene.guests:
            self.seen.setdefault(carried(guest.technician_id, guest.start.timestamp()), now)


def moved(booking_id: int, version: int) -> str:
    """What a move is called by both consoles."""
    return f"booking {booking_id} {version}"


def carried(technician_id: int, start: float) -> str:
    """What a step of a drag is called by both consoles."""
    return f"ghost {technician_id} {start:.0f}"


def move(store: Store, bookings: list[BoardBooking], times: int) -> Seen:
    """Move the bookings in turn; when each move was committed."""
    done: Seen = {}
    for number in range(times):
        turn, at = divmod(number, len(bookings))
        booking = bookings[at]
        by = QUARTER * ((turn + 1) % 2)
        start, finish = booking.start + by, booking.finish + by
        store.run(
            "bench", service.move, booking.id, booking.technician_id, start, finish, override=True, reason="bench"
        )
        done[moved(booking.id, booking.version + turn + 1)] = time.time()
        pause(PAUSES_MS[number % len(PAUSES_MS)])
    return done


def drag(page: DispatchPage, booking: BoardBooking, times: int) -> Seen:
    """Carry a booking over the rows with the mouse, and let go of it nowhere; when each step was made."""
    board, done = page.board, dict[str, float]()
    found = board.scene.rows.bar(booking.id)
    assert found is not None
    grip = board.scene.rect(*found).center().toPoint()
    seen = board.viewport()
    QTest.mousePress(seen, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(seen, grip + QPoint(20, 0))
    step = 0
    while len(done) < times:
        made = time.time()
        QTest.mouseMove(seen, QPoint(200 + step * 97 % 600, 150 + step * 53 % 450))
        step += 1
        proposal = board.scene.proposal
        if proposal is not None and (name := carried(proposal.technician.id, proposal.start)) not in done:
            done[name] = made
            pause(PAUSES_MS[step % len(PAUSES_MS)])
    QTest.keyClick(board, Qt.Key.Key_Escape)
    QTest.mouseRelease(seen, Qt.MouseButton.LeftButton, pos=grip)
    return done


def opened(kit: Kit, desk: Desk) -> DispatchPage:
    """The page in a window, with the working day painted."""
    page = DispatchPage(kit, desk)
    page.resize(*SIZE)
    page.show()
    page.set_visible_page(True)
    page.board.go_to_day(NOW)
    until(lambda: bool(page.board.scene.rows.bookings) and page.board.finished)
    return page


def until(condition: Callable[[], bool]) -> None:
    """Let the window live until it is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("The console waited in vain.")
        pause(TURN_MS)


def main() -> None:
    """Act, or watch until standard input is closed; print what was noted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--files", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--deeds", type=int, help="act so often, instead of watching")
    words = parser.parse_args()
    application = QApplication([])
    Garbage(application).hold()  # as in the console
    with closing(Store.open(words.database, FixedClock(NOW))) as store, closing(Telemetry.open(words.database)) as more:
        times, tasks, changes = Times(store.clock, UTC), Tasks(application), Changes()
        kit = Kit(Theme(application, Look.LIGHT), tasks, changes, Memory(), times)
        page = opened(kit, Desk(store, more, words.name, FileStore(Path(words.files))))
        with closing(JournalTail(store, changes.publish)):
            found = watch(page) if words.deeds is None else act(page, store, words.deeds)
        page.set_visible_page(False)
        tasks.close()
    sys.stdout.write(json.dumps(found) + "\n")


def watch(page: DispatchPage) -> Seen:
    """What was painted, and when, until nobody wants to know any more."""
    watcher = Watcher(page, movable(page))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    Leaving().wait()
    return watcher.seen


def act(page: DispatchPage, store: Store, deeds: int) -> Seen:
    """What was done, and when."""
    bookings = movable(page)
    until(page.shown.strip.faces.isVisible)
    done = move(store, bookings, deeds)
    pause(SETTLE_MS)
    done |= drag(page, bookings[0], deeds)
    pause(SETTLE_MS)
    return done


def movable(page: DispatchPage) -> list[BoardBooking]:
    """The bookings that go to and fro."""
    found = [
        each
        for each in page.board.scene.rows.bookings.values()
        if each.start == LAST and each.technician_id <= MOVED and each.lock is Lock.NONE
    ]
    return sorted(found, key=lambda each: each.technician_id)


if __name__ == "__main__":
    main()
