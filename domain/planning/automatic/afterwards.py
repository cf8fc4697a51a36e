"""Reasons for what a repair left out, told when there is time for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from domain.optimising.running.ending import Ending
from domain.planning.changes import Change
from domain.planning.model import Proposal, ProposalChange, ProposalStatus
from domain.planning.proposing import Task
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import count_parts


@dataclass(frozen=True, slots=True)
class Unexplained:
    """What a run found at a moment without asking why anything is left out."""

    at: datetime
    task: Task
    ending: Ending


def tell_reasons(work: UnitOfWork, run_id: int, at: datetime, changes: Collection[Change]) -> int:
    """Write the reasons beside what the run has kept; how many there are. What has a reason keeps it.

    It is what the run has kept since a moment, or what it found before and has found once more.
    """
    why = {(each.order_id, each.requirement_id, each.booking_id): each.reasons for each in changes if each.reasons}
    same = or_(Proposal.created_at >= at, Proposal.status == ProposalStatus.READY)
    mine = Proposal.planning_run_id == run_id, same
    proposal = work.session.scalars(
        select(Proposal).where(*mine).order_by(Proposal.id.desc()).limit(1).with_for_update()
    ).first()
    if proposal is None:
        return 0
    bare = ProposalChange.proposal_id == proposal.id, ProposalChange.reasons == ""
    rows = work.session.execute(select(ProposalChange.__table__).where(*bare)).all()
    told = {row.id: why.get((row.order_id, row.requirement_id, row.booking_id), "") for row in rows}
    values = [{"id": key, "reasons": reasons} for key, reasons in told.items() if reasons]
    if values:
        version = proposal.version
        work.session.execute(update(ProposalChange), values)
        work.note("proposal.explained", proposal, reasons=len(values))
        count_parts(work, proposal, version)
    return len(values)
