"""What speaks against a proposal: the same rules for drag, dialogs, paste and keys, over all that goes together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial

from app.dispatch.board.calendar import moment
from app.dispatch.board.drag import Proposal
from app.dispatch.board.rows import Rows
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.crews import rows_beside
from domain.scheduling.rules.checks import check, level
from domain.scheduling.rules.findings import Level, Placement
from domain.scheduling.rules.terms import DEFAULT, Terms
from domain.scheduling.travel.ways import way_to

NEAR = 86_400.0

#: The bookings of a technician, by id, between two moments.
Around = Callable[[int, float, float], Iterable[BoardBooking]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the rules look at."""

    around: Around
    terms: Terms = DEFAULT
    zone: tzinfo | None = None


def of_rows(rows: Rows, terms: Terms, zone: tzinfo | None) -> Grounds:
    """What stands in these rows."""
    return Grounds(partial(_around, rows), terms, zone)


def judged(proposal: Proposal, grounds: Grounds) -> Proposal:
    """The proposal with all that speaks against it, judged as if everything in it lay there already."""
    every = proposal.all
    lead, *mates = (_judged(one, every, grounds) for one in every)
    return lead.with_mates(mates)


def _judged(one: Proposal, every: Sequence[Proposal], grounds: Grounds) -> Proposal:
    others, terms = _others(one, every, grounds), grounds.terms
    found = check(_placement(one), one.technician, others, one.cargo.need, terms, grounds.zone)
    travel = way_to(_as_booked(one, 0), one.technician, others, terms)
    return replace(one, mates=(), findings=found, travel=travel)


def weight(one: Proposal, grounds: Grounds) -> Level | None:
    """How heavy what speaks against it alone is, without the words."""
    others = _others(one, (one,), grounds)
    return level(_placement(one), one.technician, others, one.cargo.need, grounds.terms, grounds.zone)


def _others(one: Proposal, every: Sequence[Proposal], grounds: Grounds) -> list[BoardBooking]:
    moving = {each.cargo.booking.id for each in every if each.cargo.booking is not None and not each.copied}
    since, until = one.start - NEAR, one.finish + NEAR
    near = (other for row in rows_beside(one.technician) for other in grounds.around(row, since, until))
    others = [other for other in near if other.id not in moving]
    if len(every) > 1:
        others += [_as_booked(each, -place) for place, each in enumerate(every, 1) if each is not one]
    return others


def _placement(one: Proposal) -> Placement:
    start, finish = one.span
    if one.cargo.booking is None or one.copied:
        return Placement(one.technician.id, start, finish)
    return Placement.of(one.cargo.booking, one.technician.id, start, finish)


def _as_booked(proposal: Proposal, booking_id: int) -> BoardBooking:
    cargo = proposal.cargo
    start, finish = moment(proposal.start), moment(proposal.finish)
    if cargo.booking is not None:
        who = proposal.technician.id
        return replace(cargo.booking, id=booking_id, technician_id=who, start=start, finish=finish)
    return BoardBooking(
        booking_id,
        0,
        proposal.technician.id,
        cargo.order_id,
        cargo.number,
        cargo.title,
        customer="",
        site="",
        asset="",
        priority=cargo.priority,
        stage="",
        start=start,
        finish=finish,
        from_alert=False,
        need=cargo.need,
    )


def _around(rows: Rows, technician_id: int, since: float, until: float) -> Iterable[BoardBooking]:
    row = rows.of(technician_id)
    return () if row is None else (bar.booking for bar in row.between(since, until))
