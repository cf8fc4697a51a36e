"""Whether there is time from now on: worked cases."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.checks import Kind, Placement, check
from domain.scheduling.rules.findings import Was
from domain.scheduling.rules.terms import DEFAULT
from domain.scheduling.travel.places import Place
from tests.support.board_made import at, booking, technician

PLANNED, BEGUN = Was(1, at(9), at(10)), Was(1, at(9), at(10), status=BookingStatus.TRAVELLING)
IN_THE_PAST = ["It would begin in the past, 11:00."]
PAST: list[tuple[str, Was | None, datetime, datetime | None, list[str]]] = [
    ("begins now", None, at(11), at(11), []),
    ("a minute ago", None, at(11), at(11, 1), IN_THE_PAST),
    ("yesterday", None, at(11), at(9, day=3), ["It would begin in the past, Mon 2 Mar 11:00."]),
    ("nobody says what time it is", None, at(11), None, []),
    ("moved, but still past", PLANNED, at(11), at(12), IN_THE_PAST),
    ("moved on", PLANNED, at(13), at(12), []),
    ("only its end moves", PLANNED, at(9), at(12), []),
    (
        "given to somebody else",
        PLANNED._replace(technician_id=2),
        at(9),
        at(12),
        ["It would begin in the past, 09:00."],
    ),
    ("begun", BEGUN, at(9), at(12), []),
]


@pytest.mark.parametrize(("was", "start", "now", "expected"), [c[1:] for c in PAST], ids=[c[0] for c in PAST])
def test_worked_cases_of_the_past(was: Was | None, start: datetime, now: datetime | None, expected: list[str]) -> None:
    placed = Placement(1, start, at(15), None if was is None else 7, was)
    found = check(placed, technician(), [], Need(), DEFAULT.at(now), zone=UTC)
    assert [(finding.kind, finding.sentence) for finding in found] == [(Kind.PAST, words) for words in expected]


HOME, AWAY = Place(54, 10), Place(54.085, 10)
FROM_NOW = ["Kim cannot be there before 13:25: 25 minutes on the way, from now on."]
WAYS: list[tuple[str, Was | None, datetime, datetime | None, dict[str, Any], list[str]]] = [
    ("sets out now", None, at(13, 25), at(13), {}, []),
    ("would have set out a minute ago", None, at(13, 24), at(13), {}, FROM_NOW),
    ("is there by chance", None, at(13), at(13), {"start": AWAY}, []),
    ("nobody travels to it", None, at(13), at(13), {"start": None}, []),
    ("nobody says what time it is", None, at(13), None, {}, []),
    ("before the day begins", None, at(8, 25), at(7, 59), {}, []),
    ("stays where it is", Was(1, at(13), at(15)), at(13), at(13), {}, []),
    ("only its end moves", Was(1, at(13), at(14)), at(13), at(13), {}, []),
    ("moved to sooner", Was(1, at(14), at(15)), at(13), at(13), {}, FROM_NOW),
    ("moved to later", Was(1, at(13, 5), at(14)), at(13, 10), at(13), {}, []),
    ("overdue, and moved to later", Was(1, at(12), at(14)), at(13, 10), at(13), {}, []),
    ("over, and never begun", Was(1, at(12), at(13)), at(13, 10), at(13), {}, FROM_NOW),
    ("moved to later with somebody else", Was(2, at(13, 5), at(14)), at(13, 10), at(13), {}, FROM_NOW),
    ("on the way already", BEGUN, at(13), at(13), {}, []),
]


@pytest.mark.parametrize(("was", "start", "now", "more", "expected"), [c[1:] for c in WAYS], ids=[c[0] for c in WAYS])
def test_worked_cases_of_setting_out(
    was: Was | None, start: datetime, now: datetime | None, more: dict[str, Any], expected: list[str]
) -> None:
    who = technician(**{"start": HOME, **more})
    placed = Placement(1, start, at(15), None if was is None else 7, was)
    found = check(placed, who, [], Need(place=AWAY), DEFAULT.at(now), zone=UTC)
    told = [finding.sentence for finding in found if finding.kind is Kind.DEPARTURE]
    assert told == expected


def test_from_the_job_before_one_sets_out_now_where_that_is_over() -> None:
    before, need = booking(at(11), at(12), need=Need(place=HOME)), Need(place=AWAY)
    for now, expected in ((at(11, 59), []), (at(12), []), (at(12, 1), [Kind.DEPARTURE])):
        found = check(Placement(1, at(12, 25), at(15)), technician(), [before], need, DEFAULT.at(now), zone=UTC)
        assert [each.kind for each in found] == expected


def test_a_way_that_is_too_long_at_any_time_is_told_once() -> None:
    before, need = booking(at(11), at(12), need=Need(place=HOME)), Need(place=AWAY)
    found = check(Placement(1, at(12, 24), at(15)), technician(), [before], need, DEFAULT.at(at(12, 10)), zone=UTC)
    assert [each.kind for each in found] == [Kind.TRAVEL]
