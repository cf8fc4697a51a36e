"""What cannot be meant is refused with a sentence at its field."""

from typing import Any

import pytest

from domain.errors import Refusal
from domain.monitoring.definitions.checking import check
from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Condition,
    Either,
    Equal,
    InRow,
    Inside,
    Lasting,
    NoData,
    Not,
    Outside,
    Text,
    Times,
)
from domain.monitoring.definitions.definition import Clearing, Definition, Level
from domain.monitoring.definitions.measure import Measure, OfAsset, Whose
from domain.monitoring.definitions.schedule import Schedule, Window
from domain.monitoring.definitions.simple import below, silent
from domain.words import Severity

NAN, INFINITY = float("nan"), float("inf")
T = Measure("t")
HOT = Above(T, 80.0)
DEEP: Condition = HOT
for _ in range(8):
    DEEP = Not(DEEP)


@pytest.mark.parametrize(
    ("definition", "field", "says"),
    [
        (below("flow", NAN), "when", "limit must be a number"),
        (below("flow", INFINITY), "when", "limit must be a number"),
        (Definition(Above(T, OfAsset("x", NAN))), "when", "limit must be a number"),
        (below("flow", 1, hysteresis=-1), "when", "negative or endless"),
        (below("flow", 1, hysteresis=NAN), "when", "negative or endless"),
        (Definition(Above(Measure("t", -1.0), 1.0)), "when", "negative or endless"),
        (below("flow", 1, duration=INFINITY), "duration", "negative or endless"),
        (below("flow", 1, clear_duration=-0.1), "clear_duration", "negative or endless"),
        (below(" ", 1), "when", "Say which metric"),
        (silent(0), "when", "how long a silence"),
        (silent(-1), "when", "negative or endless"),
        (silent(INFINITY), "when", "negative or endless"),
        (Definition(All(())), "when", "at least one"),
        (Definition(InRow(HOT, 0)), "when", "at least 1"),
        (Definition(Times(HOT, 3, 0.0)), "when", "within how long"),
        (Definition(Text("t", ())), "when", "which texts"),
        (Definition(Text("t", (" ",))), "when", "which texts"),
        (Definition(DEEP), "when", "8 deep"),
        (Definition(Either((HOT,) * 51)), "when", "at most 50 parts"),
        (Definition(Above(Measure("t", whose=Whose.PARENT), 1.0)), "when", "the asset itself"),
        (Definition(All((HOT, Below(T, 70.0)))), "when", "contradict"),
        (Definition(Inside(T, 5.0, 4.0)), "when", "contradict"),
        (Definition(All((Equal(T, 1.0), Lasting(Not(Equal(T, 1.0)), 5.0)))), "when", "contradict"),
        (Definition(Outside(T, 10.0, 20.0, 6.0)), "when", "never clear"),
        (Definition(HOT, clear_when=Above(T, 90.0)), "clear_when", "never clear"),
        (Definition(HOT, clear_when=All((Above(T, 50.0), Below(T, 40.0)))), "clear_when", "contradict"),
        (Definition(HOT, clearing=Clearing.BY_HAND, clear_when=Below(T, 1.0)), "clear_when", "of no use"),
        (Definition(HOT, clearing=Clearing.SILENCE), "silence", "how long a silence"),
        (Definition(NoData(5.0), clearing=Clearing.SILENCE, silence=5.0), "clearing", "cannot end by silence"),
        (Definition(HOT, levels=(Level(Severity.MAJOR, HOT), Level(Severity.MAJOR, HOT))), "levels", "lightest first"),
        (Definition(HOT, levels=(Level(Severity.MAJOR, HOT), Level(Severity.MINOR, HOT))), "levels", "lightest first"),
        (Definition(HOT, levels=(Level(Severity.MAJOR, Above(T, NAN)),)), "levels", "a number"),
        (Definition(HOT, zone="Mars/Olympus"), "zone", "no time zone"),
        (Definition(HOT, zone="../etc"), "zone", "no time zone"),
        (Definition(HOT, schedule=Schedule("UTC", ())), "schedule", "at least one day"),
        (Definition(HOT, schedule=Schedule("UTC", (Window((9,), 0, 60),))), "schedule", "at least one day"),
        (Definition(HOT, schedule=Schedule("UTC", (Window((1,), 60, 60),))), "schedule", "a beginning and another end"),
        (Definition(HOT, schedule=Schedule("UTC", (Window((1,), 60, 1500),))), "schedule", "a beginning and another"),
    ],
)
def test_what_cannot_be_meant(definition: Definition, field: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        check(definition)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"clear_when": Below(T, 50.0)},
        {"clear_when": Equal(Measure("other"), 0.0)},
        {"levels": (Level(Severity.MINOR, HOT), Level(Severity.CRITICAL, Above(T, 99.0)))},
        {"clearing": Clearing.SILENCE, "silence": 60.0},
        {"schedule": Schedule("Europe/Berlin", (Window((0, 6), 1320, 360),))},
    ],
)
def test_what_can_be_meant(more: dict[str, Any]) -> None:
    check(Definition(HOT, **more))


def test_a_band_is_narrow_but_possible() -> None:
    check(Definition(Outside(T, 10.0, 20.0, 5.0)))
    check(Definition(All((Above(T, 10.0), Below(T, 20.0)))))
    check(Definition(Above(T, OfAsset("highest"))))
