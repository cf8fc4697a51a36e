"""Kept proposals as the screen shows them."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.dispatch.optimising.values import CostLine, Kept, Line, Origin, Proposed, Spot, Stay
from app.dispatch.optimising.words import cause
from domain.language import tr
from domain.parameters.placement_rules import Kind
from domain.planning import queries
from domain.planning.changes import Place
from domain.planning.model import ChangeKind, Decision, ProposalStatus
from domain.planning.queries import ChangeRow, ProposalRow

CAUSES = ("travel", "overtime", "waiting", "unfair", "late", "left_out", "people", "moved")
SETTLED = (ProposalStatus.ACCEPTED, ProposalStatus.DISCARDED)


def read_profiles(session: Session) -> tuple[tuple[int, str], ...]:
    """The goals to choose from, by id and name, the default first."""
    return tuple((row.id, row.name) for row in queries.profiles(session, only_active=True))


def read_kept(session: Session) -> tuple[Kept, ...]:
    """All proposals that are kept, the newest first."""
    return tuple(map(_kept, queries.proposals(session)))


def read_proposal(session: Session, proposal_id: int) -> Proposed | None:
    """What is not decided yet, or was overtaken, and all of it once it is settled; None once the proposal is gone."""
    head = queries.proposal(session, proposal_id)
    if head is None:
        return None
    rows = queries.changes(session, proposal_id)
    settled = head.status in SETTLED
    return Proposed(
        head.id,
        tuple(_line(row) for row in rows if _concerns(row, settled=settled)),
        tuple(_costs(head)),
        head.failure,
        open=head.status is ProposalStatus.READY or head.decided[Decision.OPEN] > 0,
        settled=settled,
        notes=head.notes,
        stays=tuple(Stay(row.number, row.reasons) for row in rows if _stays(row)),
        unpriced=bool(head.cost_after) and not head.cost_before,
        origin=_origin(head),
    )


def _kept(head: ProposalRow) -> Kept:
    return Kept(
        head.id,
        _origin(head),
        head.status,
        head.decided[Decision.OPEN],
        head.decided[Decision.ACCEPTED],
        _total(head.cost_before),
        _total(head.cost_after),
        by_itself=bool(head.run),
    )


def _origin(head: ProposalRow) -> Origin:
    return Origin(head.profile, head.created_at, tr("Run “{name}”", name=head.run) if head.run else head.created_by)


def _total(costs: Mapping[str, float]) -> float | None:
    return sum(costs.values()) if costs else None


def _stays(row: ChangeRow) -> bool:
    """A booking that is left as it is, is no change."""
    return row.kind is ChangeKind.LEFT_OUT and row.booking_id is not None


def _concerns(row: ChangeRow, *, settled: bool) -> bool:
    """What is left out, and what can be decided on, or was."""
    if row.kind is ChangeKind.LEFT_OUT:
        return not _stays(row)
    return settled or row.decision in (Decision.OPEN, Decision.OVERTAKEN)


def _line(row: ChangeRow) -> Line:
    before, after = _spot(row.before, row.before_name), _spot(row.after, row.after_name)
    why = row.why if row.decision is Decision.OVERTAKEN else ""
    reason = row.reasons or _told(row)
    about = (row.order_id, row.number, row.title)
    decided = _decided(row) if row.decision in (Decision.ACCEPTED, Decision.REJECTED) else ""
    return Line(
        row.id, row.kind, *about, before, after, row.booking_id, row.cost, reason, overtaken=why, decided=decided
    )


def _decided(row: ChangeRow) -> str:
    return tr("{decision} by {who}.", decision=row.decision.label, who=row.decided_by)


def _told(row: ChangeRow) -> str:
    """What is known where no reason was kept."""
    if row.kind is ChangeKind.LEFT_OUT:
        return tr("As far as was searched, nobody has a gap for it that costs less than leaving it out.")
    return ", ".join(Kind(each).label for each in row.warnings)


def _spot(place: Place | None, name: str) -> Spot | None:
    return None if place is None else Spot(place.technician_id, name, place.start, place.finish)


def _costs(head: ProposalRow) -> list[CostLine]:
    before, after = head.cost_before, head.cost_after
    if not before and not after:
        return []
    prices = {"travel": head.goals.travel, "overtime": head.goals.overtime, "waiting": head.goals.waiting}
    found = []
    for name in CAUSES:
        costs = before.get(name, 0.0), after.get(name, 0.0)
        price = prices.get(name, 0.0)
        minutes = (round(costs[0] / price), round(costs[1] / price)) if price else None
        found.append(CostLine(cause(name), *costs, minutes))
    return found
