"""Somebody who is away: no working time, no breaks, and what was booked then goes elsewhere or is told of."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Refusal
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind
from domain.planning.scope import Touch
from domain.planning.translation.loaded import Loaded
from domain.planning.whatif.absences import absent
from domain.planning.whatif.figures import figures
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.telling import told_of
from domain.planning.whatif.values import Absence
from domain.scheduling.board_rows import Membership
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import Need
from domain.workforce.rosters import Break
from tests.domain.planning.whatif.supposing import KIM, LOU, changed, days, found, translated
from tests.domain.scheduling.assistant.days import MONDAY, at, job, milestone

MORNING = Absence(1, at(7), at(12))
TODAY = Absence(1, at(0), at(0, 1))
PROMISED = Need(place=milestone(0), window_from=at(8), window_until=at(16))


def test_the_time_is_gone_with_its_breaks_and_the_absence_is_on_the_board() -> None:
    breaks = (Break(at(11), at(12), 30), Break(at(14), at(15), 30))
    kim = replace(KIM, breaks=breaks, on_call=((at(6), at(8)),))
    found = absent(Supposed(Loaded([kim, LOU], []), days().scope), MORNING).loaded.technicians
    assert found[0].working == ((at(12), at(16)), (at(8, 1), at(16, 1)))
    assert found[0].breaks == breaks[1:]
    assert found[0].on_call == ((at(6), at(7)),)
    assert [(each.start, each.finish, each.approved) for each in found[0].away] == [(at(7), at(12), True)]
    assert found[1] is LOU


def test_what_somebody_has_then_moves_even_if_it_is_promised_and_nothing_is_to_be_touched() -> None:
    booked = [job(1, 1, at(9), 60, need=PROMISED), job(2, 1, at(13), 60), job(3, 2, at(13), 60)]
    supposed = absent(days(booked), MORNING)
    assert supposed.loaded.freed == {1}
    assert supposed.told == ()
    (change,) = changed(supposed)
    assert (change.kind, change.booking_id) == (ChangeKind.MOVE, 1)
    assert change.after is not None
    assert change.after.technician_id == 2 or change.after.start >= at(12)
    assert changed(days(booked)) == ()


def test_what_only_somebody_away_could_do_is_left_out_and_told() -> None:
    booked = [job(1, 1, at(9), 60, need=Need(place=milestone(0), only=frozenset({1})))]
    supposed = absent(days(booked), Absence(1, at(0), at(0, 2)))
    made = translated(supposed)
    assert told_of(made, None, supposed.loaded.freed)[-1].startswith("SO-1: ")
    figures_then = figures(supposed.loaded, supposed.scope, Goals(), made, found(made))
    assert (figures_then.left_out, figures_then.orders) == (1, 0)


def test_what_has_no_room_elsewhere_is_taken_off() -> None:
    booked = [job(1, 1, at(9), 120), *(job(2 + day, 2, at(8, day), 8 * 60, lock=Lock.BOTH) for day in range(2))]
    supposed = absent(days(booked), Absence(1, at(0), at(14, 1)))
    assert [each.kind for each in changed(supposed)] == [ChangeKind.MOVE]
    booked.append(job(5, 1, at(14, 1), 60, lock=Lock.BOTH))
    (change,) = changed(absent(days(booked), Absence(1, at(0), at(14, 1))))
    assert (change.kind, change.booking_id) == (ChangeKind.TAKE_OFF, 1)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"lock": Lock.BOTH}, "it is locked."),
        ({"status": BookingStatus.ON_SITE}, "it is under way."),
        ({"start": at(9, -1), "finish": at(9)}, "it is not among what is planned."),
    ],
)
def test_what_cannot_change_stays_and_is_told(more: dict[str, Any], why: str) -> None:
    supposed = absent(days([replace(job(1, 1, at(9), 60), **more)], touch=Touch.UNLOCKED), TODAY)
    assert supposed.loaded.freed == frozenset()
    (told,) = supposed.told
    assert told.startswith("SO-1, ")
    assert told.endswith(f" stays: {why}")
    assert changed(supposed) == ()


def test_many_that_stay_are_counted_and_what_is_done_or_cancelled_is_no_matter() -> None:
    locked = [job(number, 1, at(8 + number), 60, lock=Lock.BOTH) for number in range(7)]
    over = [job(20, 1, at(9), 60, status=BookingStatus.DONE), job(21, 1, at(9), 60, status=BookingStatus.CANCELLED)]
    told = absent(days([*locked, *over]), TODAY).told
    assert len(told) == 6
    assert told[-1] == "2 more stay."


def test_what_is_locked_at_its_time_goes_to_somebody_else_then() -> None:
    (change,) = changed(absent(days([job(1, 1, at(9), 60, lock=Lock.TIME)]), TODAY))
    assert change.after is not None
    assert (change.after.technician_id, change.after.start) == (2, at(9))


def test_what_was_freed_and_begins_too_soon_is_told_of() -> None:
    supposed = absent(days([job(1, 1, at(9), 60)], frozen_until=at(10)), TODAY)
    known = translated(days([job(1, 1, at(9), 60)], touch=Touch.UNLOCKED, frozen_until=at(10)))
    told = ("SO-1: It begins too soon to change.",)
    assert told_of(translated(supposed), known, supposed.loaded.freed) == told
    assert told_of(translated(supposed), known) == ()


def test_who_is_not_planned_for_keeps_what_is_booked() -> None:
    supposed = absent(days([job(1, 1, at(9), 60)], technicians=frozenset({2})), TODAY)
    assert supposed.loaded.freed == frozenset()
    assert supposed.told[0] == "Kim is not among those who are planned for."
    assert supposed.told[1].endswith("it is not among what is planned.")


def test_who_does_not_work_then_is_told_of() -> None:
    supposed = absent(days(), Absence(1, at(17), at(20)))
    assert supposed.told == ("Kim does not work then anyway.",)
    assert supposed.loaded.technicians[0].working == KIM.working


def test_an_absence_outside_of_the_days_is_told_of() -> None:
    supposed = absent(days([job(1, 1, at(9), 60)]), Absence(1, at(0, 20), at(0, 21)))
    assert supposed.told == ("The absence of Kim lies outside of the days that are planned.",)
    assert changed(supposed) == ()


def test_the_crew_of_somebody_is_told_of() -> None:
    kim = replace(KIM, crews=(Membership(9, "Blue crew"), Membership(8, "Red crew", until=MONDAY)))
    supposed = absent(Supposed(Loaded([kim], []), days().scope), TODAY)
    assert supposed.told == ("Kim is in Blue crew, whose work stays as it is.",)


def test_two_absences_of_one_person_are_both() -> None:
    supposed = absent(absent(days([job(1, 1, at(9), 60), job(2, 1, at(13), 60)]), MORNING), Absence(1, at(12), at(16)))
    assert supposed.loaded.technicians[0].working == ((at(8, 1), at(16, 1)),)
    assert supposed.loaded.freed == {1, 2}


def test_nobody_like_that_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        absent(days(), Absence(7, at(7), at(12)))
    assert refused.value.field == "technician_id"
