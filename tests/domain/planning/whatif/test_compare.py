"""The plan in force and what is supposed stand side by side, whatever becomes of one of the searches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.optimising.running.ending import Progress
from domain.optimising.running.workers import Workers
from domain.planning.model import ChangeKind
from domain.planning.scope import Scope, Touch
from domain.planning.whatif.searching import Asked, Outcome, compare
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Supposition, Variation, Visits
from domain.store.base import Entity
from domain.store.store import Store
from tests.domain.planning.proposed import Day, a_day
from tests.domain.planning.whatif.child import LONG_S
from tests.support.contract import sign
from tests.support.edited import TEN
from tests.support.promised import build
from tests.support.silence import LogWatch
from tests.support.workshop import Workshop

MIDNIGHT = TEN - timedelta(hours=10)
TOMORROW = MIDNIGHT + timedelta(days=1)
SCOPE = Scope(MIDNIGHT, TOMORROW, touch=Touch.WAITING)
PROGRAM = "tests.domain.planning.whatif.child"
AS_IT_IS = Supposition("As it is")


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(PROGRAM)
    yield made
    made.close()


def asked(day: Day, *suppositions: Supposition, seconds: float = 0.5, scope: Scope = SCOPE) -> Asked:
    return Asked(scope, day.profile, seconds, suppositions)


def away(technician: int) -> Supposition:
    return Supposition("Away", (Absence(technician, MIDNIGHT, TOMORROW),))


def like(technician: int) -> Supposition:
    return Supposition("One more", (ExtraVan(technician),))


def visits_until(day: int) -> Supposition:
    return Supposition("Visits", (Visits(date(2026, 3, day)),))


def whole(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    with store.read() as session:
        return {
            each.name: [tuple(row) for row in session.execute(select(each).order_by(*each.primary_key))]
            for each in Entity.metadata.sorted_tables
        }


def totals(outcomes: tuple[Outcome, ...]) -> list[float]:
    return [each.figures.cost.total for each in outcomes if each.figures is not None]


def test_everything_that_can_be_supposed_is_searched_and_no_row_is_written(store: Store, workshop: Workshop) -> None:
    promised = store.run("setup", build)
    day = a_day(store, workshop)
    store.run("setup", sign, workshop)
    suppositions = (
        AS_IT_IS,
        away(workshop.kim),
        like(workshop.kim),
        Supposition("Other SLA", (OtherSla(promised.sla),)),
        Supposition("Visits", (Visits(date(2026, 3, 15)),)),
    )
    before = whole(store)
    made = Workers()
    try:
        outcomes = compare(store, made, asked(day, *suppositions))
    finally:
        made.close()
    assert whole(store) == before
    assert [each.supposition.name for each in outcomes] == [
        "As planned now",
        "As it is",
        "Away",
        "One more",
        "Other SLA",
        "Visits",
    ]
    assert [each.failure for each in outcomes] == [""] * 6
    planned, as_is, without, more, other, visits = (each.figures for each in outcomes)
    assert planned is not None
    assert as_is is not None
    assert without is not None
    assert more is not None
    assert other is not None
    assert visits is not None
    assert (planned.left_out, planned.orders, planned.people) == (2, 3, 2)
    assert (as_is.left_out, as_is.orders, without.left_out, without.people) == (0, 5, 0, 1)
    assert as_is.cost.total < planned.cost.total
    assert more.cost.total <= planned.cost.total
    assert visits.orders + visits.left_out > as_is.orders
    assert outcomes[0].found is None
    assert outcomes[0].seconds == 0.0
    assert all(each.seconds == 0.5 for each in outcomes[1:])


def test_what_somebody_away_has_is_moved_though_nothing_is_to_be_touched(day: Day, workers: Workers) -> None:
    _, outcome = compare(day.store, workers, asked(day, away(day.workshop.kim)))
    assert outcome.found is not None
    moved = {each.booking_id for each in outcome.found.changes if each.kind is ChangeKind.MOVE}
    assert moved == {day.first.booking_id, day.second.booking_id}
    assert outcome.figures is not None
    assert (outcome.figures.orders, outcome.figures.people, outcome.figures.changed_promises) == (5, 1, 0)


def test_a_child_that_dies_leaves_a_sentence_and_the_others_go_on(
    day: Day, workers: Workers, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.share", "came to nothing")
    outcomes = compare(day.store, workers, asked(day, AS_IT_IS, like(day.workshop.kim), away(day.workshop.lou)))
    assert [each.failure for each in outcomes] == [
        "",
        "",
        "The optimiser ended unexpectedly, so the plan is as it was; try again.",
        "",
    ]
    assert [each.figures is None for each in outcomes] == [False, False, True, False]


def test_where_no_child_can_be_started_everything_says_so(day: Day, expected_logs: LogWatch) -> None:
    expected_logs.expect("domain.optimising.running.share", "came to nothing")
    outcomes = compare(day.store, Workers("domain.nothing.like.that"), asked(day, AS_IT_IS))
    assert all(each.figures is None and each.failure for each in outcomes)


def test_the_progress_of_each_search_is_told_with_its_place(day: Day, workers: Workers) -> None:
    heard: list[tuple[int, Progress]] = []
    compare(day.store, workers, asked(day, AS_IT_IS, away(day.workshop.kim)), told=lambda *each: heard.append(each))
    assert {index for index, _ in heard} == {0, 1}
    assert [index for index, _ in heard] == sorted(index for index, _ in heard)
    assert all(progress.curve for index, progress in heard[-1:])


def test_what_is_not_wanted_any_more_ends_with_what_it_has_and_nothing_else_is_searched(
    day: Day, workers: Workers
) -> None:
    begun: list[Progress] = []

    def told(_index: int, progress: Progress) -> None:
        if progress.cost is not None and progress.before is not None and progress.cost < progress.before:
            begun.append(progress)

    def wanted() -> bool:
        return not begun

    suppositions = (AS_IT_IS, away(day.workshop.kim))
    outcomes = compare(day.store, workers, asked(day, *suppositions, seconds=LONG_S), told=told, wanted=wanted)
    assert [each.figures is None for each in outcomes] == [False, False, True]
    assert outcomes[1].seconds < LONG_S
    assert outcomes[2].failure == "It was ended before anything was found."


def test_what_nobody_wants_from_the_start_is_not_searched(day: Day, workers: Workers) -> None:
    outcomes = compare(day.store, workers, asked(day, AS_IT_IS), wanted=lambda: False)
    assert [each.failure for each in outcomes] == ["It was ended before anything was found."] * 2


def test_days_without_anybody_are_compared_too(day: Day, workers: Workers) -> None:
    sunday = Scope(MIDNIGHT + timedelta(days=5), MIDNIGHT + timedelta(days=6))
    outcomes = compare(day.store, workers, asked(day, AS_IT_IS, away(day.workshop.kim), scope=sunday))
    assert [each.failure for each in outcomes] == ["", "", ""]
    assert len(set(totals(outcomes))) == 1
    assert [each.figures.left_out for each in outcomes if each.figures is not None] == [2, 2, 2]
    assert outcomes[0].told


def test_an_absence_of_the_only_one_left_leaves_everything_out(day: Day, workers: Workers) -> None:
    both = Supposition("Both away", tuple(Absence(each, MIDNIGHT, TOMORROW) for each in (1, 2)))
    _, outcome = compare(day.store, workers, asked(day, both))
    assert outcome.failure == ""
    assert outcome.figures is not None
    assert (outcome.figures.left_out, outcome.figures.orders, outcome.figures.people) == (5, 0, 0)
    assert outcome.told[0] == "Nobody for whom is planned works on these days."
    assert len(outcome.told) == 6
    assert outcome.figures.cost.total > 5 * 200


def test_what_makes_no_sense_is_refused_beside_its_field(day: Day, workers: Workers) -> None:
    promised = day.store.run("setup", build)
    odd: tuple[tuple[Variation, str], ...] = (
        (Absence(99, MIDNIGHT, TOMORROW), "technician_id"),
        (Absence(1, TOMORROW, TOMORROW), "until"),
        (Absence(1, TOMORROW, MIDNIGHT), "until"),
        (ExtraVan(99), "like_id"),
        (ExtraVan(1, 0), "count"),
        (ExtraVan(1, 1000), "count"),
        (OtherSla(99), "sla_id"),
        (OtherSla(promised.sla, 99), "customer_id"),
        (Visits(date(2026, 3, 1)), "until"),
        (Visits(date(2027, 3, 1)), "until"),
    )
    for variation, field in odd:
        with pytest.raises(Refusal) as refused:
            compare(day.store, workers, asked(day, Supposition("Odd", (variation,))))
        assert refused.value.field == field


def test_the_first_day_of_visits_is_that_of_the_clock_on_the_wall(day: Day, workers: Workers) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert SCOPE.since.astimezone(berlin).date() > SCOPE.since.date()
    with pytest.raises(Refusal, match="before the days that are planned"):
        compare(day.store, workers, asked(day, visits_until(2)), berlin)
    _, outcome = compare(day.store, workers, asked(day, visits_until(3)), berlin)
    assert outcome.failure == ""


def test_too_much_or_too_little_is_refused_beside_its_field(day: Day, workers: Workers) -> None:
    usual = asked(day, AS_IT_IS)
    odd = {
        "suppositions": replace(usual, suppositions=(AS_IT_IS,) * 60),
        "variations": asked(day, Supposition("Much", (ExtraVan(1),) * 60)),
        "count": asked(day, Supposition("Many", (ExtraVan(1, 15),) * 2)),
        "name": asked(day, Supposition(" ")),
        "seconds": replace(usual, seconds=float("nan")),
        "scope": replace(usual, scope=Scope(TOMORROW, MIDNIGHT)),
        "goals": replace(usual, profile_id=99),
    }
    for field, wrong in odd.items():
        with pytest.raises(Refusal) as refused:
            compare(day.store, workers, wrong)
        assert refused.value.field == field
