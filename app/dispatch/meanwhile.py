"""What somebody else does to bookings while the user is asked about them, or asks for something."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.dispatch.moving.wish import Wish
from app.dispatch.plan import Plan
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.rivals import Rival, rival


def faster(desk: Desk, edits: Sequence[Edit]) -> Rival | None:
    """Who last touched what the edits are about, if that was somebody else a moment ago."""
    with desk.store.read() as session:
        return rival(session, edits, desk.user, desk.store.clock.now())


def told_of(one: Rival, times: Times) -> str:
    """Who was faster, when, and where the job is now."""
    return tr(
        "{who} was faster, at {at}: it is with {name} now, {start}.",
        who=one.name,
        at=times.clock_time(one.at),
        name=one.technician,
        start=times.short(one.start),
    )


class Meanwhile(QObject):
    """Compares every plan with the bookings that a wish is about."""

    changed = Signal(object, str)
    """The same wish for the bookings as they are now, or None where one of them is gone; and who did what."""

    def __init__(self, wish: Wish, plan: Plan, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._wish, self._kit, self._desk = wish, kit, desk
        self._numbers = {booking.id: booking.number for booking in plan.bookings}

    @Slot(object)
    def follow(self, plan: Plan) -> None:
        """Tell if somebody changed what the wish is about."""
        versions = {booking.id: booking.version for booking in plan.bookings}
        changed = [
            edit for edit in self._wish.edits if edit.version and versions.get(edit.booking_id or 0) != edit.version
        ]
        if not changed:
            return
        edits = tuple(replace(edit, version=versions.get(edit.booking_id or 0)) for edit in self._wish.edits)
        gone = any(edit.booking_id not in versions for edit in changed)
        self._wish = replace(self._wish, edits=edits)
        tell = partial(self._tell, changed[0].booking_id or 0, None if gone else self._wish)
        self._kit.tasks.run(partial(faster, self._desk, changed), tell, owner=self)

    def _tell(self, booking_id: int, wish: Wish | None, one: Rival | None) -> None:
        words = tr("{number} was changed by somebody else meanwhile.", number=self._numbers.get(booking_id, ""))
        self.changed.emit(wish, words if one is None or wish is None else f"{words} {told_of(one, self._kit.times)}")
