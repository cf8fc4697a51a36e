"""The facts of a booking, or of an order that waits, as names and values."""

from datetime import timedelta

from app.dispatch.board.telling import span
from app.shared.chips import Chip, priority_chip, stage_chip
from app.shared.times import Times, duration
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.job_queries import JobRow
from domain.scheduling.model import Lock


def chips_of(subject: BoardBooking | UnassignedOrder) -> list[Chip]:
    """Priority and stage of the order."""
    return [priority_chip(subject.priority), stage_chip(subject.stage)]


def facts_of(
    subject: BoardBooking | UnassignedOrder, technician: BoardTechnician | None, job: JobRow | None, times: Times
) -> list[tuple[str, str]]:
    """All that is known, in reading order."""
    booked = _of_booking(subject, technician, times) if isinstance(subject, BoardBooking) else _of_order(subject, times)
    need = subject.need
    promised = ""
    if need.window_from is not None and need.window_until is not None:
        promised = f"{times.short(need.window_from)}–{times.clock_time(need.window_until)}"
    facts = [
        *booked,
        (tr("Promised"), promised),
        (tr("Due"), times.short(subject.due)),
        (tr("Order type"), subject.order_type),
    ]
    if job is not None:
        facts += [
            (tr("Contact"), job.contact),
            (tr("Phone"), job.phone),
            (tr("Mail"), job.email),
            (tr("Address"), job.address),
            (tr("On site"), job.hint),
            (tr("Description"), job.description),
        ]
    return facts


def _of_booking(booking: BoardBooking, technician: BoardTechnician | None, times: Times) -> list[tuple[str, str]]:
    return [
        (tr("Technician"), "" if technician is None else technician.name),
        (tr("Booking"), booking.status.label),
        (tr("Planned"), span(booking.start, booking.finish, times)),
        (tr("Way there"), duration(timedelta(minutes=booking.travel)) if booking.travel else ""),
        (tr("Left for it"), times.short(booking.travelling)),
        (tr("Arrived"), times.short(booking.arrived)),
        (tr("Finished"), times.short(booking.left)),
        (tr("Lock"), "" if booking.lock is Lock.NONE else booking.lock.label),
        (tr("Remark"), booking.note),
    ]


def _of_order(order: UnassignedOrder, times: Times) -> list[tuple[str, str]]:
    left, whole = duration(timedelta(minutes=order.minutes)), duration(timedelta(minutes=order.whole))
    length = tr("{left} of {whole}", left=left, whole=whole) if order.minutes < order.whole else left
    return [
        (tr("To be placed"), length),
        (tr("Requirement"), order.requirement),
        (tr("Opened"), times.ago(order.opened)),
    ]
