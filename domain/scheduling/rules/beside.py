"""What keeps a booking where it is: others at the same time, its lock, that it has begun."""

from datetime import datetime
from functools import partial

from domain.language import tr
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.progress.progress import AHEAD, ENDED
from domain.scheduling.rules.case import KEPT, Breaches, Case
from domain.scheduling.rules.findings import Was
from domain.scheduling.rules.told import clock, span


def overlap(case: Case) -> Breaches:
    """Nobody is at two places at once."""
    if not (case.hits or case.along):
        return KEPT
    found = [partial(_tell_overlap, case, hit) for hit in case.hits] if case.technician.capacity == 1 else []
    along = (each for each in case.along if each.start < case.finish and case.start < each.finish)
    return found + [partial(_tell_along, case, hit) for hit in along]


def capacity(case: Case) -> Breaches:
    """Where several have room, no more than that."""
    room = case.technician.capacity
    if room == 1 or len(case.hits) < room:
        return KEPT
    moments = [case.start, *(hit.start for hit in case.hits if hit.start > case.start)]
    full = [moment for moment in moments if sum(hit.start <= moment < hit.finish for hit in case.hits) >= room]
    return (partial(_tell_full, case, min(full)),) if full else KEPT


def lock(case: Case) -> Breaches:
    """What is locked is unlocked before it moves."""
    was = case.proposed.was
    if was is None or was.lock is Lock.NONE:
        return KEPT
    moved = (case.start, case.finish) != (was.start, was.finish)
    given_away = case.proposed.technician_id != was.technician_id
    if was.lock in (Lock.TIME, Lock.BOTH) and moved:
        return (_tell_time,)
    if was.lock in (Lock.TECHNICIAN, Lock.BOTH) and given_away:
        return (_tell_technician,)
    if was.lock is Lock.WINDOW and moved and _leaves_window(case, was):
        return (_tell_window,)
    return KEPT


def begun(case: Case) -> Breaches:
    """What is over stays as it was; of what has begun only the end moves."""
    was = case.proposed.was
    if was is None or was.status in AHEAD:
        return KEPT
    given_away = case.proposed.technician_id != was.technician_id
    if was.status in ENDED:
        moved = given_away or (case.start, case.finish) != (was.start, was.finish)
        return (partial(_tell_over, was.status),) if moved else KEPT
    if given_away:
        return (_tell_given_away,)
    return KEPT if case.start == was.start else (_tell_begun,)


def _leaves_window(case: Case, was: Was) -> bool:
    first, last = case.need.window_from, case.need.window_until
    if first is None and last is None:
        return case.start != was.start
    return (first is not None and case.start < first) or (last is not None and case.start > last)


def _tell_overlap(case: Case, hit: BoardBooking) -> str:
    return tr(
        "{name} already has {number}, {start}–{finish}.",
        name=case.technician.name,
        number=hit.number,
        start=clock(hit.start, case.start, case.zone),
        finish=clock(hit.finish, hit.start, case.zone),
    )


def _tell_along(case: Case, hit: BoardBooking) -> str:
    words = {
        "name": case.technician.name,
        "number": hit.number,
        "when": span(hit.start, hit.finish, case.start, case.zone),
    }
    member = next((each.name for each in case.technician.members if each.id == hit.technician_id), None)
    if member is not None:
        return tr("{member} of {name} already has {number}, {when}.", member=member, **words)
    return tr("The crew of {name} already has {number}, {when}.", **words)


def _tell_full(case: Case, moment: datetime) -> str:
    return tr(
        "{name} has room for {count} at a time, and is full at {when}.",
        count=case.technician.capacity,
        name=case.technician.name,
        when=clock(moment, case.start, case.zone),
    )


def _tell_time() -> str:
    return tr("Its time is locked; unlock it first.")


def _tell_technician() -> str:
    return tr("Its technician is locked; unlock it first.")


def _tell_window() -> str:
    return tr("It is locked in its promised window; unlock it first.")


def _tell_over(status: BookingStatus) -> str:
    return tr("It is “{status}” there; that stays as it was.", status=status.label)


def _tell_given_away() -> str:
    return tr("The work has begun; cancel its booking first.")


def _tell_begun() -> str:
    return tr("The work has begun; only its end can be moved.")
