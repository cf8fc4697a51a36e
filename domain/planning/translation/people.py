"""Who may do which work, and at what price: the rules about people for everybody at once."""

from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta, tzinfo
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.parameters.placement_rules import Kind
from domain.planning.goals import Goals
from domain.planning.translation.outlines import Outline
from domain.planning.translation.values import Work
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.crews import people
from domain.scheduling.model import Lock
from domain.scheduling.needs.needs import Need, Part
from domain.scheduling.rules.terms import Terms
from domain.workforce.model import Bookable

Costs = NDArray[np.float64]
A_MOMENT = timedelta(microseconds=1)
NEVER = float("inf")


class Column(NamedTuple):
    """A technician on days with the same certificates valid and the same people in the crew.

    `certain` come whenever work begins on such a day, `possible` at some time of it.
    """

    technician: int
    valid: frozenset[str]
    certain: frozenset[int]
    possible: frozenset[int]


def column(outline: Outline, zone: tzinfo | None) -> Column:
    """The column of a working day; what may go on past midnight asks for certificates of the day after."""
    technician = outline.technician
    last_day = (outline.latest - A_MOMENT).astimezone(zone).date()
    ended = {each.skill for each in technician.abilities if each.valid_until and each.valid_until < last_day}
    first, last = people(technician, outline.starts), people(technician, outline.latest - A_MOMENT)
    return Column(technician.id, technician.skills - ended, first & last, first | last)


class Judge:
    """Tells for each work what everybody costs; work that asks for the same is asked about once."""

    def __init__(self, columns: Sequence[Column], staff: Sequence[BoardTechnician], goals: Goals, terms: Terms) -> None:
        self._pairs = list(zip(columns, staff, strict=True))
        self._goals, self._levels = goals, terms.levels
        self._known: dict[Hashable, Costs] = {}

    def costs(self, work: Work) -> Costs:
        """What it costs that each column does the work; infinite where that is forbidden."""
        need = work.need
        found = (
            self._asked(("kind", need.kind), lambda _, who: self._kind(need.kind, who))
            + self._asked(("able", need.skills, need.ratings), lambda at, who: self._ability(need, at, who))
            + self._asked(("territory", need.territory), lambda _, who: self._territory(need.territory, who))
        )
        if need.parts and Kind.PARTS in self._levels:
            found = found + self._asked(("parts", need.parts), lambda _, who: _parts(need.parts, who))
        if need.restricted or need.only or need.preferred:
            wishes = ("wishes", need.restricted, need.only, need.preferred)
            found = found + self._asked(wishes, lambda at, _: self._wishes(need, at))
        return found if work.booking is None else found + self._given_away(work)

    def _asked(self, key: Hashable, cost: Callable[[Column, BoardTechnician], float]) -> Costs:
        if key not in self._known:
            self._known[key] = np.array([cost(at, who) for at, who in self._pairs], np.float64)
        return self._known[key]

    def _kind(self, kind: Bookable, who: BoardTechnician) -> float:
        fits = who.kind is kind or (kind is Bookable.PERSON and who.kind is Bookable.CREW)
        return 0.0 if fits else NEVER

    def _ability(self, need: Need, at: Column, who: BoardTechnician) -> float:
        has = need.skills & who.skills
        lacks = Kind.SKILL in self._levels and len(has) < len(need.skills)
        ended = Kind.EXPIRED in self._levels and not has <= at.valid
        if lacks or ended or (Kind.RATING in self._levels and _is_rated_low(need, who)):
            return NEVER
        return self._goals.overqualified * len(who.skills - need.skills)

    def _territory(self, territory: str, who: BoardTechnician) -> float:
        if not territory or not who.territories or territory in who.territories:
            return 0.0
        return self._price(Kind.TERRITORY, self._goals.other_territory)

    def _wishes(self, need: Need, at: Column) -> float:
        if Kind.CUSTOMER in self._levels:
            outsiders = bool(need.only) and not need.only & at.certain
            if outsiders or need.restricted & at.possible:
                return NEVER
        if not need.preferred or need.preferred & at.certain:
            return 0.0
        return self._price(Kind.PREFERRED, self._goals.not_preferred)

    def _price(self, kind: Kind, price: float | None) -> float:
        """What it costs to break a rule that may be broken."""
        return NEVER if kind in self._levels else price or 0.0

    def _given_away(self, work: Work) -> Costs:
        assert work.booking is not None
        price = self._goals.given_away * (self._goals.promised if work.is_told else 1.0)
        if work.booking.lock is Lock.TECHNICIAN:
            price = NEVER
        return np.array([0.0 if at.technician == work.booking.technician_id else price for at, _ in self._pairs])


def _parts(parts: Sequence[Part], who: BoardTechnician) -> float:
    there = dict(who.van)
    lacks = bool(there) and any(there.get(part.article_id, 0) < part.quantity for part in parts)
    return NEVER if lacks else 0.0


def _is_rated_low(need: Need, who: BoardTechnician) -> bool:
    if not need.ratings:
        return False
    rated = {each.skill: each.rating for each in who.abilities}
    return any(skill in who.skills and rated.get(skill, 0) < least for skill, least in need.ratings)
