"""Whether there is time for it from now on; what has begun, or stays with whoever has it at its time, is not asked."""

from datetime import datetime, timedelta
from functools import partial

from domain.language import tr, trn
from domain.scheduling.progress.progress import AHEAD
from domain.scheduling.rules.case import KEPT, Breaches, Case, Trip
from domain.scheduling.rules.told import clock


def past(case: Case) -> Breaches:
    """Nobody can begin in the past."""
    now = case.terms.now
    if now is None or now <= case.start or _stands(case):
        return KEPT
    return (partial(_tell_past, case, now),)


def departure(case: Case) -> Breaches:
    """Nobody can have set out in the past; where the way takes too long at any time, that is told of the way.

    Whoever comes later than so far is not asked either: by what stands there, one is on the way.
    """
    now, trip = case.terms.now, case.trip
    if now is None or trip is None or not trip.leaves < now <= case.start or trip.arrives > case.start:
        return KEPT
    if now + timedelta(minutes=trip.minutes) <= case.start or _stands(case) or _comes_later(case, now):
        return KEPT
    return (partial(_tell_departure, case, trip, now),)


def _stands(case: Case) -> bool:
    was = case.proposed.was
    here = (case.proposed.technician_id, case.start)
    return was is not None and (was.status not in AHEAD or (was.technician_id, was.start) == here)


def _comes_later(case: Case, now: datetime) -> bool:
    was = case.proposed.was
    return (
        was is not None
        and was.technician_id == case.proposed.technician_id
        and was.start <= case.start
        and now < was.finish
    )


def _tell_past(case: Case, now: datetime) -> str:
    return tr("It would begin in the past, {when}.", when=clock(case.start, now, case.zone))


def _tell_departure(case: Case, trip: Trip, now: datetime) -> str:
    return trn(
        "{name} cannot be there before {when}: {count} minute on the way, from now on.",
        "{name} cannot be there before {when}: {count} minutes on the way, from now on.",
        trip.minutes,
        name=case.technician.name,
        when=clock(now + timedelta(minutes=trip.minutes), case.start, case.zone),
    )
