"""What stands on the map: jobs by their state, technicians, and the ways of a day, made from the plan of the board."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from app.dispatch.board.calendar import Day, day_of, moment
from app.dispatch.map.mercator import Point, to_world
from app.dispatch.plan import Plan
from domain.language import tr
from domain.orders.model import StageMeaning
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.progress import BEGUN, WORKED
from domain.scheduling.travel.places import Place


class JobState(StrEnum):
    """How far a job got, as the map tells it."""

    WAITING = "waiting"
    PLANNED = "planned"
    ON_THE_WAY = "on_the_way"
    DONE = "done"

    @property
    def label(self) -> str:
        """The words of the legend."""
        return {
            JobState.WAITING: tr("Waiting"),
            JobState.PLANNED: tr("Planned"),
            JobState.ON_THE_WAY: tr("Under way"),
            JobState.DONE: tr("Done"),
        }[self]


@dataclass(frozen=True, slots=True)
class Job:
    """One job at its place; a planned one has its booking, and its `number` in the day of its technician."""

    at: Point
    state: JobState
    order: UnassignedOrder | None = None
    booking: BoardBooking | None = None
    number: int = 0

    @property
    def order_id(self) -> int:
        """The order it is about."""
        told = self.order or self.booking
        assert told is not None
        return told.order_id if isinstance(told, BoardBooking) else told.id


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a technician is: the last place that was heard of, else where the day begins."""

    at: Point
    technician: BoardTechnician
    heard: datetime | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a technician through a day."""

    technician: BoardTechnician
    points: tuple[Point, ...]
    tint: int


@dataclass(frozen=True, slots=True)
class Marks:
    """All of one day; `lost` counts the jobs whose place nobody knows."""

    jobs: tuple[Job, ...] = ()
    stands: tuple[Stand, ...] = ()
    ways: tuple[Way, ...] = ()
    lost: int = 0

    @property
    def points(self) -> tuple[Point, ...]:
        """Every place that something stands at."""
        return (*(job.at for job in self.jobs), *(stand.at for stand in self.stands))


Heard = Mapping[int, tuple[Place, datetime]]
"""Where the devices of technicians last said to be, by technician."""


def marks(plan: Plan, day: date, zone: tzinfo | None, heard: Heard, shown: frozenset[int] | None = None) -> Marks:
    """What the map shows of a day: all that waits, and what is booked; `shown` are the technicians wanted, or all."""
    technicians = [one for one in plan.technicians if shown is None or one.id in shown]
    days = _days(plan.bookings, day_of(day, zone))
    waiting = [_waiting(order) for order in plan.orders]
    jobs = [job for job in waiting if job is not None]
    lost = len(waiting) - len(jobs)
    ways = []
    for tint, technician in enumerate(technicians):
        todays = days.get(technician.id, [])
        placed = [job for number, booking in enumerate(todays, 1) if (job := _booked(booking, number)) is not None]
        lost += len(todays) - len(placed)
        jobs += placed
        points = tuple(_ends(technician.start, [job.at for job in placed], technician.end))
        if placed and len(points) > 1:
            ways.append(Way(technician, points, tint))
    stands = tuple(stand for one in technicians if (stand := _stand(one, heard)) is not None)
    return Marks(tuple(jobs), stands, tuple(ways), lost)


def _days(bookings: Iterable[BoardBooking], day: Day) -> dict[int, list[BoardBooking]]:
    """What begins on that day, by technician, in the turn of the day."""
    since, until = moment(day.start), moment(day.finish)
    found: dict[int, list[BoardBooking]] = defaultdict(list)
    for booking in bookings:
        if since <= booking.start < until and booking.status is not BookingStatus.CANCELLED:
            found[booking.technician_id].append(booking)
    for todays in found.values():
        todays.sort(key=_when)
    return found


def _when(booking: BoardBooking) -> tuple[datetime, int]:
    return booking.start, booking.id


def _waiting(order: UnassignedOrder) -> Job | None:
    place = order.need.place
    return None if place is None else Job(_point(place), JobState.WAITING, order=order)


def _booked(booking: BoardBooking, number: int) -> Job | None:
    place = booking.need.place
    return None if place is None else Job(_point(place), _state(booking), booking=booking, number=number)


def _state(booking: BoardBooking) -> JobState:
    if booking.status in WORKED or booking.meaning is StageMeaning.DONE:
        return JobState.DONE
    if booking.status in BEGUN or booking.meaning is StageMeaning.ACTIVE:
        return JobState.ON_THE_WAY
    return JobState.PLANNED


def _stand(technician: BoardTechnician, heard: Heard) -> Stand | None:
    place, at = heard.get(technician.id, (technician.start, None))
    return None if place is None else Stand(_point(place), technician, at)


def _ends(start: Place | None, between: list[Point], end: Place | None) -> Iterator[Point]:
    if start is not None:
        yield _point(start)
    yield from between
    if end is not None:
        yield _point(end)


def _point(place: Place) -> Point:
    return to_world(place.latitude, place.longitude)
