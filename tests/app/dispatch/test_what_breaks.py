"""What a delay breaks is named with its time, and whom a job fits is offered in the turn one would ask them."""

from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtCore import QLocale

from app.dispatch.board.drag import of_booking
from app.dispatch.moving.consequences import what_breaks
from app.dispatch.moving.fitting import fits
from app.dispatch.moving.setting import Setting
from app.dispatch.plan import Plan
from app.shared.memory import Memory
from app.shared.times import Times
from domain.clock import FixedClock
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.cascade import cascade
from domain.scheduling.rules.terms import DEFAULT
from domain.scheduling.travel.places import Place
from tests.app.dispatch import plans
from tests.app.dispatch.plans import at

TIMES = Times(FixedClock(plans.NOW), UTC, QLocale("en_GB"))
NEAR, FAR = Place(53.5, 10.0), Place(53.9, 10.0)


@pytest.mark.parametrize(
    ("need", "hours", "words"),
    [
        (Need(), 2, ""),
        (Need(due=at(12)), 4, "Due time 12:00"),
        (Need(due=at(9.5)), 3, "Due time 09:30, missed before"),
        (Need(), 8, "Working day ends 15:30"),
        (Need(due=at(12)), 8, "Due time 12:00, Working day ends 15:30"),
    ],
)
def test_what_breaks_is_named_with_its_time(need: Need, hours: int, words: str) -> None:
    who = plans.technicians(1)[0]
    late = replace(plans.bookings()[0], technician_id=who.id, start=at(9), finish=at(10), need=need)
    found = cascade(who, [late], late.id, at(9 + hours), DEFAULT)
    assert what_breaks(found.moved[0], who, TIMES) == words


def test_a_broken_arrival_names_the_end_of_the_window() -> None:
    who = plans.technicians(1)[0]
    first = replace(plans.bookings()[0], id=1, technician_id=who.id, start=at(9), finish=at(10), need=Need())
    second = replace(first, id=2, start=at(10), finish=at(11), need=Need(window_until=at(10.5)))
    found = cascade(who, [first, second], 1, at(11), DEFAULT)
    assert what_breaks(found.moved[1], who, TIMES) == "Promised arrival until 10:30"


def test_whom_a_job_fits_best_comes_first() -> None:
    """Nearer before farther, with the skill before without, whoever is taken last."""
    kim, near, far, unskilled, taken = plans.technicians(5)
    gas, work = frozenset({"Gas"}), plans.shifts(6, 20)
    near = replace(near, name="Zoe", skills=gas, working=work, start=NEAR)
    far = replace(far, name="Ann", skills=gas, working=work, start=FAR)
    unskilled = replace(unskilled, skills=frozenset(), working=work, start=NEAR)
    taken = replace(taken, skills=gas, working=work, start=NEAR)
    job = replace(
        plans.bookings()[0], id=1, technician_id=kim.id, start=at(11), finish=at(12), need=Need(gas, place=NEAR)
    )
    other = replace(job, id=2, technician_id=taken.id)
    people = (kim, unskilled, taken, far, near)
    setting = Setting(Plan(at(-100), at(100), people, (job, other), ()), TIMES, Memory())
    found = fits([of_booking(job)], people[1:], setting)
    assert [fit.technician.id for fit in found] == [near.id, far.id, unskilled.id, taken.id]
    assert [fit.possible for fit in found] == [True, True, True, False]
    assert found[-1].words.endswith("not possible")
