"""What dispatchers do: place orders on technicians, move them, take them off again.

Every way to place goes through `_checked`. The rows of order and technician are held until commit, so two dispatchers
who reach for the same order or the same time are served one after the other, and the second one is told. Rows are
always held in this turn: order, booking, technician; so that no two ever wait for each other.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.orders.cancelling import bring_back_all_lines
from domain.orders.model import Order, Progress, Stage, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.orders.parts import tell_gone
from domain.parameters.registry import StageRule
from domain.scheduling.checks import Finding, Placement, check, enforce
from domain.scheduling.model import Booking
from domain.scheduling.needs import Need
from domain.scheduling.queries import bookings, technicians
from domain.scheduling.stage_rules import holds
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician

DAY = timedelta(days=1)


def place(
    work: UnitOfWork,
    order_id: int,
    technician_id: int,
    start: datetime,
    finish: datetime,
    *,
    override: bool = False,
) -> int:
    """Place a waiting order on a technician; returns the id of the booking. Raises Refusal, NeedsConfirmation."""
    order = work.get(Order, order_id, lock=True)
    _check_waiting(work, order)
    findings = _checked(work, order, technician_id, start, finish, override=override)
    booking = Booking(order_id=order.id, technician_id=technician_id, start_at=start, finish_at=finish)
    work.add(booking, "booking.placed", order_id=order.id, overridden=[finding.kind.value for finding in findings])
    if order.stage.meaning is StageMeaning.NEW and holds(work.session, StageRule.PLACED):
        enter_stage(work, order, stage_for(work, order, StageMeaning.PLANNED), automatic=True)
    return booking.id


def move(
    work: UnitOfWork,
    booking_id: int,
    technician_id: int,
    start: datetime,
    finish: datetime,
    *,
    version: int | None = None,
    override: bool = False,
) -> None:
    """Give a booking another technician or time. Raises Refusal, NeedsConfirmation, Overtaken."""
    booking = _held(work, booking_id, version)
    findings = _checked(work, booking.order, technician_id, start, finish, except_id=booking.id, override=override)
    booking.technician_id, booking.start_at, booking.finish_at = technician_id, start, finish
    work.note(
        "booking.moved",
        booking,
        order_id=booking.order_id,
        overridden=[finding.kind.value for finding in findings],
    )


def remove(work: UnitOfWork, booking_id: int, *, version: int | None = None) -> None:
    """Take a booking off the board; its order waits for a technician again."""
    booking = _held(work, booking_id, version)
    order = booking.order
    _take_off(work, order, booking)
    if order.stage.meaning is StageMeaning.PLANNED and holds(work.session, StageRule.REMOVED):
        enter_stage(work, order, stage_for(work, order, StageMeaning.NEW), automatic=True)


def change_stage(
    work: UnitOfWork, order_id: int, stage_id: int, reason_id: int | None = None, remark: str = ""
) -> None:
    """Put an order into another stage; one that is cancelled or new again gives its time on the board back."""
    order = work.get(Order, order_id, lock=True)
    _enter(work, order, work.get(Stage, stage_id), reason_id, remark)


def cancel_order(work: UnitOfWork, order_id: int, reason_id: int | None = None, remark: str = "") -> None:
    """Cancel an order with all its lines; what was cancelled already stays as it is."""
    order = work.get(Order, order_id, lock=True)
    if order.stage.meaning is not StageMeaning.CANCELLED:
        _enter(work, order, stage_for(work, order, StageMeaning.CANCELLED), reason_id, remark)


def revoke_order(work: UnitOfWork, order_id: int, reason_id: int | None = None, remark: str = "") -> None:
    """Take back that an order, or every single line of it, was cancelled; others are left alone."""
    order = work.get(Order, order_id, lock=True)
    if order.stage.meaning is StageMeaning.CANCELLED:
        _enter(work, order, stage_for(work, order, StageMeaning.NEW), reason_id, remark)
    elif order.progress is Progress.CANCELLED:
        bring_back_all_lines(work, order)


def _enter(work: UnitOfWork, order: Order, stage: Stage, reason_id: int | None, remark: str) -> None:
    enter_stage(work, order, stage, reason_id=reason_id, remark=remark)
    if order.stage.meaning in (StageMeaning.CANCELLED, StageMeaning.NEW):
        for booking in work.session.scalars(select(Booking).where(Booking.order_id == order.id)):
            _take_off(work, order, booking)


def _take_off(work: UnitOfWork, order: Order, booking: Booking) -> None:
    work.session.delete(booking)
    work.note("booking.removed", booking, order_id=order.id)
    tell_gone(work, order, booking)


def _held(work: UnitOfWork, booking_id: int, version: int | None) -> Booking:
    """The booking with its order, to be changed; what was done stays on the board as it was done."""
    order_id = work.session.scalar(select(Booking.order_id).where(Booking.id == booking_id))
    if order_id is not None:
        work.get(Order, order_id, lock=True)
    booking = work.get(Booking, booking_id, lock=True)
    order = booking.order
    if not order.stage.meaning.is_open:
        raise Refusal(tr("{number} is closed; its time on the board stays as it is.", number=order.number))
    if version is not None and booking.version != version:
        raise Overtaken(tr("Somebody else has moved {number} meanwhile; look again.", number=order.number))
    return booking


def _check_waiting(work: UnitOfWork, order: Order) -> None:
    if not order.stage.meaning.is_open:
        raise Refusal(tr("{number} is closed; it cannot be planned any more.", number=order.number))
    booking = work.session.scalar(select(Booking).where(Booking.order_id == order.id).limit(1))
    if booking is not None:
        raise Refusal(
            tr(
                "{number} is already with {technician}.",
                number=order.number,
                technician=booking.technician.name,
            )
        )


def _checked(
    work: UnitOfWork,
    order: Order,
    technician_id: int,
    start: datetime,
    finish: datetime,
    *,
    override: bool,
    except_id: int | None = None,
) -> Sequence[Finding]:
    """The findings that were overridden; raises for those that were not, or cannot be."""
    work.get(Technician, technician_id, lock=True)
    until = max(start, finish)
    (technician,) = technicians(work.session, start - DAY, until + DAY, technician_id=technician_id)
    others = bookings(work.session, start, until, technician_id=technician_id)
    proposed = Placement(technician_id, start, finish, booking_id=except_id)
    need = Need(skills=frozenset(skill.name for skill in order.skills), due=order.due_at)
    findings = check(proposed, technician, others, need)
    enforce(findings, override=override)
    return findings
