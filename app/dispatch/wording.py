"""What was done on the board, in words for the notice."""

from collections.abc import Mapping

from app.dispatch.plan import Plan
from domain.language import tr, trn
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.placing.edit_values import Edit


def told(edits: tuple[Edit, ...], plan: Plan | None) -> str:
    """What comes of the edits, as a sentence."""
    bookings = {booking.id: booking for booking in plan.bookings} if plan is not None else {}
    if len(edits) == 1:
        return _one(edits[0], bookings, plan)
    count = len(edits)
    if all(edit.technician_id is None for edit in edits):
        return trn("{count} booking taken off.", "{count} bookings taken off.", count)
    if all(edit.booking_id is None and edit.extra for edit in edits):
        return trn("{count} booking copied.", "{count} bookings copied.", count)
    if all(edit.booking_id is None for edit in edits):
        return trn("{count} booking made.", "{count} bookings made.", count)
    off = sum(edit.technician_id is None for edit in edits)
    moved = trn("{count} booking moved.", "{count} bookings moved.", count - off)
    return " ".join((moved, trn("{count} booking taken off.", "{count} bookings taken off.", off))) if off else moved


def _one(edit: Edit, bookings: Mapping[int, BoardBooking], plan: Plan | None) -> str:
    number, name = _number(edit, bookings, plan), _name(edit, plan)
    if edit.technician_id is None:
        return tr("{number} waits for a technician again.", number=number)
    if edit.booking_id is None and edit.extra:
        return tr("{number} copied to {name}: it is planned for longer than it takes now.", number=number, name=name)
    if edit.booking_id is None:
        return tr("{number} assigned to {name}.", number=number, name=name)
    before = bookings.get(edit.booking_id)
    if before is not None and before.technician_id == edit.technician_id:
        return tr("{number} has a new time.", number=number)
    return tr("{number} moved to {name}.", number=number, name=name)


def _number(edit: Edit, bookings: Mapping[int, BoardBooking], plan: Plan | None) -> str:
    if edit.booking_id is not None and edit.booking_id in bookings:
        return bookings[edit.booking_id].number
    waiting = plan.orders if plan is not None else ()
    numbers = {one.order_id: one.number for one in bookings.values()} | {one.id: one.number for one in waiting}
    return numbers.get(edit.order_id, "")


def _name(edit: Edit, plan: Plan | None) -> str:
    technicians = plan.technicians if plan is not None else ()
    return next((one.name for one in technicians if one.id == edit.technician_id), "")
