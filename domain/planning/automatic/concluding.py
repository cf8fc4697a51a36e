"""What a run found, kept as a proposal or made on the board, and told of; all of it in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

import msgspec
from sqlalchemy import select

from domain.errors import Overtaken
from domain.language import tr
from domain.planning import queries
from domain.planning.accepting import accept
from domain.planning.automatic import outcomes
from domain.planning.automatic.declined import without_declined
from domain.planning.automatic.model import PlanningRun
from domain.planning.automatic.queries import drafted
from domain.planning.automatic.service import first_start, tell_run
from domain.planning.changes import Change, Found
from domain.planning.deciding import changes_of
from domain.planning.impact import Limit, Touch, impact, is_within
from domain.planning.model import ChangeKind, Decision, PlanningProfile, Proposal, ProposalStatus
from domain.planning.proposals import discard, promised, store_proposal
from domain.planning.queries import ChangeRow
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that has begun: when its next beginning was due then, None where a clock does not decide that."""

    run_id: int
    next_at: datetime | None
    zone: tzinfo | None = None


def conclude(work: UnitOfWork, begun: Begun, found: Found) -> str:
    """Keep what was found, or make it where the run may; returns what came of it, as a sentence.

    Of a run that was switched off while it searched nothing is kept. Raises Overtaken where others made all of it
    impossible meanwhile, and Gone where the run is.
    """
    run = work.get(PlanningRun, begun.run_id, lock=True)
    outcome = _outcome(work, run, found, begun.zone)
    _tell(work, run, begun, outcome)
    return outcome


def tell_failure(work: UnitOfWork, begun: Begun, sentence: str) -> None:
    """Tell why a run came to nothing. Raises Gone where the run is."""
    _tell(work, work.get(PlanningRun, begun.run_id, lock=True), begun, sentence)


def _tell(work: UnitOfWork, run: PlanningRun, begun: Begun, outcome: str) -> None:
    """What was asked for since it began is done the next time."""
    same = run.next_at == begun.next_at
    next_at = first_start(drafted(run), work.now) if same else run.next_at
    tell_run(work, "planning_run.ran", run, next_at=next_at, last_at=work.now, last_outcome=outcome)


def _outcome(work: UnitOfWork, run: PlanningRun, found: Found, zone: tzinfo | None) -> str:
    if not run.active:
        return outcomes.switched_off()
    return found.failure or _decided(work, run, found, zone)


def _decided(work: UnitOfWork, run: PlanningRun, found: Found, zone: tzinfo | None) -> str:
    before = _undecided(work, run)
    rest = without_declined(work, run.id, found.changes, zone)
    dropped = outcomes.dropped(len(found.changes) - len(rest))
    notes = tuple(filter(None, (*found.notes, dropped)))
    known = _put_away(work, before, rest)
    told = _kept(work, run, replace(found, changes=rest, notes=notes), known, zone, whole=not dropped)
    return " ".join(filter(None, (told, dropped)))


def _kept(
    work: UnitOfWork, run: PlanningRun, found: Found, known: int | None, zone: tzinfo | None, *, whole: bool
) -> str:
    if all(change.kind is ChangeKind.LEFT_OUT for change in found.changes):
        return outcomes.nothing()
    key = store_proposal(work, found, zone) if known is None else known
    left = [row for row in queries.changes(work.session, key) if row.decision is Decision.OPEN]
    todo = [row for row in left if row.kind is not ChangeKind.LEFT_OUT]
    if not todo:
        raise Overtaken(tr("Others have changed the board meanwhile."))
    # What was found beside something else may be of no use without that.
    if not run.applies or not (whole or all(row.kind is ChangeKind.ASSIGN for row in todo)):
        return outcomes.proposed(row.kind for row in todo)
    if not is_within(impact(_touches(work, todo)), _limit(work, found.profile_id)):
        return outcomes.too_much(len(todo))
    return _applied(work, key, todo, zone)


def _applied(work: UnitOfWork, key: int, todo: Sequence[ChangeRow], zone: tzinfo | None) -> str:
    done = accept(work, key, zone=zone)
    kinds = {row.id: row.kind for row in todo}
    if not done.change_ids:
        raise Overtaken(tr("Others have changed the board meanwhile."))
    return outcomes.applied((kinds[each] for each in done.change_ids), len(done.untaken))


def _undecided(work: UnitOfWork, run: PlanningRun) -> Sequence[int]:
    """What the run proposed before and nobody has decided, held before bookings as by whoever accepts it."""
    ready = Proposal.planning_run_id == run.id, Proposal.status == ProposalStatus.READY
    return work.session.scalars(select(Proposal.id).where(*ready).order_by(Proposal.id).with_for_update()).all()


def _put_away(work: UnitOfWork, before: Sequence[int], changes: Collection[Change]) -> int | None:
    """Discard what was proposed before; the id of one that proposes the very same."""
    kept = None
    for key in before:
        meant = {_meant(each.change) for each in changes_of(work.session, key).values()}
        if kept is None and meant == _all_meant(changes):
            kept = key
        else:
            discard(work, key)
    return kept


def _all_meant(changes: Collection[Change]) -> set[tuple[object, ...]]:
    return {_meant(each) for each in changes if each.kind is not ChangeKind.LEFT_OUT}


def _meant(change: Change) -> tuple[object, ...]:
    """What makes it the same change of the same board."""
    where = change.booking_id, change.booking_version, change.before, change.after
    return change.kind, change.order_id, change.requirement_id, *where


def _touches(work: UnitOfWork, todo: Sequence[ChangeRow]) -> list[Touch]:
    """What the changes do; somebody may have been told of a booking since the proposal was made."""
    told = promised(work.session, (row.booking_id for row in todo))
    return [Touch(row.kind, _moved_by(row), row.booking_id in told) for row in todo]


def _moved_by(row: ChangeRow) -> timedelta | None:
    return None if row.before is None or row.after is None else row.after.start - row.before.start


def _limit(work: UnitOfWork, profile_id: int) -> Limit | None:
    text = work.get(PlanningProfile, profile_id).impact_limit
    return msgspec.json.decode(text, type=Limit) if text else None
