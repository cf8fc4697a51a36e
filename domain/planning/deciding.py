"""Decisions on the changes of a proposal, and what they make of it as a whole."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from domain.planning.changes import Change, place_of
from domain.planning.model import ChangeKind, Decision, Proposal, ProposalChange, ProposalStatus
from domain.store.portions import portions
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import count_parts


@dataclass(frozen=True, slots=True)
class Decided:
    """A change as it is stored, who made what of it, and by what it was overtaken."""

    change: Change
    decision: Decision
    who: str
    why: str


def changes_of(session: Session, proposal_id: int) -> Mapping[int, Decided]:
    """What can be decided of a proposal, by id, in its order."""
    wanted = ProposalChange.proposal_id == proposal_id, ProposalChange.kind != ChangeKind.LEFT_OUT
    found = select(ProposalChange.__table__).where(*wanted).order_by(ProposalChange.position)
    return {row.id: Decided(change_of(row), row.decision, row.decided_by, row.why) for row in session.execute(found)}


def open_changes(session: Session, proposal_id: int) -> Mapping[int, Change]:
    """Those that nobody has decided yet."""
    found = changes_of(session, proposal_id)
    return {key: each.change for key, each in found.items() if each.decision is Decision.OPEN}


def decide(work: UnitOfWork, keys: Collection[int], decision: Decision) -> None:
    """Write down what this user made of some changes; open again, nobody has."""
    by = ("", None) if decision is Decision.OPEN else (work.actor, work.now)
    values = {"decision": decision, "why": "", "decided_by": by[0], "decided_at": by[1]}
    for some in portions(keys):
        work.session.execute(update(ProposalChange).where(ProposalChange.id.in_(some)).values(values))


def decided(work: UnitOfWork, proposal: Proposal, kind: str, **details: Any) -> None:
    """Tell of decisions that were written down, and let the proposal stand as they make it."""
    statement = select(ProposalChange.decision, func.count()).where(
        ProposalChange.proposal_id == proposal.id, ProposalChange.kind != ChangeKind.LEFT_OUT
    )
    counts = Counter(dict(work.session.execute(statement.group_by(ProposalChange.decision)).all()))
    version = proposal.version
    proposal.status = _status(counts)
    work.note(kind, proposal, **details)
    count_parts(work, proposal, version)


def _status(counts: Counter[Decision]) -> ProposalStatus:
    if counts[Decision.ACCEPTED]:
        return ProposalStatus.ACCEPTED if counts.total() == counts[Decision.ACCEPTED] else ProposalStatus.IN_PART
    return ProposalStatus.READY if counts[Decision.OPEN] else ProposalStatus.DISCARDED


def change_of(row: Row[Any]) -> Change:
    """A change as its columns hold it."""
    return Change(
        row.kind,
        row.order_id,
        row.requirement_id,
        row.booking_id,
        row.booking_version,
        place_of(row.before_technician_id, row.before_start, row.before_finish),
        place_of(row.after_technician_id, row.after_start, row.after_finish),
        row.team,
        row.cost,
        row.reasons,
        tuple(row.warnings),
        row.minutes,
    )
