"""By what slots are ranked: everything in the money it is worth, so that it can be added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.scheduling.assistant.values import Point, Search
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.crews import people
from domain.scheduling.rules.case import Case
from domain.scheduling.rules.checks import RULES, Kind

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing is worth; `rate` is that of an hour of whoever has none."""

    rate: float = 60.0
    waiting_hour: float = 0.5
    late: float = 100.0
    late_minute: float = 1.0
    surplus_skill: float = 2.0
    most_surplus: float = 10.0
    lacking_skill: float = 60.0
    territory: float = 25.0
    preference: float = 30.0
    part: float = 40.0
    full_day: float = 20.0


WEIGHTS = Weights()
_PLAIN = ((Kind.TERRITORY, Point.TERRITORY), (Kind.PREFERRED, Point.PREFERENCE), (Kind.PARTS, Point.PARTS))


def of_person(search: Search, case: Case, weights: Weights = WEIGHTS) -> Mapping[Point, float]:
    """What holds for a technician at any time: skills, territory, preference, parts, and the price of the work."""
    worth = {Point.TERRITORY: weights.territory, Point.PREFERENCE: weights.preference, Point.PARTS: weights.part}
    found = {point: len(RULES[kind](case)) * worth[point] for kind, point in _PLAIN}
    return {
        Point.WORK: search.minutes / 60 * rate(case.technician, case.start, weights),
        Point.SKILL: _skill(case, weights),
        **{point: value for point, value in found.items() if value},
    }


def of_time(
    search: Search, technician: BoardTechnician, start: datetime, extra: int, booked: float, weights: Weights = WEIGHTS
) -> Mapping[Point, float]:
    """What follows from when it is done, and between which others."""
    late = _late(search, start, weights)
    return {
        Point.TRAVEL: extra / 60 * rate(technician, start, weights),
        Point.WAITING: max(0.0, (start - search.since) / HOUR * weights.waiting_hour),
        Point.BALANCE: booked * weights.full_day,
        **({Point.LATE: late} if late else {}),
    }


def rate(technician: BoardTechnician, start: datetime, weights: Weights = WEIGHTS) -> float:
    """What an hour of a technician costs; of a crew that of everybody in it by then."""
    if technician.cost_rate is not None:
        return float(technician.cost_rate)
    return weights.rate * max(1, len(people(technician, start) - {technician.id}))


def _skill(case: Case, weights: Weights) -> float:
    """Whoever can much else is kept for what needs it."""
    needed = case.need.skills
    lacking = sum(len(RULES[kind](case)) for kind in (Kind.SKILL, Kind.RATING))
    surplus = len(case.technician.skills - needed)
    return lacking * weights.lacking_skill + min(weights.most_surplus, surplus * weights.surplus_skill)


def _late(search: Search, start: datetime, weights: Weights) -> float:
    due = search.need.due
    if due is None or start + search.length <= due:
        return 0.0
    return weights.late + (start + search.length - due) / MINUTE * weights.late_minute
