"""Profiles and proposals as flat frozen rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from domain.orders.model import Order
from domain.parties.model import Customer
from domain.planning.automatic.model import PlanningRun
from domain.planning.changes import Place, place_of
from domain.planning.goals import Goals
from domain.planning.impact import Limit
from domain.planning.model import ChangeKind, Decision, PlanningProfile, Proposal, ProposalChange, ProposalStatus
from domain.planning.profiles import decode
from domain.words import Priority
from domain.workforce.model import Technician

_BEFORE, _AFTER = aliased(Technician), aliased(Technician)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile, read as `version`."""

    id: int
    version: int
    name: str
    goals: Goals
    limit: Limit | None
    is_default: bool
    active: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """The head of a proposal: how it was found, its costs by cause, and how many of its changes are decided."""

    id: int
    version: int
    status: ProposalStatus
    profile_id: int
    profile: str
    goals: Goals
    scope: str
    created_at: datetime
    created_by: str
    seed: int
    seconds: float
    engine: str
    cost_before: Mapping[str, float]
    cost_after: Mapping[str, float]
    failure: str
    notes: tuple[str, ...]
    decided: Mapping[Decision, int]
    left_out: int
    run: str
    """The run that found it by itself; empty where somebody asked, or where it is gone."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of a proposal; names are empty where what it is about is gone."""

    id: int
    kind: ChangeKind
    team: int | None
    order_id: int
    number: str
    title: str
    customer: str
    priority: Priority | None
    requirement_id: int | None
    booking_id: int | None
    before: Place | None
    before_name: str
    after: Place | None
    after_name: str
    promised: bool
    cost: float
    reasons: str
    warnings: tuple[str, ...]
    decision: Decision
    why: str
    decided_by: str
    decided_at: datetime | None


def profiles(session: Session, *, only_active: bool = False) -> tuple[ProfileRow, ...]:
    """All profiles by name, the default one first."""
    statement = select(PlanningProfile).order_by(PlanningProfile.is_default.desc(), PlanningProfile.name)
    if only_active:
        statement = statement.where(PlanningProfile.active)
    return tuple(map(_profile, session.scalars(statement)))


def proposals(session: Session, most: int = 100) -> tuple[ProposalRow, ...]:
    """The newest proposals, the last one first."""
    return _heads(session, _proposals().order_by(Proposal.id.desc()).limit(most))


def proposal(session: Session, proposal_id: int) -> ProposalRow | None:
    """One proposal, None once it is gone."""
    found = _heads(session, _proposals().where(Proposal.id == proposal_id))
    return found[0] if found else None


def changes(session: Session, proposal_id: int) -> tuple[ChangeRow, ...]:
    """What a proposal would change, in its order, and what became of it."""
    change = ProposalChange
    statement = (
        select(
            change.__table__,
            Order.number,
            Order.title,
            Order.priority,
            Customer.name.label("customer"),
            _BEFORE.name.label("before_name"),
            _AFTER.name.label("after_name"),
        )
        .outerjoin(Order, Order.id == change.order_id)
        .outerjoin(Customer, Customer.id == Order.customer_id)
        .outerjoin(_BEFORE, _BEFORE.id == change.before_technician_id)
        .outerjoin(_AFTER, _AFTER.id == change.after_technician_id)
        .where(change.proposal_id == proposal_id)
        .order_by(change.position)
    )
    return tuple(_change(row) for row in session.execute(statement))


def _profile(found: PlanningProfile) -> ProfileRow:
    limit = msgspec.json.decode(found.impact_limit, type=Limit) if found.impact_limit else None
    return ProfileRow(found.id, found.version, found.name, decode(found.goals), limit, found.is_default, found.active)


def _proposals() -> Select[Proposal, str, str]:
    named = select(Proposal, PlanningProfile.name, func.coalesce(PlanningRun.name, "")).join(Proposal.profile)
    return named.outerjoin(PlanningRun, PlanningRun.id == Proposal.planning_run_id)


def _heads(session: Session, statement: Select[Proposal, str, str]) -> tuple[ProposalRow, ...]:
    found = session.execute(statement).all()
    counts = _counts(session, [proposal.id for proposal, *_ in found])
    return tuple(_head(proposal, profile, run, counts.get(proposal.id, {})) for proposal, profile, run in found)


def _counts(session: Session, ids: Sequence[int]) -> Mapping[int, dict[Decision | None, int]]:
    """How many changes of each proposal are decided how; under None those that are left out."""
    kind = case((ProposalChange.kind == ChangeKind.LEFT_OUT, None), else_=ProposalChange.decision).label("decision")
    statement = select(ProposalChange.proposal_id, kind, func.count()).where(ProposalChange.proposal_id.in_(ids))
    counts: dict[int, dict[Decision | None, int]] = {}
    for proposal_id, decision, count in session.execute(statement.group_by(ProposalChange.proposal_id, kind)):
        counts.setdefault(proposal_id, {})[decision] = count
    return counts


def _head(found: Proposal, profile: str, run: str, counts: Mapping[Decision | None, int]) -> ProposalRow:
    return ProposalRow(
        found.id,
        found.version,
        found.status,
        found.profile_id,
        profile,
        decode(found.goals),
        found.scope,
        found.created_at,
        found.created_by,
        found.seed,
        found.seconds,
        found.engine,
        found.cost_before,
        found.cost_after,
        found.failure,
        tuple(found.notes),
        {decision: counts.get(decision, 0) for decision in Decision},
        counts.get(None, 0),
        run,
    )


def _change(row: Row[Any]) -> ChangeRow:
    return ChangeRow(
        row.id,
        row.kind,
        row.team,
        row.order_id,
        row.number or "",
        row.title or "",
        row.customer or "",
        row.priority,
        row.requirement_id,
        row.booking_id,
        place_of(row.before_technician_id, row.before_start, row.before_finish),
        row.before_name or "",
        place_of(row.after_technician_id, row.after_start, row.after_finish),
        row.after_name or "",
        row.promised,
        row.cost,
        row.reasons,
        tuple(row.warnings),
        row.decision,
        row.why,
        row.decided_by,
        row.decided_at,
    )
