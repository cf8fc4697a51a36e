"""Nobody is sent out before it is time to: not by a plan for today, and not past what one sets out for already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bench.planning.reference import judge
from domain.optimising.plan import Plan
from domain.parameters.placement_rules import Kind
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.values import Translated
from domain.scheduling.model import Lock
from domain.scheduling.rules.findings import Level
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
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
    soon, later = job(1, 1, at(13.25), 60, where=30), job(2, 1, at(15), 30, where=30)
    made = asked(Loaded([KIM], [soon, later], [], ON_THE_ROAD.at(at(13))))
    assert [(each.booking_id, each.reason) for each in made.untouched] == [
        (1, "One sets out for it too soon for it to change.")
    ]
    assert not judge(made.problem, made.present).broken
