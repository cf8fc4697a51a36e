"""Somebody who is not there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from domain.errors import Refusal
from domain.language import tr, trn
from domain.planning.scope import Scope
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.values import Absence
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.progress.progress import AHEAD, WORKED
from domain.scheduling.rules.told import dated
from domain.workforce.rosters import Away
from domain.workforce.spans import without
from domain.workforce.working_days import Days, present

#: So many bookings that stay are told of one by one.
MOST = 5


def absent(supposed: Supposed, absence: Absence) -> Supposed:
    """The same without somebody for a time.

    What is booked with them then may change even where the scope lets nothing change; what is locked, under way or not
    planned stays, which is told. Raises Refusal where nobody is called so.
    """
    loaded, scope = supposed.loaded, supposed.scope
    who = next((each for each in loaded.technicians if each.id == absence.technician_id), None)
    if who is None:
        raise Refusal(tr("Choose somebody who works in these days."), field="technician_id")
    staff = [_without(each, absence) if each is who else each for each in loaded.technicians]
    booked = [each for each in loaded.bookings if _takes(each, absence)]
    freed = loaded.freed | {each.id for each in booked if _may_change(each, scope)}
    stays = [each for each in booked if not _may_change(each, scope)]
    told = [*_no_matter(who, absence, scope), *_told(stays, supposed), *_crews(who, absence)]
    return replace(supposed, loaded=replace(loaded, technicians=staff, freed=freed)).telling(*told)


def _without(who: BoardTechnician, absence: Absence) -> BoardTechnician:
    span = (absence.since, absence.until)
    away = Away(*span, tr("Absent"))
    working, breaks = who.working, who.breaks
    if working:
        left = present(Days(working, breaks), [span], working[0][0], working[-1][1])
        working, breaks = left.working, left.breaks
    on_call = without(who.on_call, [span])
    return replace(who, working=working, breaks=breaks, on_call=on_call, away=(*who.away, away))


def _no_matter(who: BoardTechnician, absence: Absence, scope: Scope) -> Iterator[str]:
    """Why it changes nothing that somebody is away, if so."""
    if absence.until <= scope.since or absence.since >= scope.until:
        yield tr("The absence of {name} lies outside of the days that are planned.", name=who.name)
    elif not scope.covers(who.id):
        yield tr("{name} is not among those who are planned for.", name=who.name)
    elif not any(start < absence.until and finish > absence.since for start, finish in who.working):
        yield tr("{name} does not work then anyway.", name=who.name)


def _takes(booking: BoardBooking, absence: Absence) -> bool:
    """Whether it is somebody's work in that time, and not over."""
    return (
        booking.technician_id == absence.technician_id
        and booking.start < absence.until
        and booking.finish > absence.since
        and booking.status is not BookingStatus.CANCELLED
        and booking.status not in WORKED
    )


def _may_change(booking: BoardBooking, scope: Scope) -> bool:
    return (
        booking.status in AHEAD
        and booking.meaning.is_open
        and booking.lock is not Lock.BOTH
        and scope.covers(booking.technician_id)
        and scope.wants(booking.order_id)
        and scope.since <= booking.start < scope.until
    )


def _told(stays: Sequence[BoardBooking], supposed: Supposed) -> list[str]:
    told = [_stays(each, supposed.loaded.zone) for each in stays[:MOST]]
    more = len(stays) - MOST
    return [*told, trn("One more stays.", "{count} more stay.", more)] if more > 0 else told


def _stays(booking: BoardBooking, zone: tzinfo | None) -> str:
    when = dated(booking.start, booking.finish, zone)
    return tr("{number}, {when}, stays: {why}", number=booking.number, when=when, why=_why(booking))


def _why(booking: BoardBooking) -> str:
    if booking.status not in AHEAD:
        return tr("it is under way.")
    if booking.lock is Lock.BOTH:
        return tr("it is locked.")
    return tr("it is not among what is planned.")


def _crews(who: BoardTechnician, absence: Absence) -> list[str]:
    return [
        tr("{name} is in {crew}, whose work stays as it is.", name=who.name, crew=each.name)
        for each in who.crews
        if each.meets(absence.since, absence.until)
    ]
