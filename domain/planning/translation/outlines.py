"""Working days as tours: when somebody may be out, when not to work then, and where the day begins and ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.parameters.placement_rules import Kind
from domain.planning.goals import Goals
from domain.planning.scope import Scope
from domain.planning.translation.clock import MINUTE
from domain.scheduling.board_rows import BoardTechnician, Span
from domain.scheduling.rules.case import NIGHT
from domain.scheduling.rules.terms import Terms
from domain.workforce.model import Bookable
from domain.workforce.spans import joined


@dataclass(frozen=True, slots=True)
class Outline:
    """One working day of one technician, from its first to its last working minute, and until when in overtime."""

    technician: BoardTechnician
    spans: tuple[Span, ...]
    latest: datetime

    @property
    def starts(self) -> datetime:
        """When it begins."""
        return self.spans[0][0]

    @property
    def ends(self) -> datetime:
        """When it ends without overtime."""
        return self.spans[-1][1]


def outlines(technicians: Iterable[BoardTechnician], scope: Scope, goals: Goals, terms: Terms) -> list[Outline]:
    """The working days of a scope; whoever is in a crew that is planned works only with it."""
    some = [each for each in technicians if scope.covers(each.id) and each.active and each.capacity == 1]
    found = [outline for each in some for outline in _days(each, goals, terms)]
    found = [each for each in found if scope.since <= each.starts < scope.until]
    crews: dict[int, list[Outline]] = {}
    for each in found:
        if each.technician.kind is Bookable.CREW:
            crews.setdefault(each.technician.id, []).append(each)
    return [each for each in found if not _is_in_crew(each, crews)]


def _days(technician: BoardTechnician, goals: Goals, terms: Terms) -> Iterator[Outline]:
    """Hours with less than a night between them are one day; overtime ends a night before the next."""
    days: list[list[Span]] = []
    for span in joined(technician.working):
        if days and span[0] - days[-1][-1][1] < NIGHT:
            days[-1].append(span)
        else:
            days.append([span])
    over = goals.overtime_minutes * MINUTE if not {Kind.HOURS, Kind.COMMUTE} & terms.levels.keys() else 0 * MINUTE
    for at, spans in enumerate(days):
        latest = spans[-1][1] + over
        if at + 1 < len(days):
            latest = max(spans[-1][1], min(latest, days[at + 1][0][0] - NIGHT))
        yield Outline(technician, tuple(spans), latest)


def _is_in_crew(outline: Outline, crews: Mapping[int, Sequence[Outline]]) -> bool:
    return any(
        membership.meets(each.starts, each.latest) and each.starts < outline.latest and outline.starts < each.latest
        for membership in outline.technician.crews
        for each in crews.get(membership.id, ())
    )
