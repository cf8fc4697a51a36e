"""The published rules of the technician problems, each broken once, and plans that keep to them."""

import math

import pytest

from bench.planning.damm_rules import Figures, Lunch, Task, Technician, breaches

NEAR = Task(5, frozenset({0, 1}), takes=30.0, earliest=500.0, latest=900.0, at=(3.0, 4.0))
FAR = Task(7, frozenset({0}), takes=60.0, earliest=480.0, latest=1000.0, at=(0.0, 40.0))
DAY = Technician(480.0, 1020.0, Lunch(60.0, 660.0, 840.0))
FIGURES = Figures((NEAR, FAR), (DAY, DAY), (0.0, 0.0))
#: From the near task to the far one.
WAY = math.hypot(3.0, 36.0)

KEPT: dict[str, dict[int, dict[int, float]]] = {
    "nobody does anything": {0: {}, 1: {}},
    "lunch at home": {0: {0: 500.0, 1: 530.0 + WAY}},
    "lunch while waiting": {0: {0: 640.0, 1: 800.0}},
    "lunch in the middle of the way": {0: {0: 620.0, 1: 710.0 + WAY}},
    "lunch before the first": {0: {0: 725.0}},
    "two who share the work": {0: {1: 520.0}, 1: {0: 500.0}},
}

BROKEN: dict[str, tuple[dict[int, dict[int, float]], str]] = {
    "twice": ({0: {0: 500.0}, 1: {0: 500.0}}, "task 0 is done 2 times"),
    "not able": ({1: {1: 520.0}}, "technician 1 is not able to do task 1"),
    "too early": ({0: {0: 499.0}}, "task 0 begins at 499.0, before 500.0"),
    "finished too late": ({0: {0: 880.0}}, "task 0 is finished at 910.0, after 900.0"),
    "before one can be there": (
        {0: {1: 519.0}},
        "technician 0 is at (0.0, 40.0) from 520.0 on and has to be there at 519.0",
    ),
    "no time for the way": (
        {0: {0: 500.0, 1: 565.0}},
        f"technician 0 is at (0.0, 40.0) from {530.0 + WAY} on and has to be there at 565.0",
    ),
    "home too late": ({0: {1: 950.0}}, "task 1 is finished at 1010.0, after 1000.0"),
    "no lunch": ({0: {0: 660.0, 1: 749.0 + WAY}}, "technician 0 has no lunch"),
    "lunch too late": ({0: {0: 700.0, 1: 781.0}}, "technician 0 has no lunch"),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_keeps_to_the_rules(case: str) -> None:
    assert not list(breaches(FIGURES, KEPT[case]))


@pytest.mark.parametrize("case", BROKEN)
def test_what_breaks_them_is_named(case: str) -> None:
    done, said = BROKEN[case]
    assert said in list(breaches(FIGURES, done))


def test_who_is_back_too_late() -> None:
    short = Figures((NEAR, FAR), (Technician(480.0, 619.0, Lunch(0.0, 0.0, 0.0)),), (0.0, 0.0))
    assert list(breaches(short, {0: {1: 520.0}})) == [
        "technician 0 is at (0.0, 0.0) from 620.0 on and has to be there at 619.0"
    ]
