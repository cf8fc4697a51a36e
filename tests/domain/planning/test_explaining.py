"""Orders that a plan leaves out are told with who could not come and why, and with what would let them in."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.optimising.plan import Plan, nothing
from domain.parameters.placement_rules import Kind
from domain.planning import explaining
from domain.planning.explaining import Meaning, explained
from domain.planning.goals import Goals
from domain.planning.reasons.values import Reason
from domain.planning.translation.loaded import Loaded
from domain.scheduling.needs.needs import Part
from domain.scheduling.rules.findings import Level
from domain.workforce.rosters import Away
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
from tests.domain.scheduling.assistant.days import at, technician
from tests.support.silence import LogWatch

KIM, TONI = technician(), technician(2, "Toni", skills=frozenset({"Lifts"}))
GAS = frozenset({"Gas"})


def told(loaded: Loaded, *routes: tuple[int, ...]) -> dict[int, str]:
    made = asked(loaded)
    plan = Plan(routes) if routes else nothing(made.problem)
    return dict(explained(Meaning.of(loaded, made, Goals()), plan))


def test_who_may_come_is_told_before_who_may_not_and_then_what_it_takes() -> None:
    rows = [waits(3, 480, skills=GAS), waits(4, 480, skills=GAS)]
    sentences = told(Loaded([TONI, KIM], [], rows, ON_THE_ROAD), (), (0,))[1]
    assert sentences.startswith("Kim has no gap for it.\nToni may not do it: Toni lacks the skill Gas.")
    against, takes = sentences.split(explaining.PARTED)
    assert "In place of SO-3: Kim at Mon 2 Mar 08:00." in takes
    assert len(against.split("\n")) == 2


def test_what_is_lacking_on_board_is_told_as_the_board_counts_it() -> None:
    pump = (Part(7, "Pump", Decimal(2)),)
    terms = replace(ON_THE_ROAD, levels={**ON_THE_ROAD.levels, Kind.PARTS: Level.REFUSAL})
    kim = technician(van=((7, Decimal("3.5")),))
    loaded = Loaded([kim], [], [waits(3, parts=pump), waits(4, parts=pump)], terms)
    assert "On board besides, 0.5 × Pump: Kim at Mon 2 Mar" in told(loaded, (0,))[1]


def test_who_could_come_is_told_with_the_cost_alone() -> None:
    (sentence,) = told(Loaded([KIM], [], [waits(3)], ON_THE_ROAD)).values()
    assert sentence.startswith("Kim could begin at Mon 2 Mar 08:00, which saves 398 points")


def test_nobody_is_told_to_begin_before_it_is_now() -> None:
    late = technician(2, "Lea", working=((at(8), at(20)),))
    loaded = Loaded([KIM, late], [], [waits(3, 240), waits(4, 240)], ON_THE_ROAD.at(at(13)))
    against, takes = told(loaded, (), (0,))[1].split(explaining.PARTED)
    assert "Too little is left of the day of Kim, even with nothing else to do." in against
    assert "Working day 1 h longer: Kim at Mon 2 Mar 13:00." in takes
    assert "Time window" not in takes


def test_who_is_away_all_day_has_no_day_that_is_nearly_over() -> None:
    away = technician(away=(Away(at(8), at(16), "leave"),))
    loaded = Loaded([away], [], [waits(3, where=30)], ON_THE_ROAD.at(at(10)))
    against, *_ = told(loaded)[0].split(explaining.PARTED)
    assert against == "The day of Kim is too short for it, even with nothing else to do."


def test_where_reasons_cannot_be_reckoned_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    def gone(*_: object) -> tuple[tuple[Reason, ...], ...]:
        raise EOFError

    expected_logs.expect("domain.planning.explaining", "could not be reckoned")
    monkeypatch.setattr(explaining, "why_not_apart", gone)
    assert told(Loaded([KIM], [], [waits(3)], ON_THE_ROAD)) == {}


def test_of_several_is_told_who_could_come_alone_and_what_stands_against_the_others() -> None:
    rows = [waits(3, 480), *(waits(4, 480, requirement_id=key) for key in (41, 42))]
    sentences = told(Loaded([TONI, KIM], [], rows, ON_THE_ROAD), (), (0,))[1]
    assert sentences.split("\n") == [
        "It needs 2 at once.",
        "Alone, Toni could begin at Mon 2 Mar 08:00.",
        "Kim has no gap for it.",
    ]


def test_several_of_whom_each_could_come_alone_have_no_time_together() -> None:
    hours = waits(3, 240, window_until=at(8)), waits(5, 240, window_from=at(12))
    rows = [*hours, *(waits(4, 240, requirement_id=key) for key in (41, 42))]
    sentences = told(Loaded([TONI, KIM], [], rows, ON_THE_ROAD), (0,), (1,))[2]
    assert sentences.split("\n") == [
        "It needs 2 at once.",
        "Alone, Toni could begin at Mon 2 Mar 12:00.",
        "Alone, Kim could begin at Mon 2 Mar 08:00.",
        "No time was found at which so many fit together and cost less than leaving it out.",
    ]
