"""One placement with all that the rules look at."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span
from domain.scheduling.crews import along, people
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.findings import Placement
from domain.scheduling.rules.terms import Terms
from domain.scheduling.travel.places import Place
from domain.workforce.model import Bookable

#: Whoever had nothing to do for so long has been at home meanwhile.
NIGHT = timedelta(hours=6)

#: What breaks a rule: each says it in a sentence when it is asked.
Breaches = Sequence[Callable[[], str]]
KEPT: Breaches = ()


class Trip(NamedTuple):
    """A way: when one can leave at the earliest, how long it takes, and from which booking (None: the day's start)."""

    leaves: datetime
    minutes: int
    booking: BoardBooking | None

    @property
    def arrives(self) -> datetime:
        """When one is there at the earliest."""
        return self.leaves + timedelta(minutes=self.minutes)


class Case:
    """What is proposed, for whom, beside what. Of `others` those count that bind the technician."""

    def __init__(
        self,
        proposed: Placement,
        technician: BoardTechnician,
        others: Iterable[BoardBooking],
        need: Need,
        terms: Terms,
        zone: tzinfo | None,
    ) -> None:
        self.proposed, self.technician, self.need = proposed, technician, need
        self.start, self.finish = proposed.start, proposed.finish
        self.terms, self.zone = terms, zone
        self.people = people(technician, self.start)
        """Who comes: the technician, and whoever is in the crew."""
        others = self._counted(others)
        self.others = [each for each in others if each.technician_id == proposed.technician_id]
        self.along = along(technician, self.start, others) if len(self.others) < len(others) else []
        """What the members of a crew, or the crews of somebody, have to do."""
        self._look_around()
        self.day = self.day_of(self.start)
        """The working day in which it starts; working hours with less than a night between them are one."""
        self.trip = self._trip(self.start, need.place, self.preceding)
        """The way to the work; None where it is not known, or nobody travels."""

    def _counted(self, others: Iterable[BoardBooking]) -> list[BoardBooking]:
        """The bookings without the one that moves and what is cancelled."""
        own, cancelled = self.proposed.booking_id, BookingStatus.CANCELLED
        return [each for each in others if each.id != own and each.status is not cancelled]

    def _look_around(self) -> None:
        """Find those at the same time, in order, and the neighbours of the same day."""
        start, finish = self.start, self.finish
        earliest, latest = start - NIGHT, finish + NIGHT
        hits, before, after = [], [], []
        for other in self.others:
            if other.finish <= start:
                if earliest < other.finish:
                    before.append(other)
            elif other.start >= finish:
                if other.start < latest:
                    after.append(other)
            else:
                hits.append(other)
        self.hits = sorted(hits, key=_by_start)
        self.preceding = max(before, key=_by_finish, default=None)
        self.following = min(after, key=_by_start, default=None)

    @property
    def travels(self) -> bool:
        """Whether the technician comes to the work, and not the work to the technician."""
        return self.technician.kind is not Bookable.FACILITY

    def begins(self, other: BoardBooking) -> datetime:
        """When the way to another booking must begin, with this one in its place."""
        before = self._neighbour_before(other.start, except_id=other.id)
        if other.start - NIGHT < self.finish <= other.start and self._ends_after(before):
            minutes = self.minutes(self.need.place, other.need.place) or 0
        else:
            trip = self._trip(other.start, other.need.place, before)
            minutes = trip.minutes if trip else 0
        return other.start - timedelta(minutes=minutes)

    def minutes(self, a: Place | None, b: Place | None) -> int | None:
        """How long the way takes; None where it is not known, or nobody travels."""
        return self.terms.travel.minutes(a, b) if self.travels else None

    def day_of(self, moment: datetime) -> Span | None:
        """The working day around a moment."""
        return working_day(self.technician, moment)

    def _ends_after(self, before: BoardBooking | None) -> bool:
        """Whether this one, and not that booking, is the last before a job; what is new comes last."""
        if before is None or before.finish != self.finish:
            return before is None or before.finish < self.finish
        return self.proposed.booking_id is None or before.id < self.proposed.booking_id

    def _neighbour_before(self, moment: datetime, except_id: int | None = None) -> BoardBooking | None:
        earliest = moment - NIGHT
        found = (o for o in self.others if earliest < o.finish <= moment and o.id != except_id)
        return max(found, key=_by_finish, default=None)

    def _trip(self, start: datetime, place: Place | None, before: BoardBooking | None) -> Trip | None:
        if before is not None:
            minutes = self.minutes(before.need.place, place)
            return None if minutes is None else Trip(before.finish, minutes, before)
        day = self.day_of(start)
        minutes = None if day is None else self.minutes(self.technician.start, place)
        return None if day is None or minutes is None else Trip(day[0], minutes, None)


def _by_start(booking: BoardBooking) -> tuple[datetime, int]:
    return booking.start, booking.id


def _by_finish(booking: BoardBooking) -> tuple[datetime, int]:
    return booking.finish, booking.id


def working_day(technician: BoardTechnician, moment: datetime) -> Span | None:
    """The working day of a technician around a moment: hours with less than a night between them."""
    first = last = None
    for start, finish in sorted(technician.working):
        if first is None or last is None or start - last >= NIGHT:
            if last is not None and moment < last:
                break
            first, last = start, finish
        last = max(last, finish)
    if first is None or last is None or not first <= moment < last:
        return None
    return first, last
