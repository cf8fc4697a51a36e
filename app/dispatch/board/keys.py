"""The keyboard on the board: arrows walk from booking to booking, with Shift they carry the selected one."""

from PySide6.QtCore import Qt

from app.dispatch.board.drag import Grip, Proposal, of_booking, proposed
from app.dispatch.board.geometry import SNAP
from app.dispatch.board.rows import Bar, Row
from app.dispatch.board.scene import Scene

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
        return row.bars[index].booking.id if 0 <= index < len(row.bars) else bar.booking.id
    beside = scene.rows.neighbour(row, down)
    while beside is not None and not beside.bars:
        beside = scene.rows.neighbour(beside, down)
    return _nearest(beside, bar).booking.id if beside is not None else bar.booking.id


def carry(scene: Scene, key: Qt.Key) -> Proposal | None:
    """Where Shift and an arrow would take the selected booking, on from where it hangs already."""
    across, down = ARROWS[key]
    found = scene.rows.bar(scene.selected) if scene.selected is not None else None
    if found is None:
        return None
    row, bar = found
    start, finish = bar.start, bar.finish
    held = scene.proposal
    if held is not None and held.held and held.cargo.booking == bar.booking:
        row, start, finish = scene.rows.of(held.technician.id) or row, held.start, held.finish
    target = (scene.rows.neighbour(row, down) or row) if down else row
    by = across * SNAP
    cargo = of_booking(bar.booking, Grip.BODY, bar.start)
    return proposed(cargo, target, start + by, finish + by, scene.zone)


def _first_shown(scene: Scene) -> int | None:
    left = scene.seconds(0)
    for row in scene.rows.rows:
        if row.top + row.height > scene.top:
            for bar in row.bars:
                if bar.finish > left:
                    return bar.booking.id
    return None


def _nearest(row: Row, to: Bar) -> Bar:
    return min(row.bars, key=lambda bar: (abs(bar.start - to.start), bar.booking.id))
