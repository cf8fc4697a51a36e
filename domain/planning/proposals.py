"""Keeping what the optimiser found until somebody decides on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta, tzinfo
from typing import Any

from sqlalchemy import Table, delete, or_, select
from sqlalchemy.orm import Session

from domain.errors import Overtaken
from domain.language import tr
from domain.orders.model import Order
from domain.planning.changes import Change, Found, Place
from domain.planning.deciding import decide, decided, open_changes
from domain.planning.meanwhile import minutes_left
from domain.planning.model import ChangeKind, Decision, PlanningProfile, Proposal, ProposalChange, ProposalStatus
from domain.planning.rebasing import fitting
from domain.scheduling.model import Booking
from domain.scheduling.needs.fulfilling import books
from domain.scheduling.placing.writing import TOLD
from domain.store.inserting import insert_many
from domain.store.portions import portions
from domain.store.unit_of_work import UnitOfWork

#: How long a proposal is kept.
KEPT = timedelta(days=30)
_TABLE = ProposalChange.__table__


def store_proposal(work: UnitOfWork, found: Found, zone: tzinfo | None = None) -> int:
    """Keep what was found for somebody to decide on; returns the id of the proposal.

    What others made impossible while it was looked for is overtaken from the start.
    """
    _tidy(work)
    work.get(PlanningProfile, found.profile_id)
    status = ProposalStatus.FAILED if found.failure else ProposalStatus.READY
    proposal = work.add(
        Proposal(
            profile_id=found.profile_id,
            goals=found.goals,
            scope=found.scope,
            status=status,
            created_at=work.now,
            created_by=work.actor,
            planning_run_id=found.planning_run_id,
            seed=found.seed,
            seconds=found.seconds,
            engine=found.engine,
            cost_before=dict(found.cost_before),
            cost_after=dict(found.cost_after),
            failure=found.failure,
            notes=list(found.notes),
        ),
        "proposal.failed" if found.failure else "proposal.made",
        changes=len(found.changes),
    )
    assert isinstance(_TABLE, Table)
    insert_many(work.session.connection(), _TABLE, _rows(work, proposal.id, found.changes, zone))
    return proposal.id


def discard(work: UnitOfWork, proposal_id: int) -> None:
    """Reject all that is not decided yet. Raises Overtaken where somebody else has decided it all."""
    proposal = work.get(Proposal, proposal_id, lock=True)
    left = open_changes(work.session, proposal_id)
    if proposal.status is not ProposalStatus.READY and not left:
        raise Overtaken(tr("There is nothing left to decide here: “{status}”.", status=proposal.status.label))
    decide(work, left, Decision.REJECTED)
    decided(work, proposal, "proposal.discarded", rejected=sorted(left))


def promised(session: Session, booking_ids: Iterable[int | None]) -> frozenset[int]:
    """The bookings, among these, of which the technician or the customer was told."""
    told = or_(Booking.status.in_(TOLD), Order.window_from.is_not(None))
    found = select(Booking.id).join(Booking.order).where(told)
    ids = [key for key in booking_ids if key is not None]
    return frozenset(key for some in portions(ids) for key in session.scalars(found.where(Booking.id.in_(some))))


def _rows(
    work: UnitOfWork, proposal_id: int, changes: Sequence[Change], zone: tzinfo | None
) -> Sequence[Mapping[str, Any]]:
    measured = dict(enumerate(_measured(work, changes)))
    fits = fitting(work, measured, zone, any_warning=True)
    told = promised(work.session, (change.booking_id for change in changes))
    return [
        {
            "proposal_id": proposal_id,
            "position": position,
            "team": change.team,
            "kind": change.kind,
            "order_id": change.order_id,
            "requirement_id": change.requirement_id,
            "booking_id": change.booking_id,
            "booking_version": change.booking_version,
            **_placed("before", change.before),
            **_placed("after", change.after),
            "minutes": change.minutes,
            "promised": change.booking_id in told,
            "cost": change.cost,
            "reasons": change.reasons,
            "warnings": list(fits.warnings.get(position, ())),
            "decision": Decision.OVERTAKEN if position in fits.refused else Decision.OPEN,
            "why": fits.refused.get(position, ""),
            "decided_by": "",
            "decided_at": None,
        }
        for position, change in measured.items()
    ]


def _placed(prefix: str, place: Place | None) -> dict[str, Any]:
    names = (f"{prefix}_technician_id", f"{prefix}_start", f"{prefix}_finish")
    values = (None, None, None) if place is None else (place.technician_id, place.start, place.finish)
    return dict(zip(names, values, strict=True))


def _measured(work: UnitOfWork, changes: Sequence[Change]) -> list[Change]:
    """The changes, each assignment with what is left to be booked of it."""
    unknown = [each for each in changes if each.kind is ChangeKind.ASSIGN and each.minutes is None]
    known = books(work.session, {each.order_id for each in unknown})
    return [
        replace(each, minutes=minutes_left(known[each.order_id], each))
        if each.kind is ChangeKind.ASSIGN and each.minutes is None and each.order_id in known
        else each
        for each in changes
    ]


def _tidy(work: UnitOfWork) -> None:
    """Forget proposals that nobody looks at any more."""
    for old in work.session.scalars(select(Proposal).where(Proposal.created_at < work.now - KEPT)).all():
        work.session.execute(delete(ProposalChange).where(ProposalChange.proposal_id == old.id))
        work.session.delete(old)
        work.note("proposal.deleted", old)
    work.session.flush()
