"""Promised window and the order of jobs: worked cases."""

from datetime import UTC, datetime

import pytest

from domain.scheduling.needs.needs import After, Need
from domain.scheduling.rules.checks import Placement, check
from tests.support.board_made import at, technician

PROMISED = Need(window_from=at(10), window_until=at(12))
CASES: list[tuple[str, datetime, datetime, Need, list[str]]] = [
    ("arrives with the window", at(10), at(11), PROMISED, []),
    ("arrives at its last minute", at(12), at(15), PROMISED, []),
    ("a minute early", at(9, 59), at(11), PROMISED, ["Before the promised window, which begins at 10:00."]),
    ("a minute late", at(12, 1), at(13), PROMISED, ["After the promised window, which ends at 12:00."]),
    (
        "from some time on",
        at(9),
        at(10),
        Need(window_from=at(10)),
        ["Before the promised window, which begins at 10:00."],
    ),
    ("until some time", at(13), at(14), Need(window_until=at(12)), ["After the promised window, which ends at 12:00."]),
    (
        "the day before",
        at(9),
        at(10),
        Need(window_from=at(10, day=3), window_until=at(12, day=3)),
        ["Before the promised window, which begins at Tue 3 Mar 10:00."],
    ),
    ("after the job before it", at(10), at(11), Need(after=(After("SO-1", at(9, 30), 30),)), []),
    (
        "too soon after it",
        at(10),
        at(11),
        Need(after=(After("SO-1", at(9, 31), 30),)),
        ["SO-1 must be done first, and ends at 09:31."],
    ),
    (
        "before it is planned",
        at(10),
        at(11),
        Need(after=(After("SO-1", None),)),
        ["SO-1 must be done first, and is not planned yet."],
    ),
    ("in time for the one that waits", at(10), at(11), Need(before=(("SO-2", at(11, 15), 15),)), []),
    (
        "too late for it",
        at(10),
        at(11, 1),
        Need(before=(("SO-2", at(11, 15), 15),)),
        ["SO-2 waits for this, and begins at 11:15."],
    ),
]


@pytest.mark.parametrize(("start", "finish", "need", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_worked_cases(start: datetime, finish: datetime, need: Need, expected: list[str]) -> None:
    found = check(Placement(1, start, finish), technician(), [], need, zone=UTC)
    assert [finding.sentence for finding in found] == expected
