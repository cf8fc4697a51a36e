"""Accepting a proposed plan as one deed of the board, and the way back."""

from collections.abc import Collection
from datetime import tzinfo
from functools import partial

from app.dispatch.undo import Deed, Outcome
from app.shared.changes import Touched
from domain.language import trn
from domain.planning import accepting
from domain.planning.accepting import Accepted
from domain.store.unit_of_work import UnitOfWork


def accepted(proposal_id: int, change_ids: Collection[int], zone: tzinfo | None) -> Deed:
    """Make these changes of a proposal, as far as they still fit."""
    return partial(_accept, proposal_id=proposal_id, change_ids=frozenset(change_ids), zone=zone)


def _accept(work: UnitOfWork, proposal_id: int, change_ids: frozenset[int], zone: tzinfo | None) -> Outcome:
    done = accepting.accept(work, proposal_id, change_ids, zone)
    return Outcome(_touched(done), partial(_take_back, done=done, zone=zone), _warning(len(done.untaken)))


def _take_back(work: UnitOfWork, done: Accepted, zone: tzinfo | None) -> Outcome:
    taken = accepting.take_back(work, done, zone)
    return Outcome(_touched(taken), partial(_again, taken=taken, zone=zone))


def _again(work: UnitOfWork, taken: Accepted, zone: tzinfo | None) -> Outcome:
    done = accepting.accept_again(work, taken, zone)
    return Outcome(_touched(done), partial(_take_back, done=done, zone=zone))


def _touched(made: Accepted) -> Touched:
    bookings = {("booking", each.booking_id) for each in made.done}
    return frozenset(bookings | {("order", each.order_id) for each in made.done})


def _warning(untaken: int) -> str:
    if not untaken:
        return ""
    return trn(
        "{count} change did not fit any more; its line says why.",
        "{count} changes did not fit any more; their lines say why.",
        untaken,
    )
