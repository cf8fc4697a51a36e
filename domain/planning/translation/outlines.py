"""Working days as tours: when somebody may be out, when not to work then, and where the day begins and ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.planning.goals import Goals
from domain.planning.scope import Scope
from domain.planning.translation.binding import overtime
from domain.planning.translation.gathering import booked_rows
from domain.planning.translation.loaded import Loaded
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


def outlines(loaded: Loaded, scope: Scope, goals: Goals, terms: Terms) -> list[Outline]:
    """The working days of a scope; on each of them people are planned in their crew, or each for himself."""
    some = [each for each in loaded.technicians if scope.covers(each.id) and each.active and each.capacity == 1]
    over = overtime(terms, goals)
    found = [outline for each in some for outline in _days(each, over)]
    found = [each for each in found if scope.since <= each.starts < scope.until]
    crews = _Crews(loaded)
    together = [each for each in found if each.technician.kind is Bookable.CREW and crews.is_together(each)]
    singly = [each for each in found if each.technician.kind is not Bookable.CREW and not _works_in(each, together)]
    return [*singly, *together]


def with_overtime(technician: BoardTechnician, goals: Goals, terms: Terms) -> BoardTechnician:
    """Somebody who works as long as may be: by these hours it is judged what stands on the board already."""
    days = list(_days(technician, overtime(terms, goals)))
    hours = (span for day in days for span in (*day.spans[:-1], (day.spans[-1][0], day.latest)))
    return replace(technician, working=tuple(hours))


def _days(technician: BoardTechnician, over: timedelta) -> Iterator[Outline]:
    """Hours with less than a night between them are one day; overtime ends a night before the next."""
    days: list[list[Span]] = []
    for span in joined(technician.working):
        if days and span[0] - days[-1][-1][1] < NIGHT:
            days[-1].append(span)
        else:
            days.append([span])
    for at, spans in enumerate(days):
        latest = spans[-1][1] + over
        if at + 1 < len(days):
            latest = max(spans[-1][1], min(latest, days[at + 1][0][0] - NIGHT))
        yield Outline(technician, tuple(spans), latest)


class _Crews:
    """Tells when a crew is planned as one: when it has more booked than its people for themselves, or is waited for."""

    def __init__(self, loaded: Loaded) -> None:
        self._rows = booked_rows(loaded.bookings)
        self._is_waited_for = any(each.need.kind is Bookable.CREW for each in loaded.waiting)

    def is_together(self, crew: Outline) -> bool:
        """Whether a crew works as one on a day of it."""
        own = self._count(crew.technician.id, crew)
        members = {each.id for each in crew.technician.members if each.meets(crew.starts, crew.latest)}
        apart = sum(self._count(each, crew) for each in members)
        return own > apart or (self._is_waited_for and own == apart)

    def _count(self, technician_id: int, day: Outline) -> int:
        rows = self._rows.get(technician_id, ())
        return sum(each.start < day.latest and day.starts < each.finish for each in rows)


def _works_in(outline: Outline, crews: Iterable[Outline]) -> bool:
    """Whether somebody is in one of the crews that day."""
    return any(
        membership.id == each.technician.id and membership.meets(each.starts, each.latest)
        for membership in outline.technician.crews
        for each in crews
        if each.starts < outline.latest and outline.starts < each.latest
    )
