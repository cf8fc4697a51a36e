"""What speaks against a placement: worked cases, and properties that hold for all."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.checks import Finding, Kind, Level, NeedsConfirmation, Placement, check, enforce, worst
from tests.support.board_made import at, booking, technician

CASES = [
    ("a free slot inside the shift is fine", at(9), at(10), Need(), [], []),
    ("across the touching shifts is fine", at(11), at(13), Need(), [], []),
    ("an empty span", at(9), at(9), Need(), [], [(Kind.SPAN, "The finish must be after the start.")]),
    ("a backward span", at(10), at(9), Need(), [], [(Kind.SPAN, "The finish must be after the start.")]),
    (
        "an overlap names the other order",
        at(9),
        at(11),
        Need(),
        [booking(at(10), at(12))],
        [(Kind.OVERLAP, "Kim already has SO-7, 10:00–12:00.")],
    ),
    ("touching is not overlapping", at(9), at(10), Need(), [booking(at(10), at(12))], []),
    ("of another technician is no overlap", at(9), at(11), Need(), [booking(at(9), at(11), 7, 2)], []),
    (
        "a missing skill is named",
        at(9),
        at(10),
        Need(skills=frozenset({"Lifts", "Refrigeration"})),
        [],
        [(Kind.SKILL, "Kim lacks the skill Lifts.")],
    ),
    (
        "before the shift",
        at(7, 30),
        at(9),
        Need(),
        [],
        [(Kind.HOURS, "Outside the working hours of Kim, 08:00–12:00, 12:00–16:00.")],
    ),
    ("a day off", at(9, day=3), at(10, day=3), Need(), [], [(Kind.HOURS, "Kim does not work that day.")]),
    (
        "late the same day",
        at(14),
        at(15, 30),
        Need(due=at(15)),
        [],
        [(Kind.DUE, "Finishes after the due time, 15:00.")],
    ),
    (
        "late by a day",
        at(9),
        at(10),
        Need(due=at(15, day=1)),
        [],
        [(Kind.DUE, "Finishes after the due time, Sun 1 Mar 15:00.")],
    ),
    ("just in time", at(14), at(15), Need(due=at(15)), [], []),
]


@pytest.mark.parametrize(
    ("start", "finish", "need", "others", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_worked_cases(
    start: datetime,
    finish: datetime,
    need: Need,
    others: list[BoardBooking],
    expected: list[tuple[Kind, str]],
) -> None:
    found = check(Placement(1, start, finish), technician(), others, need, zone=UTC)
    assert [(finding.kind, finding.sentence) for finding in found] == expected


def test_a_booking_does_not_overlap_itself_when_moved() -> None:
    own = booking(at(9), at(11))
    assert check(Placement(1, at(10), at(12), own.id), technician(), [own], Need(), zone=UTC) == ()


def test_sentences_speak_the_zone_asked_for() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    (found,) = check(Placement(1, at(9), at(11)), technician(), [booking(at(10), at(12))], Need(), zone=berlin)
    assert "11:00–13:00" in found.sentence


def test_enforce_refuses_asks_or_passes() -> None:
    refusal = Finding(Kind.OVERLAP, Level.REFUSAL, "No.")
    warning = Finding(Kind.SKILL, Level.WARNING, "Hm.")
    enforce([], override=False)
    enforce([warning], override=True)
    with pytest.raises(NeedsConfirmation) as asked:
        enforce([warning], override=False)
    assert asked.value.findings == (warning,)
    assert str(asked.value) == "Hm."
    with pytest.raises(Refusal) as refused:
        enforce([warning, refusal], override=True)
    assert not isinstance(refused.value, NeedsConfirmation)
    assert str(refused.value) == "No."


hours = st.integers(0, 48 * 4).map(lambda quarter: at(0) + timedelta(minutes=15 * quarter))


@given(hours, hours, hours, hours)
def test_an_overlap_is_refused_exactly_when_some_minute_is_shared(
    a: datetime, b: datetime, c: datetime, d: datetime
) -> None:
    start, finish = min(a, b), max(a, b) + timedelta(minutes=15)
    other = booking(min(c, d), max(c, d) + timedelta(minutes=15))
    found = check(Placement(1, start, finish), technician(), [other], Need(), zone=UTC)
    shared = max(start, other.start) < min(finish, other.finish)
    assert (worst(found) is Level.REFUSAL) is shared


@given(hours, st.integers(1, 40), st.lists(st.tuples(hours, st.integers(1, 40)), max_size=6))
def test_hours_warn_exactly_when_some_quarter_is_not_worked(
    start: datetime, quarters: int, shifts: list[tuple[datetime, int]]
) -> None:
    step = timedelta(minutes=15)
    working = tuple((begin, begin + step * length) for begin, length in shifts)
    found = check(Placement(1, start, start + step * quarters), technician(working=working), [], Need(), zone=UTC)
    worked = all(any(b <= start + step * i < f for b, f in working) for i in range(quarters))
    assert (Kind.HOURS in {finding.kind for finding in found}) is not worked
