"""Idle time that is over: worked cases in minutes of a day from eight to four, with lunch between noon and two."""

import pytest

from domain.optimising.problem import Break
from domain.planning.translation.breaks import Stretch
from domain.planning.translation.idle import Busy, idle

DAY = (480, 960)
LUNCH = Break(720, 840, 60)
CASES: list[tuple[str, int, list[Busy], list[Break], tuple[Stretch, ...]]] = [
    ("before the day begins", 480, [], [], ()),
    ("since the day began", 500, [], [], ((480, 500),)),
    ("since the last work", 700, [Busy(480, 500, 600)], [], ((600, 700),)),
    ("at work still", 700, [Busy(480, 500, 720)], [], ()),
    ("until one sets out for the next", 700, [Busy(660, 720, 780)], [], ((480, 660),)),
    ("on the way already", 700, [Busy(480, 500, 600), Busy(600, 720, 780)], [], ()),
    ("when the day is over", 1000, [], [], ((480, 960),)),
    ("with lunch in it", 800, [Busy(480, 500, 730)], [LUNCH], ((730, 800),)),
    ("with lunch behind it", 770, [Busy(480, 500, 750)], [LUNCH], ((750, 770),)),
    ("at lunch, which cannot begin later", 800, [Busy(480, 500, 750)], [LUNCH], ((750, 810),)),
    ("at lunch, for the next work leaves no room later", 740, [Busy(790, 800, 900)], [LUNCH], ((480, 780),)),
    ("too late for lunch as it is", 800, [Busy(480, 500, 790)], [LUNCH], ((790, 800),)),
]


@pytest.mark.parametrize(
    ("leaving", "busy", "pauses", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_worked_cases(leaving: int, busy: list[Busy], pauses: list[Break], expected: tuple[Stretch, ...]) -> None:
    assert idle(leaving, DAY, busy, pauses) == expected
