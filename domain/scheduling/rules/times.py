"""Whether the technician works then: hours, on-call duty, absences, breaks."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from domain.language import tr, trn
from domain.scheduling.board_rows import Span
from domain.scheduling.rules.case import KEPT, Breaches, Case
from domain.scheduling.rules.told import clock, span, spans
from domain.workforce.rosters import Away, Break


def hours(case: Case) -> Breaches:
    """Every moment is worked or on call; what lies in an absence is that rule's business."""
    start, finish = case.start, case.finish
    technician = case.technician
    if any(begin <= start and finish <= end for begin, end in technician.working):
        return KEPT
    absent = ((away.start, away.finish) for away in technician.away if away.approved)
    if covered(start, finish, (*technician.working, *technician.on_call, *absent)):
        return KEPT
    return (partial(_tell_hours, case),)


def away(case: Case) -> Breaches:
    """Nobody works while away."""
    return _absences(case, approved=True)


def asked(case: Case) -> Breaches:
    """Who has asked for an absence may be away."""
    return _absences(case, approved=False)


def breaks(case: Case) -> Breaches:
    """A break stays free in one piece, beside all work and the ways to it."""
    if not case.technician.breaks:
        return KEPT
    begins = case.start - timedelta(minutes=case.trip.minutes if case.trip else 0)
    return [
        partial(_tell_break, case, pause)
        for pause in case.technician.breaks
        if begins < pause.finish and pause.start < case.finish and not _has_room(case, pause, begins)
    ]


def covered(start: datetime, finish: datetime, found: Iterable[Span]) -> bool:
    """Whether intervals, which may touch or overlap, hold the whole time."""
    reached = start
    for begin, end in sorted(found):
        if begin > reached:
            return False
        reached = max(reached, end)
        if reached >= finish:
            return True
    return False


def _absences(case: Case, *, approved: bool) -> Breaches:
    return [
        partial(_tell_away, case, absence)
        for absence in case.technician.away
        if absence.approved is approved and absence.start < case.finish and case.start < absence.finish
    ]


def _has_room(case: Case, pause: Break, begins: datetime) -> bool:
    busy = [(begins, case.finish)]
    busy += ((case.begins(o), o.finish) for o in case.others if pause.start < o.finish)
    free_from, least = pause.start, timedelta(minutes=pause.minutes)
    for begin, end in sorted(busy):
        if min(begin, pause.finish) - free_from >= least:
            return True
        free_from = max(free_from, end)
    return pause.finish - free_from >= least


def _tell_hours(case: Case) -> str:
    name, day = case.technician.name, case.start.astimezone(case.zone).date()
    shifts = [each for each in case.technician.working if each[0].astimezone(case.zone).date() == day]
    if not shifts:
        return tr("{name} does not work that day.", name=name)
    hours_of_day = spans(shifts, case.start, case.zone)
    return tr("Outside the working hours of {name}, {hours}.", name=name, hours=hours_of_day)


def _tell_away(case: Case, absence: Away) -> str:
    when = span(absence.start, absence.finish, case.start, case.zone)
    if absence.approved:
        return tr("{name} is away, {when}: {words}.", name=case.technician.name, when=when, words=absence.words)
    return tr(
        "{name} has asked to be away, {when}: {words}.", name=case.technician.name, when=when, words=absence.words
    )


def _tell_break(case: Case, pause: Break) -> str:
    return trn(
        "No room for the break of {name}, {count} minute between {start} and {finish}.",
        "No room for the break of {name}, {count} minutes between {start} and {finish}.",
        pause.minutes,
        name=case.technician.name,
        start=clock(pause.start, case.start, case.zone),
        finish=clock(pause.finish, case.start, case.zone),
    )
