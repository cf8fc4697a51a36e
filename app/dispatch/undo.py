"""Taking back what was done on the board: steps that hold ids and times, undone by the same services.

Not Qt's undo stack: what undoes a step may be refused, later and on another thread, and a placed booking comes back
under a new id.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import Overtaken
from domain.language import tr
from domain.scheduling import queries, service
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Where:
    """A technician and a time."""

    technician_id: int
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done: a booking came from somewhere (None: it waited) to somewhere (None: it waits again)."""

    booking_id: int
    order_id: int
    number: str
    before: Where | None
    after: Where | None

    @property
    def words(self) -> str:
        """What was done, for the notice and the tooltip."""
        if self.before is None:
            return tr("assigning {number}", number=self.number)
        if self.after is None:
            return tr("unassigning {number}", number=self.number)
        return tr("moving {number}", number=self.number)

    def reversed(self) -> "Step":
        return replace(self, before=self.after, after=self.before)


def perform(work: UnitOfWork, step: Step) -> Step:
    """Do the step if the booking is still where the step begins; returns it with the id it has now."""
    if step.before is None:
        assert step.after is not None
        booking_id = service.place(
            work,
            step.order_id,
            step.after.technician_id,
            step.after.start,
            step.after.finish,
            override=True,
        )
        return replace(step, booking_id=booking_id)
    version = _version_at(work, step, step.before)
    if step.after is None:
        service.remove(work, step.booking_id, version=version)
    else:
        after = step.after
        service.move(
            work,
            step.booking_id,
            after.technician_id,
            after.start,
            after.finish,
            version=version,
            override=True,
        )
    return step


def _version_at(work: UnitOfWork, step: Step, where: Where) -> int:
    booking = queries.booking(work.session, step.booking_id)
    if booking is None or Where(booking.technician_id, booking.start, booking.finish) != where:
        raise Overtaken(tr("{number} was changed by somebody else meanwhile.", number=step.number))
    return booking.version


class History:
    """What was done and what was undone; a step that no longer fits is dropped by whoever took it."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Something new was done: what was undone before cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()

    def take_undo(self) -> Step | None:
        """The step to undo next, taken out."""
        return self._done.pop() if self._done else None

    def take_redo(self) -> Step | None:
        """The step to redo next, taken out."""
        return self._undone.pop() if self._undone else None

    def was_undone(self, step: Step, booking_id: int) -> None:
        """The step is undone; its booking may have a new id."""
        self._rename(step.booking_id, booking_id)
        self._undone.append(replace(step, booking_id=booking_id))

    def was_redone(self, step: Step, booking_id: int) -> None:
        """The step is done again; its booking may have a new id."""
        self._rename(step.booking_id, booking_id)
        self._done.append(replace(step, booking_id=booking_id))

    def can_undo(self) -> bool:
        return bool(self._done)

    def can_redo(self) -> bool:
        return bool(self._undone)

    def _rename(self, old: int, new: int) -> None:
        for steps in (self._done, self._undone):
            steps[:] = [replace(s, booking_id=new) if s.booking_id == old else s for s in steps]
