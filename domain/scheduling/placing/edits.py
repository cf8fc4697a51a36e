"""The one door to the board: edits of bookings, judged together by the days that they end in.

Whoever places, moves or takes off bookings does it with `rearrange`: the mouse, a dialog, a cascade, an undo.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Any

from domain.scheduling.model import Booking
from domain.scheduling.needs.fulfilling import fulfilled, given
from domain.scheduling.placing.edit_values import Done, Edit, Where, reversed_edits
from domain.scheduling.placing.holding import Held, hold
from domain.scheduling.placing.judging import judge
from domain.scheduling.placing.writing import Writer
from domain.scheduling.progress.following import follow_rest
from domain.scheduling.progress.stage_rules import follow_plan
from domain.scheduling.rules import terms
from domain.scheduling.rules.checks import enforce
from domain.scheduling.rules.findings import Finding
from domain.store.unit_of_work import UnitOfWork

__all__ = ["Done", "Edit", "Where", "rearrange", "reversed_edits"]


def rearrange(
    work: UnitOfWork,
    edits: Sequence[Edit],
    *,
    override: bool = False,
    reason: str | None = "",
    zone: tzinfo | None = None,
) -> tuple[Done, ...]:
    """Do all the edits or none. Raises Refusal, NeedsConfirmation, Overtaken, Gone.

    What only warns is done with `override`, and `reason` stands in the journal; None where nobody can be asked for one.
    Days begin, and times are told, in the `zone` of whoever asks (None: that of the machine).
    """
    if not edits:
        return ()
    held = hold(work, edits)
    edits = given(work.session, [with_requirement(held, edit) for edit in edits])
    on = terms.load(work.session).at(work.now)
    judged = judge(work.session, held, edits, on, zone)
    findings = [finding for found in judged.findings for finding in found]
    asked = on.reason_required and reason is not None
    enforce(findings, override=override, reason=reason or "", reason_required=asked)
    before = [_where(held, edit) for edit in edits]
    told = [_told(found, reason or "") for found in judged.findings]
    written = Writer(work, held, judged, on).write(edits, told)
    for order in held.orders.values():
        follow_plan(work, order)
        follow_rest(work, order)
    return _done(work, held, edits, before, written)


def with_requirement(held: Held, edit: Edit) -> Edit:
    """A booking that moves goes on fulfilling what it fulfils."""
    booking = held.bookings.get(edit.booking_id or 0)
    if booking is None or edit.again is not None or edit.requirement_id is not None:
        return edit
    return replace(edit, requirement_id=booking.requirement_id)


def _where(held: Held, edit: Edit) -> Where | None:
    booking = held.bookings.get(edit.booking_id or 0)
    return None if booking is None else Where.of(booking)


def _told(findings: Sequence[Finding], reason: str) -> Mapping[str, Any]:
    told: dict[str, Any] = {"overridden": [finding.kind.value for finding in findings]}
    return told | {"reason": reason.strip()} if findings and reason.strip() else told


def _done(
    work: UnitOfWork,
    held: Held,
    edits: Sequence[Edit],
    before: Sequence[Where | None],
    written: Sequence[Booking],
) -> tuple[Done, ...]:
    work.session.flush()
    off = {edit.order_id for edit in edits if edit.technician_id is None}
    enough = fulfilled(work.session, off)
    return tuple(
        Done(
            booking.id,
            edit.order_id,
            held.orders[edit.order_id].number,
            was,
            None if edit.technician_id is None else Where.of(booking),
            extra=edit.order_id in enough,
        )
        for edit, was, booking in zip(edits, before, written, strict=True)
    )
