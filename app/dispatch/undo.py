"""Taking back what was done on the board: every deed says how it is undone, by the same services.

Not Qt's undo stack: what undoes a deed may be refused, later and on another thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from app.shared.changes import Touched
from domain.scheduling.placing.edit_values import Edit, reversed_edits
from domain.scheduling.placing.edits import rearrange
from domain.store.unit_of_work import UnitOfWork

#: Does something in a unit of work, and says what came of it.
Deed = Callable[[UnitOfWork], "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was touched, the deed that takes it back, and what did not follow from it though it should have."""

    touched: Touched
    back: Deed
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done, in words, the deed that takes it back, and what it touched."""

    words: str
    back: Deed
    touched: Touched = frozenset()


def rearranging(
    edits: tuple[Edit, ...], *, override: bool = False, reason: str | None = "", zone: tzinfo | None = None
) -> Deed:
    """All the edits, as one deed of somebody in a zone."""
    return partial(_rearrange, edits=edits, override=override, reason=reason, zone=zone)


def _rearrange(
    work: UnitOfWork, edits: tuple[Edit, ...], *, override: bool, reason: str | None, zone: tzinfo | None
) -> Outcome:
    done = rearrange(work, edits, override=override, reason=reason, zone=zone)
    touched = {("booking", each.booking_id) for each in done} | {("order", each.order_id) for each in done}
    # It was so before, whatever the rules say of it now; only what cannot be is refused.
    return Outcome(frozenset(touched), rearranging(reversed_edits(done), override=True, reason=None, zone=zone))


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

    def was_undone(self, step: Step) -> None:
        """`step` does again what was undone now."""
        self._undone.append(step)

    def was_redone(self, step: Step) -> None:
        """`step` takes back what was done again now."""
        self._done.append(step)

    def can_undo(self) -> bool:
        return bool(self._done)

    def can_redo(self) -> bool:
        return bool(self._undone)
