"""Proposals as the optimiser would make them, on the days of the small company with two technicians."""

from dataclasses import dataclass
from datetime import datetime

from domain.planning.changes import Change, Found, Place
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind
from domain.planning.profiles import ProfileDraft, create_profile, encode
from domain.planning.proposals import store_proposal
from domain.planning.queries import ChangeRow, changes
from domain.scheduling.model import Booking
from domain.scheduling.placing.edits import Edit
from domain.store.store import Store
from tests.support.edited import HOUR, TEN, booked
from tests.support.workshop import Workshop, order


@dataclass(frozen=True, slots=True)
class Day:
    """Two bookings of Kim at 10 and 11, one of Lou at 10, and two orders that wait."""

    store: Store
    workshop: Workshop
    profile: int
    first: Edit
    second: Edit
    third: Edit
    waiting: tuple[int, int]

    def propose(self, *proposed: Change) -> tuple[int, tuple[ChangeRow, ...]]:
        """Keep these changes as a proposal; its id, and the changes as rows."""
        found = Found(self.profile, encode(Goals()), "{}", changes=proposed)
        key = self.store.run("kim", store_proposal, found)
        return key, self.rows(key)

    def usual(self) -> tuple[Change, ...]:
        """Kim's second job to Lou, Lou's job an hour later, one that waits with Kim instead, the other at 14."""
        return (
            self.move(self.second, self.workshop.lou, TEN + HOUR),
            self.move(self.third, self.workshop.lou, TEN + 2 * HOUR),
            self.assign(0, self.workshop.kim, TEN + HOUR),
            self.assign(1, self.workshop.kim, TEN + 4 * HOUR),
        )

    def rows(self, key: int) -> tuple[ChangeRow, ...]:
        with self.store.read() as session:
            return changes(session, key)

    def assign(self, which: int, technician: int, start: datetime) -> Change:
        return Change(
            ChangeKind.ASSIGN, self.waiting[which], after=Place(technician, start, start + HOUR), reasons="nearest"
        )

    def move(self, booking: Edit, technician: int, start: datetime) -> Change:
        return self.change(ChangeKind.MOVE, booking, Place(technician, start, start + HOUR))

    def take_off(self, booking: Edit) -> Change:
        return self.change(ChangeKind.TAKE_OFF, booking, None)

    def change(self, kind: ChangeKind, booking: Edit, after: Place | None) -> Change:
        with self.store.read() as session:
            found = session.get_one(Booking, booking.booking_id)
            before = Place(found.technician_id, found.start_at, found.finish_at)
            return Change(kind, found.order_id, None, found.id, found.version, before, after)


def a_day(store: Store, workshop: Workshop) -> Day:
    first, second = (booked(store, workshop, workshop.kim, TEN + at * HOUR) for at in range(2))
    third = booked(store, workshop, workshop.lou, TEN)
    waiting = (store.run("kim", order, workshop), store.run("kim", order, workshop))
    profile = store.run("kim", create_profile, ProfileDraft("Balanced"))
    return Day(store, workshop, profile, first, second, third, waiting)
