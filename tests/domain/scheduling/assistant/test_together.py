"""Several at once: nobody twice, all at one time, the fewest people first, then the earliest."""

from dataclasses import replace
from datetime import UTC, timedelta

from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.assistant.together import Part, Together, together
from domain.scheduling.assistant.values import Search
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.terms import DEFAULT
from domain.workforce.model import Bookable
from tests.domain.scheduling.assistant.days import ROAD, at, job, milestone, technician

TERMS = replace(DEFAULT, travel=ROAD)
KIM, LEA = technician(1, "Kim"), technician(2, "Lea", skills=frozenset({"Lifts"}))
CRANE = technician(3, "Crane", kind=Bookable.EQUIPMENT, skills=frozenset(), start=None, end=None)


def part(number: int, minutes: int = 60, *, apart: bool = False, **need: object) -> Part:
    wanted = Need(place=milestone(0), **need)  # type: ignore[arg-type]
    return Part(number, Search(wanted, minutes, at(7), at(16)), apart)


def found(ways: list[list[Part]], staff: list[BoardTechnician], *jobs: BoardBooking) -> tuple[Together, ...]:
    return together(Assistant(staff, jobs, TERMS, UTC), ways)


def names(each: Together) -> list[str]:
    return [slot.name for _, slot in each.slots]


def test_two_begin_together_when_both_are_free() -> None:
    way = [part(1, skills=frozenset({"Gas"})), part(2, skills=frozenset({"Lifts"}))]
    first = found([way], [KIM, LEA], job(1, 1, at(8), 60), job(2, 2, at(9), 90))[0]
    assert names(first) == ["Kim", "Lea"]
    assert {slot.start for _, slot in first.slots} == {at(10.5)}


def test_nobody_does_two_parts_at_once() -> None:
    way = [part(1), part(2)]
    assert found([way], [KIM]) == ()
    assert sorted(names(found([way], [KIM, LEA])[0])) == ["Kim", "Lea"]


def test_equipment_stands_with_people() -> None:
    way = [part(1), part(2, kind=Bookable.EQUIPMENT)]
    assert names(found([way], [KIM, CRANE])[0]) == ["Kim", "Crane"]


def test_the_fewest_people_come_first() -> None:
    alone, pair = [part(1, minutes=240)], [part(2, minutes=60), part(3, minutes=60)]
    every = found([pair, alone], [KIM, LEA])
    assert [each.people for each in every] == sorted(each.people for each in every)
    assert every[0].people == 1
    assert [each.start for each in every if each.people == 1] == sorted(e.start for e in every if e.people == 1)


def test_three_at_once_and_none_where_one_is_missing() -> None:
    way = [part(1), part(2), part(3, kind=Bookable.EQUIPMENT)]
    assert sorted(names(found([way], [KIM, LEA, CRANE])[0])) == ["Crane", "Kim", "Lea"]
    assert found([way], [KIM, LEA]) == ()


def test_what_may_be_apart_needs_no_common_time_and_no_second_person() -> None:
    way = [part(1, apart=True), part(2)]
    first = found([way], [KIM])[0]
    spans = [(slot.start, slot.finish) for _, slot in first.slots]
    assert first.people == 1
    assert spans[0][1] <= spans[1][0] or spans[1][1] <= spans[0][0]


def test_a_break_in_the_way_makes_all_begin_later() -> None:
    busy = (job(1, 2, at(8), 180), job(2, 2, at(15), 60))
    first = found([[part(1), part(2)]], [KIM, LEA], *busy)[0]
    assert {slot.start for _, slot in first.slots} == {at(11)}
    assert first.start - at(8) == timedelta(hours=3)
