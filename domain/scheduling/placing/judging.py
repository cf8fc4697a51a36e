"""Edits judged together: each of them with everybody else as all of them leave the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order, Origin
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.crews import beside
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.holding import Held
from domain.scheduling.placing.linked_edits import linked
from domain.scheduling.rules.checks import check
from domain.scheduling.rules.findings import Finding, Placement
from domain.scheduling.rules.terms import Terms
from domain.scheduling.travel.ways import by_technician

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Judged:
    """The board around some edits as it will be, and what speaks against each of them."""

    technicians: Mapping[int, BoardTechnician]
    before: Mapping[int, BoardBooking]
    after: Mapping[int, BoardBooking]
    """By id; what does not have one yet stands under that of its edit, which is below zero."""
    findings: Sequence[tuple[Finding, ...]]
    """Of each edit, in the same turn."""


def judge(session: Session, held: Held, edits: Sequence[Edit], terms: Terms, zone: tzinfo | None = None) -> Judged:
    """What comes of the edits, told in `zone` (None: local). Raises Refusal for what is no time at all."""
    spans = [span for edit in edits for span in _spans(held, edit)]
    since, until = min(start for start, _ in spans) - DAY, max(finish for _, finish in spans) + DAY
    ids = list(held.technicians)
    technicians = {row.id: row for row in queries.technicians(session, since, until, technician_ids=ids)}
    before = {row.id: row for row in queries.bookings(session, since, until, technician_ids=ids)}
    needs = linked(session, edits, queries.needs_of(session, [(edit.order_id, edit.requirement_id) for edit in edits]))
    after = dict(before)
    for key, edit in keyed(edits):
        if edit.technician_id is None:
            del after[key]
        else:
            need = needs[edit.order_id, edit.requirement_id]
            after[key] = _row(key, edit, before.get(key), held.orders[edit.order_id], need)
    days = by_technician(after.values())
    findings = [
        ()
        if edit.technician_id is None
        else _check(_free_to_return(edit, before.get(key)), after[key], technicians, days, _asked(edit, terms), zone)
        for key, edit in keyed(edits)
    ]
    return Judged(technicians, before, after, findings)


def keyed(edits: Sequence[Edit]) -> list[tuple[int, Edit]]:
    """The edits by the ids of their bookings; what has none yet gets one below zero."""
    return [(-at if edit.booking_id is None else edit.booking_id, edit) for at, edit in enumerate(edits, 1)]


def _asked(edit: Edit, terms: Terms) -> Terms:
    """What was there once may be there again, though its time is past."""
    return terms if edit.again is None else terms.at(None)


def _free_to_return(edit: Edit, row: BoardBooking | None) -> BoardBooking | None:
    """What was there once may be there again, however far it is; what was locked all the while was no freer then."""
    if row is None or edit.again is None:
        return row
    row = replace(row, status=BookingStatus.PLANNED)
    if edit.seen is None:
        return row
    return replace(row, lock=Lock.NONE) if edit.again.lock is edit.seen.lock is row.lock else row


def _spans(held: Held, edit: Edit) -> list[tuple[datetime, datetime]]:
    if edit.finish <= edit.start:
        raise Refusal(tr("The finish must be after the start."))
    booking = held.bookings.get(edit.booking_id or 0)
    here = (edit.start, edit.finish)
    return [here] if booking is None else [here, (booking.start_at, booking.finish_at)]


def _check(
    before: BoardBooking | None,
    row: BoardBooking,
    technicians: Mapping[int, BoardTechnician],
    days: Mapping[int, Sequence[BoardBooking]],
    terms: Terms,
    zone: tzinfo | None,
) -> tuple[Finding, ...]:
    here = (row.technician_id, row.start, row.finish)
    proposed = Placement(*here) if before is None else Placement.of(before, *here)
    technician = technicians[row.technician_id]
    others = [other for other in beside(technician, days) if other.id != row.id]
    return check(proposed, technician, others, row.need, terms, zone)


def _row(key: int, edit: Edit, before: BoardBooking | None, order: Order, need: Need) -> BoardBooking:
    assert edit.technician_id is not None
    if before is not None:
        status = before.status if edit.again is None else edit.again.status
        here = replace(before, technician_id=edit.technician_id, start=edit.start, finish=edit.finish)
        return replace(here, need=need, status=status)
    return BoardBooking(
        id=key,
        version=0,
        technician_id=edit.technician_id,
        order_id=order.id,
        number=order.number,
        title=order.title,
        customer="",
        site="",
        asset="",
        priority=order.priority,
        stage="",
        start=edit.start,
        finish=edit.finish,
        from_alert=order.origin is Origin.ALERT,
        need=need,
    )
