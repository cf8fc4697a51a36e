"""Accepting a proposed plan as one deed of the board, and the way back."""

from collections.abc import Collection, Sequence
from datetime import tzinfo
from functools import partial

from app.dispatch.undo import Deed, Outcome
from app.shared.changes import Touched
from domain.language import trn
from domain.planning import accepting
from domain.planning.accepting import Accepted
from domain.planning.deciding import open_changes
from domain.store.unit_of_work import UnitOfWork

#: So many orders are named.
MOST = 5


def accepted(proposal_id: int, change_ids: Collection[int], zone: tzinfo | None) -> Deed:
    """Make these changes of a proposal, as far as they still fit."""
    return partial(_accept, proposal_id=proposal_id, change_ids=frozenset(change_ids), zone=zone)


def _accept(work: UnitOfWork, proposal_id: int, change_ids: frozenset[int], zone: tzinfo | None) -> Outcome:
    done = accepting.accept(work, proposal_id, change_ids, zone)
    return Outcome(_touched(done), partial(_take_back, done=done, zone=zone), _warning(work, done))


def _take_back(work: UnitOfWork, done: Accepted, zone: tzinfo | None) -> Outcome:
    taken = accepting.take_back(work, done, zone)
    return Outcome(_touched(taken), partial(_again, taken=taken, zone=zone))


def _again(work: UnitOfWork, taken: Accepted, zone: tzinfo | None) -> Outcome:
    done = accepting.accept_again(work, taken, zone)
    return Outcome(_touched(done), partial(_take_back, done=done, zone=zone))


def _touched(made: Accepted) -> Touched:
    bookings = {("booking", each.booking_id) for each in made.done}
    return frozenset(bookings | {("order", each.order_id) for each in made.done})


def _warning(work: UnitOfWork, done: Accepted) -> str:
    """What was not done for good has a reason at its line; what is still open lacks only the others."""
    left = open_changes(work.session, done.proposal_id)
    waiting = [each.number for each in done.untaken if each.change_id in left]
    gone = len(done.untaken) - len(waiting)
    return " ".join(filter(None, (_gone(gone), _waiting(waiting))))


def _gone(changes: int) -> str:
    told = trn(
        "{count} change did not fit any more; its line says why.",
        "{count} changes did not fit any more; their lines say why.",
        changes,
    )
    return told if changes else ""


def _waiting(numbers: Sequence[str]) -> str:
    told = trn(
        "{numbers} fits only together with changes that were not ticked, and stays open.",
        "{numbers} fit only together with changes that were not ticked, and stay open.",
        len(numbers),
        numbers=", ".join(numbers[:MOST]) + (" …" if len(numbers) > MOST else ""),
    )
    return told if numbers else ""
