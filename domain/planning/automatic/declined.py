"""What somebody has said no to, so that the same run does not come with it again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.planning.automatic.waking import OPTIMISER
from domain.planning.changes import Change
from domain.planning.deciding import change_of
from domain.planning.model import Decision, Proposal, ProposalChange
from domain.planning.rebasing import fitting
from domain.store.journal import journal
from domain.store.portions import portions
from domain.store.unit_of_work import UnitOfWork

#: So much sooner or later it is the same: what begins as soon as somebody can be there begins later each time.
ABOUT = timedelta(minutes=30)
#: What makes a change the one that was declined, beside its time.
Meant = tuple[object, ...]
#: When what was declined would have begun; what is taken off begins never.
Declined = Mapping[Meant, Sequence[datetime | None]]


def without_declined(
    work: UnitOfWork, run_id: int, changes: Sequence[Change], zone: tzinfo | None = None
) -> tuple[Change, ...]:
    """The changes without those that somebody has rejected, and without what fits only beside them.

    A no holds as long as the booking, or the order that waits, is as it was, and for about that time. A crew is another
    one if one of them is.
    """
    numbered = dict(enumerate(changes))
    declined = _whole_teams(numbered, _declined(work.session, run_id, changes))
    if not declined:
        return tuple(changes)
    together = fitting(work, numbered, zone, any_warning=True)
    rest = {
        key: replace(each, warnings=together.warnings.get(key, ()))
        for key, each in numbered.items()
        if key not in declined
    }
    broken = fitting(work, rest, zone).refused.keys() - together.refused.keys()
    return tuple(each for key, each in numbered.items() if key in rest.keys() - broken)


def _whole_teams(changes: Mapping[int, Change], declined: Declined) -> frozenset[int]:
    """Which of the changes are declined: those of one job only if all of them are."""
    same = {key for key, each in changes.items() if _is_declined(each, declined)}
    new = {each.team for key, each in changes.items() if key not in same} - {None}
    return frozenset(key for key in same if changes[key].team not in new)


def _declined(session: Session, run_id: int, changes: Iterable[Change]) -> Declined:
    found = _refused(session, run_id, {each.order_id for each in changes})
    changed = _last_changed(session, {change.order_id for change, _ in found if change.booking_id is None})
    declined: dict[Meant, list[datetime | None]] = defaultdict(list)
    for change, at in found:
        if change.booking_id is not None or changed.get(change.order_id, at) <= at:
            declined[_meant(change)].append(_begins(change))
    return declined


def _is_declined(change: Change, declined: Declined) -> bool:
    begins = _begins(change)
    return any(
        begins is each or (begins is not None and each is not None and abs(begins - each) < ABOUT)
        for each in declined.get(_meant(change), ())
    )


def _meant(change: Change) -> Meant:
    who = None if change.after is None else change.after.technician_id
    return change.kind, change.order_id, change.requirement_id, change.booking_id, change.booking_version, who


def _begins(change: Change) -> datetime | None:
    return None if change.after is None else change.after.start


def _refused(session: Session, run_id: int, orders: Iterable[int]) -> list[tuple[Change, datetime]]:
    """What of these orders somebody has rejected, and when; a run itself puts away what it proposes anew."""
    by_somebody = ProposalChange.decision == Decision.REJECTED, ProposalChange.decided_by != OPTIMISER
    mine = ProposalChange.proposal_id.in_(select(Proposal.id).where(Proposal.planning_run_id == run_id))
    found = select(ProposalChange.__table__).where(mine, *by_somebody)
    some = (session.execute(found.where(ProposalChange.order_id.in_(each))) for each in portions(orders))
    return [(change_of(row), row.decided_at) for rows in some for row in rows]


def _last_changed(session: Session, orders: Iterable[int]) -> Mapping[int, datetime]:
    """When something happened to each of the orders for the last time."""
    last = select(journal.c.subject_id, func.max(journal.c.at)).where(journal.c.subject == Order.subject)
    found = (last.where(journal.c.subject_id.in_(some)).group_by(journal.c.subject_id) for some in portions(orders))
    return {order_id: at for each in found for order_id, at in session.execute(each)}
