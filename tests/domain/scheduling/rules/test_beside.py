"""Others at the same time, room for several, and locks: worked cases."""

from datetime import UTC, datetime

import pytest

from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Membership
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import NOTHING, Need
from domain.scheduling.rules.checks import Finding, Kind, Level, Placement, check, level
from domain.scheduling.rules.findings import Was
from domain.workforce.model import Bookable
from tests.support.board_made import at, booking, technician

HALL = technician(name="Hall", kind=Bookable.FACILITY, capacity=2)
IN_HALL = Need(kind=Bookable.FACILITY)


@pytest.mark.parametrize(
    ("others", "full"),
    [
        ([], None),
        ([(9, 12)], None),
        ([(9, 11), (11, 12)], None),
        ([(9, 12), (9, 12)], "10:00"),
        ([(9, 12), (11, 13)], "11:00"),
        ([(8, 10), (8, 10), (12, 13), (12, 13)], None),
    ],
    ids=["empty", "one", "one after the other", "two", "two later on", "two before and two after"],
)
def test_a_hall_for_two_is_full_with_two(others: list[tuple[int, int]], full: str | None) -> None:
    there = [booking(at(since), at(until), number) for number, (since, until) in enumerate(others)]
    found = check(Placement(1, at(10), at(12)), HALL, there, IN_HALL, zone=UTC)
    assert [finding.sentence for finding in found] == (
        [] if full is None else [f"Hall has room for 2 at a time, and is full at {full}."]
    )


def test_what_is_cancelled_takes_no_time() -> None:
    cancelled = booking(at(9), at(12), status=BookingStatus.CANCELLED)
    assert check(Placement(1, at(10), at(11)), technician(), [cancelled], NOTHING, zone=UTC) == ()


def test_a_crew_and_its_members_are_not_booked_at_a_time() -> None:
    crew = technician(id=5, name="Crew", kind=Bookable.CREW, members=(Membership(1, "Kim"), Membership(2, "Lou")))
    mate = booking(at(9), at(11), technician_id=2)
    (found,) = check(Placement(5, at(10), at(12)), crew, [mate], NOTHING, zone=UTC)
    assert (found.kind, found.sentence) == (Kind.OVERLAP, "Lou of Crew already has SO-7, 09:00–11:00.")
    together = booking(at(9), at(11), technician_id=5)
    kim = technician(crews=(Membership(5, "Crew"),))
    (found,) = check(Placement(1, at(10), at(12)), kim, [together, mate], NOTHING, zone=UTC)
    assert (found.kind, found.sentence) == (Kind.OVERLAP, "The crew of Kim already has SO-7, 09:00–11:00.")
    assert check(Placement(1, at(11), at(12)), kim, [together], NOTHING, zone=UTC) == ()


def test_the_work_of_a_crew_is_done_by_those_who_are_in_it_when_it_begins() -> None:
    lou = Membership(2, "Lou", until=at(0, day=3))
    crew = technician(id=5, name="Crew", kind=Bookable.CREW, members=(lou,))
    night, next_day = Placement(5, at(22), at(2, day=3)), Placement(5, at(1, day=3), at(2, day=3))
    job = booking(at(1, day=3), at(2, day=3), technician_id=2)
    assert [len(overlapping(each, crew, job)) for each in (night, next_day)] == [1, 0]
    kim = technician(id=2, crews=(Membership(5, "Crew", until=at(0, day=3)),))
    bookings = [booking(each.start, each.finish, technician_id=5) for each in (night, next_day)]
    wish = Placement(2, at(1, day=3), at(2, day=3))
    assert [len(overlapping(wish, kim, each)) for each in bookings] == [1, 0]


def test_room_for_several_is_no_room_beside_the_crew() -> None:
    hall = technician(capacity=2, crews=(Membership(5, "Crew"),))
    assert len(overlapping(Placement(1, at(9), at(10)), hall, booking(at(9), at(11), technician_id=5))) == 1


def overlapping(wish: Placement, technician: BoardTechnician, other: BoardBooking) -> list[Finding]:
    findings = check(wish, technician, [other], NOTHING, zone=UTC)
    return [finding for finding in findings if finding.kind is Kind.OVERLAP]


TIME = "Its time is locked; unlock it first."
TECHNICIAN = "Its technician is locked; unlock it first."
WINDOW = "It is locked in its promised window; unlock it first."
PROMISED = Need(window_from=at(9), window_until=at(11))


@pytest.mark.parametrize(
    ("lock", "technician_id", "start", "finish", "need", "expected"),
    [
        (Lock.NONE, 2, at(11), at(12), NOTHING, None),
        (Lock.TIME, 1, at(9), at(10), NOTHING, None),
        (Lock.TIME, 1, at(9), at(11), NOTHING, TIME),
        (Lock.TIME, 1, at(8), at(10), NOTHING, TIME),
        (Lock.TIME, 2, at(9), at(10), NOTHING, None),
        (Lock.TECHNICIAN, 1, at(11), at(12), NOTHING, None),
        (Lock.TECHNICIAN, 2, at(9), at(10), NOTHING, TECHNICIAN),
        (Lock.BOTH, 1, at(9), at(11), NOTHING, TIME),
        (Lock.BOTH, 2, at(9), at(10), NOTHING, TECHNICIAN),
        (Lock.WINDOW, 2, at(11), at(12), PROMISED, None),
        (Lock.WINDOW, 1, at(11, 1), at(12), PROMISED, WINDOW),
        (Lock.WINDOW, 1, at(8, 59), at(10), PROMISED, WINDOW),
        (Lock.WINDOW, 1, at(9), at(11), NOTHING, None),
        (Lock.WINDOW, 1, at(10), at(11), NOTHING, WINDOW),
    ],
)
def test_locks_hold_what_they_name(
    lock: Lock, technician_id: int, start: datetime, finish: datetime, need: Need, expected: str | None
) -> None:
    held = booking(at(9), at(10), lock=lock)
    wish = Placement.of(held, technician_id, start, finish)
    found = check(wish, technician(id=technician_id), [], need, zone=UTC)
    locked = [finding for finding in found if finding.kind is Kind.LOCK]
    assert [(finding.level, finding.sentence) for finding in locked] == (
        [] if expected is None else [(Level.REFUSAL, expected)]
    )


BEGUN = [
    ("on the way, where it is", BookingStatus.TRAVELLING, 1, at(9), at(11), ""),
    ("on the way, ends later", BookingStatus.TRAVELLING, 1, at(9), at(12), ""),
    (
        "on the way, begins later",
        BookingStatus.TRAVELLING,
        1,
        at(10),
        at(12),
        "The work has begun; only its end can be moved.",
    ),
    ("on site, given away", BookingStatus.ON_SITE, 2, at(9), at(11), "The work has begun; cancel its booking first."),
    ("done, where it is", BookingStatus.DONE, 1, at(9), at(11), ""),
    ("done, ends later", BookingStatus.DONE, 1, at(9), at(12), "It is “Done” there; that stays as it was."),
    ("told, begins later", BookingStatus.DISPATCHED, 1, at(10), at(12), ""),
]


@pytest.mark.parametrize(
    ("status", "who", "start", "finish", "said"), [c[1:] for c in BEGUN], ids=[c[0] for c in BEGUN]
)
def test_what_has_begun_keeps_its_begin_and_what_is_over_stays(
    status: BookingStatus, who: int, start: datetime, finish: datetime, said: str
) -> None:
    moved = Placement(who, start, finish, 7, Was(1, at(9), at(11), status=status))
    found = check(moved, technician(id=who), [], NOTHING, zone=UTC)
    assert [(each.kind, each.level, each.sentence) for each in found] == (
        [(Kind.BEGUN, Level.REFUSAL, said)] if said else []
    )
    assert level(moved, technician(id=who), [], NOTHING, zone=UTC) is (Level.REFUSAL if said else None)
