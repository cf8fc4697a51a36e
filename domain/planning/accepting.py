"""Accepting what was proposed, all or some of it, through the one door of the board, and taking that back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import select, update

from domain.errors import Overtaken
from domain.language import tr
from domain.orders.model import Order
from domain.planning.changes import Change
from domain.planning.deciding import Decided, changes_of, decide, decided
from domain.planning.model import ChangeKind, Decision, Proposal, ProposalChange
from domain.planning.rebasing import fitting
from domain.scheduling.model import Booking
from domain.scheduling.placing.edits import Done, Edit, rearrange, reversed_edits
from domain.store.keeping import keeping
from domain.store.portions import portions
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Untaken:
    """A change that was wanted and not made, and why."""

    change_id: int
    number: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done on the board, by the changes that asked for it, and what could not be done."""

    proposal_id: int
    change_ids: tuple[int, ...]
    done: tuple[Done, ...]
    """Of each change, in the same turn."""
    untaken: tuple[Untaken, ...] = ()


def accept(
    work: UnitOfWork, proposal_id: int, chosen: Collection[int] | None = None, zone: tzinfo | None = None
) -> Accepted:
    """Make the chosen changes (None: all that are open) as far as they still fit, all in one.

    What does not, after what others did meanwhile, is overtaken; what fits only beside changes that were not chosen
    stays open. Raises Overtaken where everything was decided already.
    """
    proposal = work.get(Proposal, proposal_id, lock=True)
    known = changes_of(work.session, proposal_id)
    left = {key: each.change for key, each in known.items() if each.decision is Decision.OPEN}
    if chosen is None and not left:
        raise Overtaken(tr("There is nothing left to decide here: “{status}”.", status=proposal.status.label))
    wanted = frozenset(left) if chosen is None else _with_teams(known, chosen)
    whole = fitting(work, left, zone)
    some = {key: left[key] for key in whole.edits if key in wanted}
    fits = whole if some.keys() == whole.edits.keys() else fitting(work, some, zone)
    done = _rearrange(work, list(fits.edits.values()), _reason(proposal), zone)
    overtaken, unfit = (_of(wanted, each.refused) for each in (whole, fits))
    _write(work, dict(zip(fits.edits, done, strict=True)), left)
    _overtake(work, overtaken)
    told = {"accepted": list(fits.edits), "bookings": [each.booking_id for each in done], "overtaken": list(overtaken)}
    if done or overtaken:
        decided(work, proposal, "proposal.accepted" if done else "proposal.overtaken", **told)
    why = {**_decided_before(known, wanted), **overtaken, **unfit}
    return Accepted(proposal_id, tuple(fits.edits), done, _untaken(work, known, why))


def take_back(work: UnitOfWork, accepted: Accepted, zone: tzinfo | None = None) -> Accepted:
    """Undo on the board what was accepted; its changes are open again. Raises Overtaken where others went on."""
    return _turn(work, accepted, Decision.OPEN, "proposal.taken_back", zone)


def accept_again(work: UnitOfWork, taken: Accepted, zone: tzinfo | None = None) -> Accepted:
    """Do again what was taken back. Raises Overtaken where others went on."""
    return _turn(work, taken, Decision.ACCEPTED, "proposal.accepted", zone)


def _turn(work: UnitOfWork, before: Accepted, decision: Decision, kind: str, zone: tzinfo | None) -> Accepted:
    proposal = work.get(Proposal, before.proposal_id, lock=True)
    # It was so before, whatever the rules say of it now; only what cannot be is refused.
    done = _rearrange(work, reversed_edits(before.done), None, zone)
    keys = before.change_ids[::-1]
    changes = {key: each.change for key, each in changes_of(work.session, proposal.id).items()}
    if decision is Decision.ACCEPTED:
        _write(work, dict(zip(keys, done, strict=True)), changes)
    else:
        decide(work, keys, decision)
        _see_again(work, {key: changes[key] for key in keys})
    decided(work, proposal, kind, **{decision.value: sorted(keys), "bookings": [each.booking_id for each in done]})
    return Accepted(proposal.id, keys, done)


def _rearrange(work: UnitOfWork, edits: Sequence[Edit], reason: str | None, zone: tzinfo | None) -> tuple[Done, ...]:
    """Do them all, reading once what hundreds of orders have in common."""
    with keeping(work.session):
        return rearrange(work, edits, override=True, reason=reason, zone=zone)


def _with_teams(known: Mapping[int, Decided], chosen: Collection[int]) -> frozenset[int]:
    """What was chosen, and whoever does the same job with it."""
    keys = frozenset(chosen) & known.keys()
    teams = {known[key].change.team for key in keys} - {None}
    return keys | {key for key, each in known.items() if each.change.team in teams}


def _of(wanted: Collection[int], told: Mapping[int, str]) -> Mapping[int, str]:
    return {key: why for key, why in told.items() if key in wanted}


def _write(work: UnitOfWork, done: Mapping[int, Done], changes: Mapping[int, Change]) -> None:
    decide(work, list(done), Decision.ACCEPTED)
    assigned = (key for key in done if changes[key].kind is ChangeKind.ASSIGN)
    _set(work, {key: {"booking_id": done[key].booking_id} for key in assigned})


def _overtake(work: UnitOfWork, why: Mapping[int, str]) -> None:
    decide(work, list(why), Decision.OVERTAKEN)
    _set(work, {key: {"why": sentence} for key, sentence in why.items()})


def _see_again(work: UnitOfWork, changes: Mapping[int, Change]) -> None:
    """What was taken back stands where it stood, in a version that the proposal knows from now on."""
    ids = [change.booking_id for change in changes.values() if change.booking_id is not None]
    versions: dict[int, int] = {}
    for some in portions(ids):
        found = work.session.execute(select(Booking.id, Booking.version).where(Booking.id.in_(some)))
        versions |= dict(found.all())
    assigned = [key for key, change in changes.items() if change.kind is ChangeKind.ASSIGN]
    _set(work, {key: {"booking_id": None} for key in assigned})
    others = changes.keys() - set(assigned)
    _set(work, {key: {"booking_version": versions[changes[key].booking_id or 0]} for key in others})


def _set(work: UnitOfWork, values: Mapping[int, Mapping[str, Any]]) -> None:
    """One column of each of these changes."""
    if values:
        work.session.execute(update(ProposalChange), [{"id": key, **columns} for key, columns in values.items()])


def _reason(proposal: Proposal) -> str:
    return tr("Proposal {number}, “{profile}”", number=proposal.id, profile=proposal.profile.name)


def _decided_before(known: Mapping[int, Decided], wanted: Collection[int]) -> Mapping[int, str]:
    told = {key: known[key] for key in wanted if known[key].decision is not Decision.OPEN}
    return {
        key: each.why or tr("{who} has decided this already: “{decision}”.", who=each.who, decision=each.decision.label)
        for key, each in told.items()
    }


def _untaken(work: UnitOfWork, known: Mapping[int, Decided], why: Mapping[int, str]) -> tuple[Untaken, ...]:
    ids = {key: known[key].change.order_id for key in why}
    numbers: dict[int, str] = {}
    for some in portions(set(ids.values())):
        numbers |= dict(work.session.execute(select(Order.id, Order.number).where(Order.id.in_(some))).all())
    return tuple(Untaken(key, numbers.get(ids[key], ""), sentence) for key, sentence in why.items())
