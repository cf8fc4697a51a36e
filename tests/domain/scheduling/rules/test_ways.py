"""Ways to the neighbours, from the start of the day and to its end: worked cases."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.checks import Placement, check
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import STRAIGHT
from domain.workforce.model import Bookable
from tests.support.board_made import at, booking, technician

HERE, THERE = Place(54, 10), Place(54.085, 10)
WORK, FAR = Need(place=HERE), Need(place=THERE)
UNKNOWN = "The place of the work is not known, so the way there is not reckoned."


def there(start: datetime, finish: datetime, need: Need = FAR) -> BoardBooking:
    return booking(start, finish, need=need)


CASES: list[tuple[str, datetime, datetime, Need, list[BoardBooking], dict[str, Any], list[str]]] = [
    ("just in time from the one before", at(10, 25), at(11), WORK, [there(at(9), at(10))], {}, []),
    (
        "too late from the one before",
        at(10, 24),
        at(11),
        WORK,
        [there(at(9), at(10))],
        {},
        ["Kim cannot be there before 10:25: 25 minutes on the way from SO-7."],
    ),
    ("just in time for the next", at(10), at(11, 35), WORK, [there(at(12), at(13))], {}, []),
    (
        "too late for the next",
        at(10),
        at(11, 36),
        WORK,
        [there(at(12), at(13))],
        {},
        ["Kim cannot be at SO-7 by 12:00: 25 minutes on the way there."],
    ),
    ("first thing where the day begins", at(8), at(9), WORK, [], {"start": HERE}, []),
    (
        "too early for the way from home",
        at(8, 24),
        at(9),
        WORK,
        [],
        {"start": THERE},
        ["Kim cannot be there before 08:25: the day begins at 08:00, and the way takes 25 minutes."],
    ),
    ("in time from home", at(8, 25), at(9), WORK, [], {"start": THERE}, []),
    (
        "the second job comes from the first",
        at(9),
        at(10),
        WORK,
        [there(at(8), at(8, 35))],
        {"start": Place(50, 10)},
        [],
    ),
    (
        "too late to go home",
        at(15),
        at(15, 36),
        WORK,
        [],
        {"end": THERE},
        ["Kim would be back at 16:01, after 25 minutes on the way; the day ends at 16:00."],
    ),
    ("in time at home", at(15), at(15, 35), WORK, [], {"end": THERE}, []),
    ("home comes after the last job", at(14, 50), at(15), WORK, [there(at(15, 30), at(16))], {"end": THERE}, []),
    (
        "who is called out starts from anywhere",
        at(20),
        at(21),
        WORK,
        [],
        {"start": Place(50, 10), "on_call": ((at(20), at(22)),)},
        [],
    ),
    ("nothing to reckon with", at(9), at(10), Need(), [there(at(8), at(8, 30), Need())], {}, []),
    ("no place of the work", at(9), at(10), Need(), [], {"start": HERE}, [UNKNOWN]),
    ("no place beside a known one", at(9), at(10), Need(), [there(at(8), at(8, 30))], {}, [UNKNOWN]),
    (
        "nobody travels to a hall",
        at(8),
        at(9),
        Need(kind=Bookable.FACILITY),
        [],
        {"kind": Bookable.FACILITY, "start": HERE},
        [],
    ),
]


@pytest.mark.parametrize(
    ("start", "finish", "need", "others", "changes", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_worked_cases(
    start: datetime,
    finish: datetime,
    need: Need,
    others: list[BoardBooking],
    changes: dict[str, Any],
    expected: list[str],
) -> None:
    found = check(Placement(1, start, finish), technician(**changes), others, need, zone=UTC)
    assert [finding.sentence for finding in found] == expected


def test_the_way_of_these_cases_takes_twenty_five_minutes() -> None:
    assert STRAIGHT.minutes(HERE, THERE) == 25


def test_a_night_between_two_jobs_lets_the_day_begin_at_home() -> None:
    nights = technician(working=((at(8), at(16)), (at(8, day=3), at(16, day=3))), start=HERE)
    yesterday = there(at(15), at(16))
    assert check(Placement(1, at(8, day=3), at(9, day=3)), nights, [yesterday], WORK, zone=UTC) == ()
