"""Overtime that the goals allow ends when it ends, the way home within it, and the rules may refuse it altogether."""

from dataclasses import replace

from bench.planning.reference import judge
from domain.optimising.improving import improve
from domain.parameters.placement_rules import Kind
from domain.planning.goals import Goals
from domain.planning.translation.loaded import Loaded
from domain.scheduling.rules.findings import Level
from domain.scheduling.rules.terms import Terms
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
from tests.domain.scheduling.assistant.days import at, job, technician

KIM = technician()
AN_HOUR = Goals(overtime_minutes=60)


def placed(minutes: int, where: float, goals: Goals, terms: Terms = ON_THE_ROAD) -> bool:
    made = asked(Loaded([KIM], [], [waits(3, minutes, where=where)], terms), goals=goals)
    plan = improve(made.problem, made.present, iterations=50, seed=1)
    judged = judge(made.problem, plan)
    assert not judged.broken
    return bool(judged.starts)


def test_work_with_the_ways_there_and_back_ends_within_it() -> None:
    assert placed(480, 30, AN_HOUR)
    assert not placed(481, 30, AN_HOUR)
    assert not placed(480, 30, Goals())


def test_where_the_rules_refuse_it_there_is_none() -> None:
    for kind in (Kind.HOURS, Kind.COMMUTE):
        strict = replace(ON_THE_ROAD, levels={**ON_THE_ROAD.levels, kind: Level.REFUSAL})
        assert not placed(480, 30, AN_HOUR, strict)


def test_what_is_booked_within_it_stays_and_what_is_booked_after_it_is_planned_anew() -> None:
    within, after = job(3, 1, at(16), 60), job(4, 1, at(20), 60)
    made = asked(Loaded([KIM], [within, after], [], ON_THE_ROAD), goals=AN_HOUR)
    assert made.untouched == ()
    kept = {made.work[job] for route in made.present.routes for job in route}
    assert {each.order_id for each in kept if each is not None} == {3}
    plan = improve(made.problem, made.present, iterations=50, seed=1)
    starts = judge(made.problem, plan).starts
    late = next(at for at, work in enumerate(made.work) if work is not None and work.order_id == 4)
    assert starts[late] + 60 <= 17 * 60


def test_its_way_home_counts() -> None:
    far = job(3, 1, at(16), 60, where=30)
    made = asked(Loaded([KIM], [far], [], ON_THE_ROAD), goals=AN_HOUR)
    assert made.untouched == ()
    assert made.present.routes == ((),)
