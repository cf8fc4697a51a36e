"""The day and the time of day at which candidates stand, alone or together with the others of their group."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.visits.candidates import Candidate
from domain.visits.combine import days_for, riding, slots
from domain.visits.window import minutes_of


def stand_alone(candidates: Iterable[Candidate]) -> None:
    """Give each its own day, where nothing else can go along."""
    for each in candidates:
        if each.place is not None:
            each.day = each.place.day
            each.minute = minutes_of(each.line.window)[1]


def put_together(candidates: Iterable[Candidate]) -> None:
    """Give each the day on which it goes together with others, month by month."""
    months: dict[int, list[Candidate]] = {}
    for each in candidates:
        if each.place is not None:
            months.setdefault(each.month, []).append(each)
    for of_month in months.values():
        _month(of_month)


def _month(candidates: Sequence[Candidate]) -> None:
    """Those with a series of their own decide on the days; what floats rides along and pulls nobody with it."""
    fixed = [each for each in candidates if not each.floats]
    places = [each.place for each in fixed if each.place is not None]
    days = days_for(places, candidates[0].line.is_open)
    for each, day in zip(fixed, days, strict=True):
        each.day = day
    taken = sorted(set(days))
    for each in candidates:
        if each.floats and each.place is not None:
            each.day = riding(each.place, taken)
    _share_days(candidates)


def _share_days(candidates: Sequence[Candidate]) -> None:
    """Tell apart on each day what cannot be at the same time of day."""
    if all(each.line.window.end_before is None for each in candidates):
        return
    minutes = [minutes_of(each.line.window) for each in candidates]
    days: dict[date | None, list[int]] = {}
    for at, each in enumerate(candidates):
        days.setdefault(each.day, []).append(at)
    for of_day in days.values():
        for at, minute in zip(of_day, slots([minutes[at] for at in of_day]), strict=True):
            candidates[at].minute = minute
