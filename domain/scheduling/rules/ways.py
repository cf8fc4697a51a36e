"""Whether there is time for the ways: between two jobs, and from and to where the day begins and ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from domain.language import tr, trn
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.rules.case import KEPT, Breaches, Case, Trip
from domain.scheduling.rules.told import clock


def travel(case: Case) -> Breaches:
    """One can be there in time, and at the next job too."""
    found: list[Callable[[], str]] = []
    trip, following = case.trip, case.following
    if trip is not None and trip.booking is not None and trip.arrives > case.start:
        found.append(partial(_tell_late, case, trip, trip.booking))
    if following is not None:
        minutes = case.minutes(case.need.place, following.need.place)
        if minutes is not None and case.finish + timedelta(minutes=minutes) > following.start:
            found.append(partial(_tell_next, case, following, minutes))
    return found


def commute(case: Case) -> Breaches:
    """The working day has room for the way to its first job, and for that home from its last."""
    day = case.day
    if day is None:
        return KEPT
    found: list[Callable[[], str]] = []
    trip = case.trip
    if trip is not None and trip.booking is None and trip.arrives > case.start:
        found.append(partial(_tell_first, case, trip))
    if case.following is None and case.finish <= day[1]:
        minutes = case.minutes(case.need.place, case.technician.end)
        if minutes is not None and case.finish + timedelta(minutes=minutes) > day[1]:
            found.append(partial(_tell_home, case, day[1], minutes))
    return found


def place(case: Case) -> Breaches:
    """A way that should be reckoned can be."""
    if case.need.place is not None or not case.travels:
        return KEPT
    neighbours = (each.need.place for each in (case.preceding, case.following) if each is not None)
    beside = (case.technician.start, case.technician.end, *neighbours)
    return KEPT if all(each is None for each in beside) else (_tell_place,)


def _tell_late(case: Case, trip: Trip, before: BoardBooking) -> str:
    return trn(
        "{name} cannot be there before {when}: {count} minute on the way from {number}.",
        "{name} cannot be there before {when}: {count} minutes on the way from {number}.",
        trip.minutes,
        name=case.technician.name,
        when=clock(trip.arrives, case.start, case.zone),
        number=before.number,
    )


def _tell_next(case: Case, following: BoardBooking, minutes: int) -> str:
    return trn(
        "{name} cannot be at {number} by {when}: {count} minute on the way there.",
        "{name} cannot be at {number} by {when}: {count} minutes on the way there.",
        minutes,
        name=case.technician.name,
        number=following.number,
        when=clock(following.start, case.finish, case.zone),
    )


def _tell_first(case: Case, trip: Trip) -> str:
    return trn(
        "{name} cannot be there before {when}: the day begins at {begins}, and the way takes {count} minute.",
        "{name} cannot be there before {when}: the day begins at {begins}, and the way takes {count} minutes.",
        trip.minutes,
        name=case.technician.name,
        when=clock(trip.arrives, case.start, case.zone),
        begins=clock(trip.leaves, case.start, case.zone),
    )


def _tell_home(case: Case, end: datetime, minutes: int) -> str:
    return trn(
        "{name} would be back at {back}, after {count} minute on the way; the day ends at {when}.",
        "{name} would be back at {back}, after {count} minutes on the way; the day ends at {when}.",
        minutes,
        name=case.technician.name,
        back=clock(case.finish + timedelta(minutes=minutes), case.finish, case.zone),
        when=clock(end, case.finish, case.zone),
    )


def _tell_place() -> str:
    return tr("The place of the work is not known, so the way there is not reckoned.")
