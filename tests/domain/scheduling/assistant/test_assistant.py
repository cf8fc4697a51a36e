"""The assistant finds the best slots, offers nothing that the rules speak against, and says why."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scheduling.assistant.assistant import SOFT, Assistant
from domain.scheduling.assistant.values import Point, Search, Slot
from domain.scheduling.assistant.why import why_not
from domain.scheduling.board_rows import Ability, BoardBooking, BoardTechnician, Membership
from domain.scheduling.needs.needs import After, Need
from domain.scheduling.placing.free_times import QUARTER
from domain.scheduling.rules.checks import Kind, Level, Placement, check
from domain.scheduling.rules.terms import DEFAULT, Terms
from domain.workforce.rosters import Break
from tests.domain.scheduling.assistant.days import ROAD, at, job, milestone, technician

TERMS = replace(DEFAULT, travel=ROAD)
KIM, LEA = technician(1, "Kim"), technician(2, "Lea", home=60)


def search(minutes: int = 60, where: float = 0, **more: Any) -> Search:
    need = more.pop("need", Need(skills=frozenset({"Gas"}), place=milestone(where)))
    plain = Search(need, minutes, at(7), at(16))
    return replace(plain, **more)


def found(asked: Search, technicians: list[BoardTechnician], *jobs: BoardBooking) -> tuple[Slot, ...]:
    return Assistant(technicians, jobs, TERMS, UTC).slots(asked)


def times(slots: tuple[Slot, ...]) -> list[tuple[str, datetime]]:
    return [(slot.name, slot.start) for slot in slots]


def test_whoever_is_nearest_comes_first() -> None:
    slots = found(search(where=50), [KIM, LEA])
    assert times(slots) == [("Lea", at(8.25)), ("Kim", at(9))]
    assert [slot.extra for slot in slots] == [20, 100]


def test_a_job_goes_between_two_others_with_time_for_the_ways() -> None:
    first, last = job(1, 1, at(8), 60, where=10), job(2, 1, at(11), 300, where=40)
    (slot,) = found(search(where=30), [KIM], first, last)
    assert slot.start == at(9.5)

    assert slot.before is not None
    assert slot.after is not None
    assert (slot.before.minutes, slot.before.number) == (20, "SO-1")
    assert (slot.after.minutes, slot.after.number, slot.extra) == (10, "SO-2", 0)
    assert found(search(minutes=90, where=30), [KIM], first, last) == ()


def test_nobody_is_offered_who_would_have_to_have_set_out_already() -> None:
    assistant = Assistant([KIM, LEA], [job(1, 2, at(8), 60, where=60)], TERMS.at(at(9.5)), UTC)
    assert times(assistant.slots(search(where=50))) == [("Lea", at(9.75)), ("Kim", at(10.5))]
    lax: Mapping[Kind, Level] = {kind: level for kind, level in TERMS.levels.items() if kind is not Kind.DEPARTURE}
    assistant = Assistant([KIM], [], replace(TERMS, levels=lax).at(at(9.5)), UTC)
    assert times(assistant.slots(search(where=50, since=at(9.5)))) == [("Kim", at(9.5))]


def test_the_way_home_is_part_of_the_day() -> None:
    assert times(found(search(minutes=420, where=30), [KIM])) == [("Kim", at(8.5))]
    assert found(search(minutes=435, where=30), [KIM]) == ()


def test_a_break_stays_free() -> None:
    kim = technician(breaks=(Break(at(11), at(13), 30),))
    jobs = (job(1, 1, at(8), 180), job(2, 1, at(13), 180))
    assert times(found(search(minutes=90), [kim], *jobs)) == [("Kim", at(11))]
    assert found(search(minutes=105), [kim], *jobs) == ()


def test_the_promised_window_is_kept() -> None:
    need = Need(place=milestone(0), window_from=at(10.1), window_until=at(10.6))
    assert times(found(search(need=need), [KIM])) == [("Kim", at(10.25))]
    assert found(search(need=need), [KIM], job(1, 1, at(9), 120)) == ()


def test_hours_are_those_at_which_the_customer_wants_somebody() -> None:
    kim = technician(days=2)
    slots = found(search(hours=(time(13), time(15)), until=at(16, 1), most_each=9), [kim])
    assert [slot.start for slot in slots] == [at(13), at(13, 1)]
    assert found(search(hours=(time(17), time(19))), [kim]) == ()


def test_jobs_follow_each_other() -> None:
    after = Need(after=(After("SO-9", at(9), 30),))
    assert times(found(search(need=after), [KIM])) == [("Kim", at(9.5))]
    assert found(search(need=Need(after=(After("SO-9", None),))), [KIM]) == ()
    assert found(search(need=Need(before=(("SO-9", at(8.5), 0),))), [KIM]) == ()


def test_whoever_lacks_a_skill_is_offered_only_when_asked_for() -> None:
    asked = search(need=Need(skills=frozenset({"Gas", "Lifts"}), place=milestone(0)))
    assert found(asked, [KIM]) == ()
    (slot,) = found(replace(asked, lacking=True), [KIM])
    assert [finding.kind for finding in slot.findings] == [Kind.SKILL]


@pytest.mark.parametrize(
    ("kim", "need", "point"),
    [
        ({"skills": frozenset({"Gas", "Lifts"})}, {}, Point.SKILL),
        ({"territories": frozenset({"South"})}, {"territory": "North"}, Point.TERRITORY),
        ({}, {"preferred": frozenset({2})}, Point.PREFERENCE),
        ({"cost_rate": Decimal(90)}, {}, Point.WORK),
    ],
)
def test_what_speaks_against_a_technician_costs(kim: dict[str, Any], need: dict[str, Any], point: Point) -> None:
    asked = search(need=Need(skills=frozenset({"Gas"}), **need))
    slots = found(asked, [technician(1, **kim), technician(2, "Lea")])
    assert [slot.name for slot in slots] == ["Lea", "Kim"]
    assert slots[1].points[point] > slots[0].points.get(point, 0)


def test_a_full_day_makes_way_for_an_empty_one() -> None:
    slots = found(search(), [KIM, technician(2, "Lea")], job(1, 1, at(10), 360))
    assert [slot.name for slot in slots] == ["Lea", "Kim"]


def test_late_is_worse_than_far() -> None:
    need = Need(place=milestone(0), due=at(10))
    slots = found(search(need=need), [KIM, LEA], job(1, 1, at(8), 90))
    assert [(slot.name, slot.late, slot.promise) for slot in slots] == [
        ("Lea", False, "just in time"),
        ("Kim", True, "30 min late"),
    ]


def test_a_booking_that_is_moved_is_not_in_its_own_way() -> None:
    held = job(1, 1, at(8), 480)
    assert found(search(), [KIM], held) == ()
    assert times(found(search(booking_id=1), [KIM], held)) == [("Kim", at(8))]


def test_the_cost_is_that_of_work_and_extra_travel() -> None:
    kim = technician(cost_rate=Decimal(60))
    (slot,) = found(search(where=15), [kim])
    assert slot.cost == 90
    assert found(search(where=15), [KIM])[0].cost is None


def test_the_reasons_can_be_told_on_the_phone() -> None:
    need = Need(frozenset({"Gas"}), at(12), place=milestone(15), territory="North", preferred=frozenset({1}))
    kim = technician(abilities=(Ability("Gas", 4),), territories=frozenset({"North"}))
    (slot,) = found(search(need=need), [kim], job(1, 1, at(8), 60))
    assert slot.reasons == (
        "15 min from SO-1, the job before.",
        "15 min to where the day ends.",
        "30 min more on the road than without it.",
        "Ends 1 h 45 min before the due time.",
        "Has Gas 4.",
        "Looks after North.",
        "The customer prefers Kim.",
    )


def test_why_somebody_is_not_offered() -> None:
    lea = technician(2, "Lea", skills=frozenset())
    assistant = Assistant([KIM, lea, technician(3, "Max", home=30)], [job(1, 1, at(8), 480)], TERMS, UTC)
    best = assistant.slots(search())[0]
    assert best.name == "Max"
    assert why_not(assistant, search(), 1, best) == (
        "Kim has no 1 h free with the ways there between Mon 2 Mar and Mon 2 Mar.",
    )
    assert why_not(assistant, search(), 2, best)[0] == "Lea lacks the skill Gas."
    assert why_not(assistant, search(), 3, best) == ("Max is offered.",)
    assert why_not(assistant, search(), 1, best, at(9)) == ("Kim already has SO-1, 08:00–16:00.",)
    assert why_not(assistant, search(), 9, best) == ("This technician is not on the board at that time.",)


def test_why_somebody_ranks_lower() -> None:
    assistant = Assistant([KIM, LEA], [], TERMS, UTC)
    best = assistant.slots(search())[0]
    assert why_not(assistant, search(), 2, best) == (
        "Comes 1 h later than Kim.",
        "120 min more travel than with Kim.",
        "Ranks 120 points below Kim: Extra travel +120.",
    )


jobs = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 31), st.integers(1, 12), st.integers(0, 60)), min_size=0, max_size=8
)


@given(jobs, st.integers(15, 240), st.integers(0, 60), st.booleans())
def test_offered_is_the_best_of_all_that_the_rules_let_pass(
    taken: list[tuple[int, int, int, int]], minutes: int, where: int, breaks: bool
) -> None:
    pause = (Break(at(11), at(13), 30),) if breaks else ()
    staff = [technician(number, f"T{number}", home=number * 10, breaks=pause) for number in (1, 2, 3)]
    board = [
        job(number, who, at(8 + start / 4), quarters * 15, place)
        for number, (who, start, quarters, place) in enumerate(taken, 1)
    ]
    asked = search(minutes, where, since=at(8), most=99, most_each=99)
    slots = Assistant(staff, board, TERMS, UTC).slots(asked)
    clean = possible(asked, staff, board)
    assert {(slot.technician_id, slot.start) for slot in slots} <= clean
    assert {slot.technician_id for slot in slots} == {technician_id for technician_id, _ in clean}
    for slot in slots:
        earlier = {start for who, start in clean if who == slot.technician_id and start < slot.start}
        assert not earlier or any(
            other.start <= max(earlier) for other in slots if other.technician_id == slot.technician_id
        )
    assert [slot.total for slot in slots] == sorted(slot.total for slot in slots)


def possible(asked: Search, staff: list[BoardTechnician], board: list[BoardBooking]) -> set[tuple[int, datetime]]:
    """Every quarter of an hour that the rules let pass, found by asking them."""
    passed = set()
    for one in staff:
        start = asked.since
        while start < asked.until:
            placement = Placement(one.id, start, start + asked.length)
            findings = check(placement, one, board, asked.need, TERMS, UTC)
            if all(each.kind in SOFT and each.level is Level.WARNING for each in findings):
                passed.add((one.id, start))
            start += QUARTER
    return passed


def test_rules_that_are_off_speak_against_nothing() -> None:
    levels: dict[Kind, Level] = {kind: level for kind, level in DEFAULT.levels.items() if kind is not Kind.SKILL}
    slots = Assistant([KIM], [], Terms(levels, ROAD), UTC).slots(search(need=Need(skills=frozenset({"Lifts"}))))
    assert times(slots) == [("Kim", at(8))]


def test_a_room_for_two_is_free_as_long_as_there_is_one() -> None:
    hall = technician(capacity=2)
    one, two = job(1, 1, at(8), 240), job(2, 1, at(8), 120)
    assert times(found(search(), [hall], one)) == [("Kim", at(8))]
    assert times(found(search(), [hall], one, two)) == [("Kim", at(10))]


def test_whoever_is_needed_now_starts_on_the_next_quarter() -> None:
    assert times(found(search(since=at(9) + timedelta(minutes=1)), [KIM])) == [("Kim", at(9.25))]


def test_who_works_with_a_crew_that_day_is_not_offered_meanwhile() -> None:
    kim = technician(crews=(Membership(5, "Crew", until=at(24)),), days=2)
    busy = [job(1, 5, at(8), 420), job(2, 5, at(8, 1), 420)]
    slots = found(search(until=at(40)), [kim], *busy)
    assert sorted(slot.start for slot in slots) == [at(15), at(8, 1)]
    assert all(slot.findings == () for slot in slots)
