"""The assistant: the best slots for a job over all technicians, the best first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from decimal import Decimal
from heapq import heappop, heappush

from domain.scheduling.assistant.gaps import gaps
from domain.scheduling.assistant.options import Fitter, Option
from domain.scheduling.assistant.points import of_person, of_time
from domain.scheduling.assistant.reasons import promise_of, reasons_for
from domain.scheduling.assistant.values import Search, Slot, Way
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.crews import beside, taken
from domain.scheduling.rules.case import Case
from domain.scheduling.rules.checks import RULES, Kind, Level, Placement, check
from domain.scheduling.rules.terms import DEFAULT, Terms
from domain.scheduling.travel.ways import by_technician

#: Whether the technician is the right one, whenever it is.
PERSON = (
    Kind.KIND,
    Kind.INACTIVE,
    Kind.CUSTOMER,
    Kind.SKILL,
    Kind.RATING,
    Kind.TERRITORY,
    Kind.PARTS,
    Kind.PREFERRED,
)
#: What is offered all the same where it is no more than a warning: it costs points instead.
SOFT = frozenset((Kind.TERRITORY, Kind.PARTS, Kind.PREFERRED, Kind.DUE, Kind.PLACE, Kind.ASKED))
LACKING = frozenset((Kind.SKILL, Kind.RATING, Kind.EXPIRED))
#: What is no better later on.
FOR_GOOD = frozenset((Kind.DUE, Kind.EXPIRED, Kind.LOCK, Kind.PLACE))

Entry = tuple[float, int, datetime, Option]


class Assistant:
    """Looks for slots in what a board has loaded."""

    def __init__(
        self,
        technicians: Sequence[BoardTechnician],
        bookings: Sequence[BoardBooking],
        terms: Terms = DEFAULT,
        zone: tzinfo | None = None,
    ) -> None:
        self.technicians = technicians
        self.terms = terms
        self.zone = zone
        self._rows = by_technician(bookings)
        self._taken: dict[int, Sequence[BoardBooking]] = {}

    def slots(self, search: Search) -> tuple[Slot, ...]:
        """The best slots, at most `search.most` of them."""
        found: list[Slot] = []
        each: Counter[int] = Counter()
        for slot in self._ranked(search):
            if each[slot.technician_id] < search.most_each:
                each[slot.technician_id] += 1
                found.append(slot)
                if len(found) == search.most:
                    break
        return tuple(found)

    def jobs_of(self, technician: BoardTechnician, search: Search) -> Sequence[BoardBooking]:
        """What takes time of a technician beside this, in order."""
        if technician.id not in self._taken:
            self._taken[technician.id] = sorted(taken(technician, self._rows), key=_by_start)
        jobs = self._taken[technician.id]
        if search.booking_id is None:
            return jobs
        return [job for job in jobs if job.id != search.booking_id]

    def case(self, search: Search, technician: BoardTechnician, start: datetime) -> Case:
        """The job with a technician at a time, as the rules see it."""
        placement = Placement(technician.id, start, start + search.length, search.booking_id)
        return Case(placement, technician, self.others(technician), search.need, self.terms, self.zone)

    def others(self, technician: BoardTechnician) -> Sequence[BoardBooking]:
        """What the rules look at beside a job of a technician."""
        return beside(technician, self._rows)

    def options(self, search: Search) -> Iterator[Option]:
        """The first start in every gap of everybody who may do it; the rules have not been asked yet."""
        fitter = self.fitter(search)
        for technician, _points in self._suitable(search):
            jobs = self.jobs_of(technician, search)
            for gap in gaps(technician, jobs, search.since, search.until, search.length):
                option = fitter.first(technician, gap)
                if option is not None:
                    yield option

    def fitter(self, search: Search) -> Fitter:
        """Fits this job into gaps."""
        return Fitter(search, self.terms, self.zone)

    def fits(self, search: Search, option: Option) -> bool:
        """Whether the rules let it pass."""
        return self._blocked(search, self.case(search, option.technician, option.start)) is None

    def slot_at(self, search: Search, technician: BoardTechnician, option: Option) -> Slot:
        """A slot as it is offered."""
        case = self.case(search, technician, option.start)
        points = {
            **of_person(search, case),
            **of_time(search, technician, option.start, option.extra, option.gap.booked),
        }
        findings = check(case.proposed, technician, self.others(technician), search.need, self.terms, self.zone)
        promise, late = promise_of(search.need, option.start + search.length)
        slot = Slot(
            technician_id=technician.id,
            name=technician.name,
            start=option.start,
            finish=option.start + search.length,
            before=self._way_there(case),
            after=self._way_on(case),
            extra=option.extra,
            cost=_cost(technician, search.minutes + option.extra),
            points=points,
            findings=findings,
            promise=promise,
            late=late,
        )
        return replace(slot, reasons=reasons_for(slot, case))

    def _ranked(self, search: Search) -> Iterator[Slot]:
        """One slot of each gap, the best first: a start that is not possible makes way for the next in its gap."""
        fitter = self.fitter(search)
        people = {one.id: total for one, total in self._suitable(search)}
        waiting: list[Entry] = []
        for technician in self.technicians:
            if technician.id in people:
                jobs = self.jobs_of(technician, search)
                for gap in gaps(technician, jobs, search.since, search.until, search.length):
                    self._put(waiting, search, fitter.first(technician, gap), people)
        while waiting:
            option = heappop(waiting)[-1]
            blocked = self._blocked(search, self.case(search, option.technician, option.start))
            if blocked is None:
                yield self.slot_at(search, option.technician, option)
            elif blocked not in FOR_GOOD:
                self._put(waiting, search, fitter.next(option), people)

    def _put(self, waiting: list[Entry], search: Search, option: Option | None, people: Mapping[int, float]) -> None:
        if option is not None:
            technician = option.technician
            points = of_time(search, technician, option.start, option.extra, option.gap.booked)
            total = sum(points.values()) + people[technician.id]
            heappush(waiting, (total, technician.id, option.start, option))

    def _suitable(self, search: Search) -> Iterator[tuple[BoardTechnician, float]]:
        """The technicians who can be offered, and what speaks against each of them at any time."""
        for technician in self.technicians:
            if search.only and technician.id not in search.only:
                continue
            case = self.case(search, technician, search.since)
            if self._blocked(search, case, PERSON) is None:
                yield technician, sum(of_person(search, case).values())

    def _blocked(self, search: Search, case: Case, kinds: Iterable[Kind] = tuple(RULES)) -> Kind | None:
        levels = self.terms.levels
        mild = SOFT | LACKING if search.lacking else SOFT
        for kind in kinds:
            level = levels.get(kind)
            if level is None or (kind in mild and level is Level.WARNING):
                continue
            if RULES[kind](case):
                return kind
        return None

    def _way_there(self, case: Case) -> Way | None:
        trip, here = case.trip, case.need.place
        if trip is None:
            return None
        origin = trip.booking.need.place if trip.booking else case.technician.start
        km = self.terms.travel.km(origin, here) or 0.0
        return Way(trip.minutes, km, trip.booking.number if trip.booking else "")

    def _way_on(self, case: Case) -> Way | None:
        job = case.following
        end = job.need.place if job else case.technician.end
        minutes = case.minutes(case.need.place, end)
        if minutes is None:
            return None
        return Way(minutes, self.terms.travel.km(case.need.place, end) or 0.0, job.number if job else "")


def _by_start(booking: BoardBooking) -> tuple[datetime, int]:
    return booking.start, booking.id


def _cost(technician: BoardTechnician, minutes: int) -> Decimal | None:
    return None if technician.cost_rate is None else technician.cost_rate * minutes / 60
