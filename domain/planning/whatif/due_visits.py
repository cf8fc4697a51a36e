"""Agreement visits that no order was made for yet, put together as their orders would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.scheduling.board_rows import Span
from domain.visits.agreed import Agreed, in_common, stretches
from domain.visits.lines import PORTION, Books, Scope, agreements_of, lines_of, read_books
from domain.visits.plan import Period, plan
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
        for lines in _lines(session, scope, some, books):
            yield from _together(lines, period)
        after = some[-1]


def _lines(session: Session, scope: Scope, agreement_ids: list[int], books: Books) -> Iterator[list[PlanLine]]:
    try:
        lines = lines_of(session, scope, agreement_ids, books)
    except Refusal:  # which of them it is shows when each is read alone
        if len(agreement_ids) > 1:
            for each in agreement_ids:
                yield from _lines(session, scope, [each], books)
        return
    for _, some in groupby(lines, key=_agreement_of):
        yield list(some)


def _together(lines: Sequence[PlanLine], period: Period) -> Iterator[Together]:
    """The orders of one agreement."""
    by_id = {line.line_id: line for line in lines}
    groups: dict[Group, list[PlannedVisit]] = {}
    try:
        for item in plan(lines, period):
            if isinstance(item, PlannedVisit):
                groups.setdefault(item.group, []).append(item)
    except Refusal:
        return
    for group, visits in groups.items():
        yield Together(group, tuple(visits), _agreed(visits, by_id))


def _agreed(visits: Sequence[PlannedVisit], lines: dict[int, PlanLine]) -> tuple[Span, ...]:
    found = _stretches(visits[0], lines[visits[0].line_id])
    for visit in visits[1:]:
        found = in_common(found, _stretches(visit, lines[visit.line_id]))
    return found


def _stretches(visit: PlannedVisit, line: PlanLine) -> tuple[Span, ...]:
    times = Window(start_after=line.window.start_after, end_before=line.window.end_before)
    return stretches(Agreed(visit.due, visit.day, visit.earliest, visit.latest, line.zone, line.is_open, times))


def _agreement_of(line: PlanLine) -> int:
    return line.terms.agreement_id
