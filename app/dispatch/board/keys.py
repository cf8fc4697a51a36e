"""The keyboard on the board: arrows walk, with Shift they carry, with Ctrl and Shift they resize what is selected."""

from datetime import date

from PySide6.QtCore import Qt

from app.dispatch.board.calendar import moment
from app.dispatch.board.cursor import Spot
from app.dispatch.board.drag import Cargo, Grip, Proposal, of_booking, together
from app.dispatch.board.geometry import SNAP
from app.dispatch.board.judging import Grounds
from app.dispatch.board.placing import proposed
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.tracks import Bar

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def walk(scene: Scene, key: Qt.Key) -> int | None:
    """The booking that an arrow leads to from the selected one."""
    across, down = ARROWS[key]
    found = scene.rows.bar(scene.selected) if scene.selected is not None else None
    if found is None:
        return _first_shown(scene)
    row, bar = found
    if across:
        index = row.bars.index(bar) + across
        return row.bars[index].id if 0 <= index < len(row.bars) else bar.id
    beside = scene.rows.neighbour(row, down)
    while beside is not None and not beside.bars:
        beside = scene.rows.neighbour(beside, down)
    return _nearest(beside, bar).id if beside is not None else bar.id


def carry(scene: Scene, key: Qt.Key, grounds: Grounds) -> Proposal | None:
    """Where Shift and an arrow would take the selected bookings, on from where they hang already."""
    across, down = ARROWS[key]
    cargo = _selected(scene)
    if cargo is None or cargo.booking is None:
        return None
    row, start, finish = _hanging(scene, cargo, Grip.BODY)
    target = (scene.rows.neighbour(row, down) or row) if down and row is not None else row
    if target is None:
        return None
    by = across * SNAP
    return proposed(cargo, scene.rows, target, (start + by, finish + by), grounds)


def stretch(scene: Scene, key: Qt.Key, grounds: Grounds) -> Proposal | None:
    """Left and right move the finish of the selected booking, up and down its start."""
    across, down = ARROWS[key]
    booking = scene.rows.bookings.get(scene.selected) if scene.selected is not None else None
    if booking is None:
        return None
    cargo = of_booking(booking, Grip.FINISH if across else Grip.START)
    row, start, finish = _hanging(scene, cargo, cargo.grip)
    if row is None:
        return None
    if across:
        span = start, max(finish + across * SNAP, start + SNAP)
    else:
        span = min(start + down * SNAP, finish - SNAP), finish
    return proposed(cargo, scene.rows, row, span, grounds)


def day_of_row(scene: Scene, spot: Spot | None) -> frozenset[int]:
    """The bookings of a row that begin on one day: that of the selected booking, else that of the cursor."""
    found = scene.rows.bar(scene.selected) if scene.selected is not None else None
    if found is not None:
        spot = Spot(found[1].booking.technician_id, found[1].start)
    row = scene.rows.of(spot.technician_id) if spot is not None else None
    if row is None or spot is None:
        return frozenset()
    day = _day(spot.at, scene)
    return frozenset(bar.id for bar in row.bars if _day(bar.start, scene) == day)


def _day(at: float, scene: Scene) -> date:
    return moment(at).astimezone(scene.zone).date()


def _selected(scene: Scene) -> Cargo | None:
    every = scene.rows.bookings
    ids = scene.chosen or ({scene.selected} if scene.selected is not None else ())
    return together((every[each] for each in ids if each in every), scene.selected)


def _hanging(scene: Scene, cargo: Cargo, grip: Grip) -> tuple[Row | None, float, float]:
    """Where the cargo is, or hangs already while keys carry it."""
    held = scene.proposal
    if held is not None and held.held and held.cargo.booking == cargo.booking and held.cargo.booking is not None:
        resizes = held.cargo.grip is not Grip.BODY
        if resizes == (grip is not Grip.BODY):
            return scene.rows.of(held.technician.id), held.start, held.finish
    home = scene.rows.of(cargo.booking.technician_id) if cargo.booking is not None else None
    return home, cargo.start, cargo.finish


def _first_shown(scene: Scene) -> int | None:
    left = scene.seconds(0)
    for row in scene.rows.rows:
        if row.top + row.height > scene.top:
            for bar in row.bars:
                if bar.finish > left:
                    return bar.id
    return None


def _nearest(row: Row, to: Bar) -> Bar:
    return min(row.bars, key=lambda bar: (abs(bar.start - to.start), bar.id))
