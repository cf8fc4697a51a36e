"""Who has discarded a proposal, and what the same run has proposed since."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.dispatch.optimising.values import Proposed
from domain.planning import queries
from domain.planning.automatic.waking import OPTIMISER
from domain.planning.model import Decision, ProposalStatus
from domain.planning.queries import ProposalRow


def with_newer(session: Session, proposed: Proposed) -> Proposed:
    """The same, and of one that was discarded, or the rest of which was, by whom and what stands in its place.

    Nobody has discarded what only does not fit any more.
    """
    head = queries.proposal(session, proposed.id)
    if head is None or proposed.open or head.status not in (ProposalStatus.DISCARDED, ProposalStatus.IN_PART):
        return proposed
    name = _name(session, proposed.id)
    proposed = replace(proposed, in_part=head.status is ProposalStatus.IN_PART)
    if not head.run or name != OPTIMISER:
        return replace(proposed, discarded_by=name)
    by = proposed.origin.by if proposed.origin is not None else head.run
    return replace(proposed, discarded_by=by, newer=_newer(session, head))


def _name(session: Session, proposal_id: int) -> str:
    rejected = (row for row in queries.changes(session, proposal_id) if row.decision is Decision.REJECTED)
    return next((row.decided_by for row in rejected), "")


def _newer(session: Session, head: ProposalRow) -> int | None:
    since = (row.id for row in queries.proposals(session) if row.run == head.run and row.id > head.id)
    return next(since, None)
