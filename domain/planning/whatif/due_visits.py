"""Agreement visits that no order was made for yet, put together as their orders would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from domain.scheduling.board_rows import Span
from domain.visits.agreed import Agreed, in_common, stretches
from domain.visits.falling_due import FallingDue, falling_due
from domain.visits.lines import PORTION, Scope, agreements_of, read_books
from domain.visits.plan import Period
from domain.visits.plan_lines import PlanLine
from domain.visits.planned import Group, PlannedVisit
from domain.visits.window import Window


@dataclass(frozen=True, slots=True)
class Together:
    """Visits that one order would be made of, and when all of them may be."""

    group: Group
    visits: tuple[PlannedVisit, ...]
    agreed: tuple[Span, ...]


def due_visits(session: Session, period: Period) -> Iterator[Together]:
    """What all agreements bring in a period; one that cannot be planned brings nothing."""
    scope, books = Scope(period.first, period.last), read_books(session)
    after = 0
    while some := agreements_of(session, scope, after, PORTION):
        for found in falling_due(session, scope, some, period, books):
            yield from _together(found)
        after = some[-1]


def _together(found: FallingDue) -> Iterator[Together]:
    """The orders of one agreement."""
    lines = {line.line_id: line for line in found.lines}
    groups: dict[Group, list[PlannedVisit]] = {}
    for visit in found.visits:
        groups.setdefault(visit.group, []).append(visit)
    for group, visits in groups.items():
        yield Together(group, tuple(visits), _agreed(visits, lines))


def _agreed(visits: Sequence[PlannedVisit], lines: dict[int, PlanLine]) -> tuple[Span, ...]:
    found = _stretches(visits[0], lines[visits[0].line_id])
    for visit in visits[1:]:
        found = in_common(found, _stretches(visit, lines[visit.line_id]))
    return found


def _stretches(visit: PlannedVisit, line: PlanLine) -> tuple[Span, ...]:
    times = Window(start_after=line.window.start_after, end_before=line.window.end_before)
    return stretches(Agreed(visit.due, visit.day, visit.earliest, visit.latest, line.zone, line.is_open, times))
