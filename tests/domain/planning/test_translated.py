"""What the optimiser is told of locks, links, vans and crews."""

from dataclasses import replace
from decimal import Decimal
from math import inf

import pytest

from domain.errors import Refusal
from domain.optimising.problem import After as Follows
from domain.planning.translation.back import changes
from domain.planning.translation.loaded import Loaded
from domain.scheduling.board_rows import Membership
from domain.scheduling.model import Lock
from domain.scheduling.needs.needs import After, Part
from domain.workforce.model import Bookable
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
from tests.domain.scheduling.assistant.days import at, job, technician

KIM, TONI = technician(), technician(2, "Toni")


def test_a_lock_of_the_time_lets_somebody_else_come_then() -> None:
    made = asked(Loaded([KIM, TONI], [job(3, 1, at(9), 60, lock=Lock.TIME)], [], ON_THE_ROAD))
    assert made.problem.jobs[0].windows == ((540, 540),)
    assert made.problem.people.tolist() == [[2.0, 17.0]]


def test_a_lock_of_the_technician_lets_the_time_change() -> None:
    made = asked(Loaded([KIM, TONI], [job(3, 1, at(9), 60, lock=Lock.TECHNICIAN)], [], ON_THE_ROAD))
    assert made.problem.people.tolist() == [[2.0, inf]]
    assert made.problem.jobs[0].windows[0][0] == 0


def test_jobs_that_wait_for_each_other_are_tied() -> None:
    rows = [waits(3), waits(4, after=(After("SO-3", None, 30),))]
    made = asked(Loaded([KIM], [], rows, ON_THE_ROAD))
    assert made.problem.jobs[1].after == (Follows(0, 30),)


def test_what_others_wait_for_is_done_before_them_and_stays_on_the_board() -> None:
    first = job(3, 1, at(9), 60)
    first = replace(first, need=replace(first.need, before=(("SO-4", at(12), 30),)))
    made = asked(Loaded([KIM], [first, job(4, 1, at(12), 60, lock=Lock.BOTH)], [], ON_THE_ROAD))
    assert made.problem.jobs[0].windows == ((0, 630),)
    assert made.problem.jobs[0].left_out >= 1e8


def test_a_van_carries_what_its_jobs_use() -> None:
    filters = (Part(1, "Filter", Decimal(1)),)
    van = replace(KIM, van=((1, Decimal("1.5")),))
    made = asked(Loaded([van], [], [waits(3, parts=filters), waits(4, parts=filters)], ON_THE_ROAD))
    assert made.problem.tours[0].stock == (15_000,)
    assert [each.uses for each in made.problem.jobs] == [(10_000,), (10_000,)]


def test_a_crew_that_has_more_to_do_than_its_people_is_planned_as_one() -> None:
    crew = technician(9, "Crane crew", kind=Bookable.CREW, members=(Membership(1, "Kim"),))
    kim = replace(KIM, crews=(Membership(9, "Crane crew"),))
    busy = asked(Loaded([kim, crew], [job(3, 9, at(9), 60)], [], ON_THE_ROAD))
    assert busy.technicians == (9,)
    idle = asked(Loaded([kim, crew], [], [waits(3)], ON_THE_ROAD))
    assert idle.technicians == (1,)


def test_a_plan_that_moves_what_stands_fast_is_refused() -> None:
    made = asked(Loaded([KIM], [job(3, 1, at(9), 60, lock=Lock.BOTH)], [], ON_THE_ROAD))
    assert changes(made, made.present, {0: 540}) == ()
    with pytest.raises(Refusal):
        changes(made, made.present, {0: 541})
