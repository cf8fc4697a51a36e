"""Nobody is sent out before it is time to: not by a plan for today, and not past what one sets out for already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.planning.reference import judge
from domain.optimising.plan import Plan
from domain.optimising.routing.fitting import misfits
from domain.optimising.routing.folding import folded
from domain.parameters.placement_rules import Kind
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.translate import translate
from domain.planning.translation.values import Translated
from domain.planning.whatif.figures import working_minutes
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.model import Lock
from domain.scheduling.rules.findings import Level
from domain.workforce.rosters import Break
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
from tests.domain.planning.at_random import thrown_together
from tests.domain.planning.boards import DrawnBoard
from tests.domain.scheduling.assistant.days import at, job, technician

KIM = technician()


def begins(made: Translated, order: int) -> datetime:
    """When the order begins that is done as soon as it can be, behind all else."""
    number = next(at for at, work in enumerate(made.work) if work is not None and work.order_id == order)
    judged = judge(made.problem, Plan(((*made.present.routes[0], number),)))
    assert not judged.broken
    return made.clock.moment(judged.starts[number])


def test_from_home_one_sets_out_now() -> None:
    assert begins(asked(Loaded([KIM], [], [waits(3, where=30)], ON_THE_ROAD)), 3) == at(8.5)
    assert begins(asked(Loaded([KIM], [], [waits(3, where=30)], ON_THE_ROAD.at(at(13)))), 3) == at(13.5)


def test_from_the_last_work_one_sets_out_now() -> None:
    done = job(1, 1, at(9), 60, where=20, lock=Lock.BOTH)
    loaded = Loaded([KIM], [done], [waits(3, where=50)], ON_THE_ROAD.at(at(13)))
    assert begins(asked(loaded), 3) == at(13.5)


def test_one_sets_out_when_somebody_can_have_decided() -> None:
    loaded = Loaded([KIM], [], [waits(3, where=30)], ON_THE_ROAD.at(at(13)))
    assert begins(asked(loaded, frozen_until=at(13.25), leaving_from=at(13.25)), 3) == at(13.75)


def test_where_that_is_not_asked_one_may_have_set_out_before() -> None:
    lax: Mapping[Kind, Level] = {kind: it for kind, it in ON_THE_ROAD.levels.items() if kind is not Kind.DEPARTURE}
    loaded = Loaded([KIM], [], [waits(3, where=30)], replace(ON_THE_ROAD, levels=lax).at(at(13)))
    assert begins(asked(loaded), 3) == at(13)


def test_what_one_has_set_out_for_stays_and_says_so() -> None:
    soon, later = job(1, 1, at(13.25), 30, where=60), job(2, 1, at(13.75), 30, where=60)
    made = asked(Loaded([KIM], [soon, later], [], ON_THE_ROAD.at(at(13))))
    assert [(each.booking_id, each.reason) for each in made.untouched] == [
        (1, "Whoever does it sets out too soon for it to change.")
    ]
    assert not judge(made.problem, made.present).broken


FINISHED = [job(1, 1, at(8.5), 60, where=20, lock=Lock.BOTH), job(2, 2, at(8.5), 45, where=20, lock=Lock.BOTH)]
LUNCH = (Break(at(12), at(14), 60),)


def three() -> list[BoardTechnician]:
    """One who has finished at half past nine, one at a quarter past, one who has had nothing to do."""
    return [technician(number, f"K{number}", breaks=LUNCH) for number in (1, 2, 3)]


def test_idle_hours_that_differ_keep_no_engine_from_planning_today() -> None:
    made = asked(Loaded(three(), FINISHED, [waits(5), waits(6)], ON_THE_ROAD.at(at(10))))
    assert all(len(tour.breaks) == 2 for tour in made.problem.tours)
    assert misfits(made.problem) == ()
    assert [tour.starts for tour in folded(made.problem).tours] == [480, 480, 600]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**40), st.integers(0, 30 * 60))
@example(641, 601)  # nothing comes after it, and who comes home meanwhile has no overtime
def test_folded_into_what_is_before_them_they_change_no_begin(seed: int, minutes: int) -> None:
    board = DrawnBoard(seed)
    now = board.scope.since + timedelta(minutes=minutes)
    loaded = replace(board.loaded, terms=board.loaded.terms.at(now))
    made = translate(loaded, board.scope, board.goals)
    plan = thrown_together(made.problem, made.present, Random(seed))
    judged, without = judge(made.problem, plan), judge(folded(made.problem), plan)
    assert (without.broken, without.starts) == (judged.broken, judged.starts)
    assert without.cost.overtime >= judged.cost.overtime
    assert msgspec.structs.replace(without.cost, overtime=judged.cost.overtime) == judged.cost


def test_working_time_that_is_over_is_working_time_all_the_same() -> None:
    counted = set()
    for now in (at(8), at(9.5), at(11), at(13.5), at(15)):
        made = asked(Loaded(three(), FINISHED, [], ON_THE_ROAD.at(now)))
        counted.add(working_minutes(made))
    assert counted == {3 * 420}
