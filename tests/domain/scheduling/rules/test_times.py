"""Hours, on-call duty, absences and breaks: worked cases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.checks import Kind, Placement, check
from domain.scheduling.travel.places import Place
from domain.workforce.rosters import Away, Break
from domain.workforce.working_days import Dial, Week, laid_out
from domain.workforce.working_hours import WeeklyShift
from tests.support.board_made import at, booking, technician

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
NOON = Break(at(11), at(14), 30)
VACATION = Away(at(12), at(12, day=6), "Vacation")
ASKED = Away(at(9), at(10), "Training", approved=False)
HERE, TEN_KM_OFF = Place(54, 10), Place(54.09, 10)


def sentences(start: datetime, finish: datetime, others: list[BoardBooking], need: Need, **changes: Any) -> list[str]:
    found = check(Placement(1, start, finish), technician(**changes), others, need, zone=UTC)
    return [finding.sentence for finding in found]


HOURS_CASES: list[tuple[str, datetime, datetime, dict[str, Any], list[str]]] = [
    ("on call beside the shift", at(15), at(18), {"on_call": ((at(16), at(20)),)}, []),
    (
        "longer than on call",
        at(15),
        at(21),
        {"on_call": ((at(16), at(20)),)},
        ["Outside the working hours of Kim, 08:00–12:00, 12:00–16:00."],
    ),
    (
        "in an absence it is only away",
        at(13),
        at(15),
        {"working": ((at(8), at(12)),), "away": (VACATION,)},
        ["Kim is away, 12:00–Fri 6 Mar 12:00: Vacation."],
    ),
    (
        "whole days away are told as days",
        at(9),
        at(10),
        {"away": (replace(VACATION, start=at(0), finish=at(0, day=5)),)},
        ["Kim is away, Mon 2 Mar–Wed 4 Mar: Vacation."],
    ),
    (
        "an absence asked for leaves the hours",
        at(9, 30),
        at(11),
        {"away": (ASKED,)},
        ["Kim has asked to be away, 09:00–10:00: Training."],
    ),
    ("right after an absence asked for", at(10), at(11), {"away": (ASKED,)}, []),
    (
        "nobody works nights without a shift",
        at(2),
        at(3),
        {"working": ((at(22, day=1), at(2, day=2)),)},
        ["Kim does not work that day."],
    ),
    ("a shift past midnight", at(23), at(1, day=3), {"working": ((at(22), at(6, day=3)),)}, []),
]


@pytest.mark.parametrize(
    ("start", "finish", "changes", "expected"), [c[1:] for c in HOURS_CASES], ids=[c[0] for c in HOURS_CASES]
)
def test_hours(start: datetime, finish: datetime, changes: dict[str, Any], expected: list[str]) -> None:
    assert sentences(start, finish, [], Need(), **changes) == expected


NO_BREAK = "No room for the break of Kim, 30 minutes between 11:00 and 14:00."
BREAK_CASES: list[tuple[str, datetime, datetime, list[BoardBooking], Need, list[str]]] = [
    ("half an hour is left at the end", at(11), at(13, 30), [], Need(), []),
    ("a minute too little", at(11), at(13, 31), [], Need(), [NO_BREAK]),
    ("two quarters are no half hour", at(11, 15), at(13, 45), [], Need(), [NO_BREAK]),
    ("beside two others", at(12, 10), at(13, 35), [booking(at(11), at(12))], Need(), [NO_BREAK]),
    ("who is not in the span breaks nothing", at(9), at(11), [booking(at(11), at(14))], Need(), []),
    (
        "the way eats the break",
        at(12, 30),
        at(14),
        [booking(at(11), at(11, 55), need=Need(place=HERE))],
        Need(place=TEN_KM_OFF),
        [NO_BREAK],
    ),
    (
        "the way to the next one does too",
        at(11),
        at(13, 25),
        [booking(at(14), at(15), need=Need(place=TEN_KM_OFF))],
        Need(place=HERE),
        [NO_BREAK],
    ),
]


@pytest.mark.parametrize(
    ("start", "finish", "others", "need", "expected"), [c[1:] for c in BREAK_CASES], ids=[c[0] for c in BREAK_CASES]
)
def test_breaks(start: datetime, finish: datetime, others: list[BoardBooking], need: Need, expected: list[str]) -> None:
    assert sentences(start, finish, others, need, breaks=(NOON,)) == expected


@pytest.mark.parametrize(
    ("day", "hours"),
    [(datetime(2026, 3, 28, tzinfo=BERLIN), 7), (datetime(2026, 10, 24, tzinfo=BERLIN), 9)],
    ids=["clocks go forward", "clocks go back"],
)
def test_a_night_shift_is_as_long_as_its_clock_says(day: datetime, hours: int) -> None:
    week = [WeeklyShift(day.weekday(), day.replace(hour=22).time(), day.replace(hour=6).time())]
    until = (day + timedelta(days=2)).astimezone(UTC)
    (shift,) = laid_out(Week(frozenset(week)), Dial("Europe/Berlin"), day.astimezone(UTC), until).working
    assert shift[1] - shift[0] == hours * HOUR
    works = technician(working=(shift,))
    assert check(Placement(1, *shift), works, [], Need(), zone=BERLIN) == ()
    (found,) = check(Placement(1, shift[0], shift[1] + timedelta(minutes=1)), works, [], Need(), zone=BERLIN)
    assert (found.kind, found.sentence) == (
        Kind.HOURS,
        f"Outside the working hours of Kim, 22:00–{day + timedelta(days=1):%a %d %b} 06:00.",
    )


def test_a_booking_over_the_end_of_the_year_is_told_with_its_days() -> None:
    eve = datetime(2026, 12, 31, 22, tzinfo=UTC)
    night = technician(working=((eve, eve + 8 * HOUR),))
    other = booking(eve + HOUR, eve + 4 * HOUR)
    (found,) = check(Placement(1, eve + 3 * HOUR, eve + 5 * HOUR), night, [other], Need(), zone=UTC)
    assert found.sentence == "Kim already has SO-7, Thu 31 Dec 2026 23:00–Fri 1 Jan 2027 02:00."
