"""What agreements bring in a period, each as it is now; nothing is made of it here."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.visits.lines import Books, Scope, lines_of
from domain.visits.plan import Period, plan
from domain.visits.plan_lines import PlanLine
from domain.visits.planned import PlannedVisit


@dataclass(frozen=True, slots=True)
class FallingDue:
    """An agreement as it was read, and what is due then, or why it cannot be planned."""

    agreement_id: int
    lines: list[PlanLine]
    visits: list[PlannedVisit]
    refused: str = ""


def falling_due(
    session: Session, scope: Scope, agreement_ids: list[int], period: Period, books: Books
) -> Iterator[FallingDue]:
    """What some agreements bring; one that cannot be planned hinders no other."""
    try:
        lines = lines_of(session, scope, agreement_ids, books)
        found = [planned(key, list(some), period) for key, some in groupby(lines, key=agreement_of)]
    except Refusal as refusal:
        if len(agreement_ids) == 1:
            yield FallingDue(agreement_ids[0], [], [], str(refusal))
            return
        for key in agreement_ids:
            yield from falling_due(session, scope, [key], period, books)
    else:
        yield from found


def planned(agreement_id: int, lines: list[PlanLine], period: Period) -> FallingDue:
    """What the lines of an agreement bring. Raises Refusal where they cannot be planned."""
    return FallingDue(agreement_id, lines, [item for item in plan(lines, period) if isinstance(item, PlannedVisit)])


def agreement_of(line: PlanLine) -> int:
    """To group by."""
    return line.terms.agreement_id
