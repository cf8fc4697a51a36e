"""Whatever is placed, the rules find exactly what a slow checker finds that knows nothing of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.conflicts import of_bookings
from domain.scheduling.model import BookingStatus
from domain.scheduling.rules.checks import Finding, Kind, Placement, check, level, worst
from domain.scheduling.rules.terms import DEFAULT
from tests.support.random_boards import RandomBoard
from tests.support.slow_checker import SlowChecker

BERLIN = ZoneInfo("Europe/Berlin")
NEW = 1000
seeds = st.integers(0, 2**40)


def kinds(findings: Iterable[Finding]) -> Counter[Kind]:
    return Counter(finding.kind for finding in findings)


def expected(board: RandomBoard, one: BoardBooking) -> Counter[Kind]:
    technician = board.technicians[one.technician_id - 1]
    beside = [other for other in board.plan if other.id != one.id]
    return SlowChecker(technician, [*beside, one], BERLIN).wrong(one)


def judged(board: RandomBoard, one: BoardBooking, *, new: bool) -> Counter[Kind]:
    technician = board.technicians[one.technician_id - 1]
    wish = Placement(one.technician_id, one.start, one.finish, None if new else one.id)
    findings = check(wish, technician, board.plan, one.need, zone=BERLIN)
    assert level(wish, technician, board.plan, one.need, zone=BERLIN) is worst(findings)
    assert all(finding.sentence for finding in findings)
    return kinds(findings)


@settings(max_examples=120, deadline=None)
@given(seeds)
def test_edits_at_random_are_judged_as_by_the_slow_checker(seed: int) -> None:
    board = RandomBoard(seed)
    for edit in range(6):
        new = not board.plan or board.chance.random() < 0.4
        one = board.any_booking(NEW + edit) if new else board.changed(board.chance.choice(board.plan))
        one = replace(one, status=BookingStatus.PLANNED)
        assert judged(board, one, new=new) == expected(board, one)
        board.plan = [*(other for other in board.plan if other.id != one.id), one]


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_the_conflicts_of_a_plan_are_those_of_the_slow_checker(seed: int) -> None:
    board = RandomBoard(seed)
    found = {each.booking_id: kinds(each.findings) for each in of_bookings(board.technicians, board.plan, zone=BERLIN)}
    wrong = {one.id: expected(board, one) for one in board.plan if one.status.value != "cancelled"}
    assert found == {key: counted for key, counted in wrong.items() if counted}


@settings(max_examples=120, deadline=None)
@given(seeds, st.integers(-120, 240))
def test_who_would_have_to_have_set_out_is_found_as_by_the_slow_checker(seed: int, minutes: int) -> None:
    board = RandomBoard(seed)
    one = replace(board.any_booking(NEW), status=BookingStatus.PLANNED)
    now = one.start - timedelta(minutes=minutes)
    technician = board.technicians[one.technician_id - 1]
    found = check(Placement(technician.id, one.start, one.finish), technician, board.plan, one.need, DEFAULT.at(now))
    late = SlowChecker(technician, [*board.plan, one], BERLIN).must_have_left(one, now)
    assert (Kind.DEPARTURE in kinds(found)) is late
    assert (Kind.PAST in kinds(found)) is (one.start < now)


def test_boards_at_random_break_every_rule() -> None:
    boards = [RandomBoard(seed) for seed in range(100)]
    found = {kind for board in boards for one in board.plan for kind in expected(board, one)}
    assert found == set(Kind) - {Kind.SPAN, Kind.LOCK, Kind.BEGUN, Kind.PAST, Kind.DEPARTURE}
