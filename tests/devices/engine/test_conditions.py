"""Worked cases of each kind of condition: readings by the second in, what happens to the alert out.

`+5(3)` is raised at 5 because of what began at 3, `-9` cleared at 9, `=7:critical` became heavier at 7.
"""

import pytest

from devices.engine.building import Slot, slots_of
from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Changed,
    Condition,
    Either,
    Equal,
    InRow,
    Inside,
    Lasting,
    Match,
    NoData,
    Not,
    Outside,
    Text,
    Times,
)
from domain.monitoring.definitions.definition import Clearing, Definition, Level
from domain.monitoring.definitions.measure import How, Measure, OfAsset
from domain.words import Severity
from tests.devices.engine.lines import Moment, Value, moments, outcomes, story

T = Measure("t")
HOT = Above(T, 80.0)


def t(*readings: tuple[float, Value]) -> list[Moment]:
    """Readings of the metric t."""
    return moments("t", *readings)


def every_second(*values: float) -> list[Moment]:
    """Readings of the metric t at 0, 1, 2 … seconds."""
    return t(*enumerate(values))


SINGLE: list[tuple[str, Condition, list[Moment], str]] = [
    ("above", HOT, every_second(80, 81, 80), "+1(1) -2"),
    ("above, within the hysteresis", Above(T, 80.0, 5.0), every_second(81, 78, 81, 75), "+0(0) -3"),
    ("below", Below(T, 10.0, 2.0), every_second(10, 9, 11, 12), "+1(1) -3"),
    ("outside a band", Outside(T, 10.0, 20.0, 1.0), every_second(15, 21, 19.5, 19, 9, 10.5, 11), "+1(1) -3 +4(4) -6"),
    ("inside a band", Inside(T, 10.0, 20.0), every_second(9, 10, 20, 21), "+1(1) -3"),
    ("equal", Equal(T, 3.0), every_second(2, 3, 4), "+1(1) -2"),
    ("equal, about", Equal(T, 3.0, 0.5), every_second(2, 3.5, 3.6), "+1(1) -2"),
    ("text", Text("t", ("Fault", "ALARM")), t((0, "ok"), (1, "alarm"), (2, "fault"), (3, "ok")), "+1(1) -3"),
    ("text contains", Text("t", ("err",), Match.CONTAINS), t((0, "no"), (1, "An ERROR"), (2, "fine")), "+1(1) -2"),
    ("text begins", Text("t", ("e5", "e6"), Match.BEGINS), t((0, "xe5"), (1, "E61"), (2, "e7")), "+1(1) -2"),
    ("text ends", Text("t", ("!",), Match.ENDS), t((0, "!a"), (1, "a!"), (2, "a")), "+1(1) -2"),
    ("text is not", Text("t", ("run",), Match.IS_NOT), t((0, "run"), (1, "stop"), (2, "run")), "+1(1) -2"),
    ("text of a number", Text("t", ("5",)), every_second(4, 5, 6), "+1(1) -2"),
    ("changed", Changed("t"), every_second(1, 1, 2, 2), "+2(2) -3"),
    ("changed by more than", Changed("t", 2.0), every_second(1, 3, 5.5, 6), "+2(2) -3"),
    ("changed text", Changed("t"), t((0, "a"), (1, "b"), (2, "b")), "+1(1) -2"),
    ("three in a row", InRow(HOT, 3), every_second(81, 81, 1, 81, 82, 83, 84, 2), "+5(5) -7"),
    ("three times in ten seconds", Times(HOT, 3, 10.0), every_second(81, 1, 81, 1, 1, 81, 1), "+5(5)"),
    ("staying true is once", Times(HOT, 2, 10.0), every_second(81, 82, 83, 84), ""),
    ("each reading counts", Times(Text("t", ("e",)), 3, 5.0, each=True), t((0, "e"), (1, "e"), (2, "e")), "+2(2)"),
    ("too far apart", Times(HOT, 2, 3.0), every_second(81, 1, 1, 81, 1), ""),
    ("lasting", Lasting(HOT, 2.0), every_second(81, 82, 83, 1), "+2(2) -3"),
    ("mean of a stretch", Above(Measure("t", 48.0), 10.0), t((0, 9), (24, 10), (47, 14), (95, 8)), "+47(47) -95"),
    ("mean not known yet", Above(Measure("t", 48.0), 10.0), every_second(99, 99, 99), ""),
    ("least of a stretch", Below(Measure("t", 48.0, How.LEAST), 1.0), t((0, 5), (47, 0), (95, 3)), "+47(47) -95"),
    ("greatest", Above(Measure("t", 48.0, How.GREATEST), 1.0), t((0, 5), (47, 0), (96, 0)), "+47(47) -96"),
    ("count", Above(Measure("t", 48.0, How.COUNT), 2.0), t((0, 1), (40, 1), (47, 1), (95, 1)), "+47(47) -95"),
    ("change", Above(Measure("t", 48.0, How.CHANGE), 9.0), t((0, 1), (47, 11), (95, 12)), "+47(47) -95"),
    ("rate per hour", Above(Measure("t", 48.0, How.RATE), 3500.0), t((0, 0), (48, 47), (96, 48)), ""),
    ("steep rate per hour", Above(Measure("t", 48.0, How.RATE), 3500.0), t((0, 0), (24, 24), (47, 47)), "+47(47)"),
]


@pytest.mark.parametrize(("condition", "line", "expected"), [case[1:] for case in SINGLE], ids=[c[0] for c in SINGLE])
def test_a_condition_of_one_metric(condition: Condition, line: list[Moment], expected: str) -> None:
    assert story(outcomes(Definition(condition), line)) == expected


BOTH = All((HOT, Equal(Measure("pump"), 1.0)))
EITHER = Either((HOT, Equal(Measure("pump"), 0.0)))
IDLE_AND_HOT = All((HOT, Not(Equal(Measure("pump"), 1.0))))

COMBINED: list[tuple[str, Condition, list[Moment], str]] = [
    ("and", BOTH, [(0, {"t": 90.0}), (1, {"pump": 1.0}), (2, {"pump": 0.0})], "+1(1) -2"),
    ("and, never half a message", BOTH, [(0, {"t": 70.0, "pump": 1.0}), (1, {"t": 90.0, "pump": 0.0})], ""),
    ("or", EITHER, [(0, {"t": 70.0}), (1, {"pump": 0.0}), (2, {"t": 90.0}), (3, {"pump": 1.0})], "+1(1)"),
    ("or, over when all are false", EITHER, [(0, {"pump": 0.0}), (1, {"pump": 1.0}), (2, {"t": 1.0})], "+0(0) -2"),
    ("not, unknown says nothing", IDLE_AND_HOT, [(0, {"t": 90.0}), (1, {"pump": 1.0})], ""),
    ("not", IDLE_AND_HOT, [(0, {"t": 90.0}), (1, {"pump": 0.0}), (2, {"pump": 1.0})], "+1(1) -2"),
    (
        "hot for long while the pump runs",
        All((Lasting(HOT, 3.0), Equal(Measure("pump"), 1.0))),
        [(0, {"pump": 1.0}), (1, {"t": 90.0}), (2, {"pump": 1.0}), (9, {"pump": 0.0})],
        "+4(4) -9",
    ),
]


@pytest.mark.parametrize(
    ("condition", "line", "expected"), [case[1:] for case in COMBINED], ids=[case[0] for case in COMBINED]
)
def test_conditions_of_several_metrics(condition: Condition, line: list[Moment], expected: str) -> None:
    assert story(outcomes(Definition(condition), line)) == expected


SILENT = NoData(10.0, "t")
GONE = NoData(10.0)

TIMED: list[tuple[str, Definition, list[Moment], float, str]] = [
    ("a duration ends without a reading", Definition(HOT, duration=5.0), every_second(81), 60, "+5(0)"),
    ("one good reading begins it anew", Definition(HOT, duration=2.0), every_second(81, 1, 81, 82), 60, "+4(2)"),
    ("within the hysteresis too", Definition(Above(T, 80.0, 9.0), duration=2.0), every_second(81, 79, 81), 60, "+4(2)"),
    ("clearing takes its time", Definition(HOT, clear_duration=3.0), every_second(81, 1), 60, "+0(0) -4"),
    ("and begins anew", Definition(HOT, clear_duration=3.0), every_second(81, 1, 81, 1), 60, "+0(0) -6"),
    ("silence", Definition(SILENT), every_second(1), 60, "+10(10)"),
    ("silence ends with a reading", Definition(SILENT), t((0, 1), (15, 1)), 16, "+10(10) -15"),
    ("another metric is no sign of life", Definition(SILENT), [(0, {"t": 1.0}), (8, {"u": 1.0})], 60, "+10(10)"),
    ("silence of the whole", Definition(GONE), [(0, {"t": 1.0}), (8, {"u": 1.0})], 60, "+18(18)"),
    ("before the first reading nobody knows", Definition(SILENT), [(0, {"u": 1.0})], 60, ""),
    ("times fade", Definition(Times(HOT, 2, 10.0)), every_second(81, 1, 81, 1), 60, "+2(2) -10"),
    (
        "a clear condition of its own",
        Definition(HOT, clear_when=Below(T, 50.0), clear_duration=2.0),
        every_second(81, 70, 60, 49, 48, 47),
        60,
        "+0(0) -5",
    ),
    (
        "by silence, although the last text was bad",
        Definition(Text("t", ("e",)), clearing=Clearing.SILENCE, silence=5.0),
        t((0, "e"), (3, "e"), (20, "e")),
        60,
        "+0(0) -8 +20(20) -25",
    ),
    ("by hand alone", Definition(HOT, clearing=Clearing.BY_HAND), every_second(81, 1, 1), 60, "+0(0)"),
    ("opened again", Definition(HOT, reopens=5.0), t((0, 81), (1, 1), (3, 81), (4, 1), (30, 81)), 31,
     "+0(0) -1 +3(0)again -4 +30(30)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("definition", "line", "until", "expected"), [case[1:] for case in TIMED], ids=[case[0] for case in TIMED]
)
def test_what_time_alone_brings(definition: Definition, line: list[Moment], until: float, expected: str) -> None:
    assert story(outcomes(definition, line, until)) == expected


LEVELS = (Level(Severity.MAJOR, Above(T, 90.0, 5.0)), Level(Severity.CRITICAL, Above(T, 100.0, 5.0)))

WEIGHTS: list[tuple[str, list[Moment], str]] = [
    ("rises", every_second(81, 91, 101), "+0(0) =1:major =2:critical"),
    ("begins heavy", every_second(101), "+0(0)!critical"),
    ("falls once it is back by the hysteresis", every_second(101, 96, 95, 86, 85), "+0(0)!critical =2:major =4:rule"),
    ("the next begins light", every_second(101, 1, 81), "+0(0)!critical =1:rule -1 +2(2)"),
]


@pytest.mark.parametrize(("line", "expected"), [case[1:] for case in WEIGHTS], ids=[case[0] for case in WEIGHTS])
def test_an_alert_becomes_heavier_and_lighter(line: list[Moment], expected: str) -> None:
    assert story(outcomes(Definition(HOT, levels=LEVELS), line)) == expected


def test_the_slots_of_a_rule_are_known_without_the_limits_of_any_asset() -> None:
    assert slots_of(Definition(Above(Measure("a"), OfAsset("most")))) == (Slot("a"),)
