"""What a supposition came to is kept, listed and thrown away; what could be made is proposed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import Gone, Refusal
from domain.optimising.cost import Cost
from domain.optimising.running.workers import Workers
from domain.planning.accepting import accept
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind
from domain.planning.profiles import encode
from domain.planning.queries import proposals
from domain.planning.scope import Scope, Touch
from domain.planning.whatif.figures import Figures
from domain.planning.whatif.queries import ScenarioRow, scenarios
from domain.planning.whatif.searching import Asked, Outcome, compare
from domain.planning.whatif.service import delete_scenario, keep_scenario, propose_scenario
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Supposition, Visits
from domain.store.store import Store
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import TEN, spans
from tests.support.workshop import Workshop

MIDNIGHT = TEN - timedelta(hours=10)
TOMORROW = MIDNIGHT + timedelta(days=1)
SCOPE = Scope(MIDNIGHT, TOMORROW, frozenset({1, 2}), touch=Touch.PLANNED, frozen_until=MIDNIGHT)
EVERYTHING = (Absence(1, MIDNIGHT, TOMORROW), ExtraVan(1, 2), OtherSla(1, 2), Visits(date(2026, 3, 15)))
FIGURES = Figures(Cost(travel=12.5, left_out=400.0), 1, 0, 2, 33, 12, 5, 300, 0.625, 7, 2, 1)


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers("tests.domain.planning.whatif.child")
    yield made
    made.close()


def outcome(*variations: Absence | ExtraVan | OtherSla | Visits) -> Outcome:
    return Outcome(Supposition("More", variations), FIGURES, 2.0, goals=encode(Goals(travel=3.0)))


def kept(store: Store) -> tuple[ScenarioRow, ...]:
    with store.read() as session:
        return scenarios(session)


def test_what_is_kept_is_read_again_the_last_first(day: Day) -> None:
    asked = Asked(SCOPE, day.profile, 2.0, ())
    first = day.store.run("kim", keep_scenario, outcome(*EVERYTHING), asked)
    second = day.store.run("lou", keep_scenario, outcome(), asked)
    rows = kept(day.store)
    assert [(row.id, row.name, row.created_by) for row in rows] == [(second, "More", "lou"), (first, "More", "kim")]
    assert rows[1].variations == EVERYTHING
    assert (rows[1].figures, rows[1].scope, rows[1].seconds, rows[1].profile) == (FIGURES, SCOPE, 2.0, "Balanced")
    assert rows[1].goals == Goals(travel=3.0)
    assert rows[1].created_at == day.store.clock.now()


def test_what_is_thrown_away_is_gone(day: Day) -> None:
    key = day.store.run("kim", keep_scenario, outcome(), Asked(SCOPE, day.profile, 2.0, ()))
    day.store.run("kim", delete_scenario, key)
    assert kept(day.store) == ()
    with pytest.raises(Gone):
        day.store.run("kim", delete_scenario, key)


def test_what_came_to_nothing_is_not_kept(day: Day) -> None:
    failed = Outcome(Supposition("More"), failure="It was ended.")
    with pytest.raises(Refusal, match="It was ended"):
        day.store.run("kim", keep_scenario, failed, Asked(SCOPE, day.profile, 2.0, ()))
    with pytest.raises(Gone):
        day.store.run("kim", keep_scenario, outcome(), Asked(SCOPE, day.profile + 1, 2.0, ()))


def test_an_absence_is_proposed_and_accepted(day: Day, workers: Workers) -> None:
    away = Supposition("Kim away", (Absence(day.workshop.kim, MIDNIGHT, TOMORROW),))
    scope = Scope(MIDNIGHT, TOMORROW, touch=Touch.WAITING)
    _, found = compare(day.store, workers, Asked(scope, day.profile, 0.5, (away,), seed=4))
    key = day.store.run("kim", propose_scenario, found)
    rows = day.rows(key)
    assert {row.booking_id for row in rows if row.kind is ChangeKind.MOVE} == {
        day.first.booking_id,
        day.second.booking_id,
    }
    assert day.store.run("kim", accept, key).untaken == ()
    assert {technician for technician, *_ in spans(day.store).values()} == {day.workshop.lou}
    with day.store.read() as session:
        (head,) = proposals(session)
    assert (head.id, head.seed, head.created_by) == (key, 4, "kim")
    assert found.figures is not None
    assert sum(head.cost_after.values()) == pytest.approx(found.figures.cost.total)


@pytest.mark.parametrize("variation", EVERYTHING[1:])
def test_what_is_not_there_cannot_be_proposed(day: Day, variation: ExtraVan | OtherSla | Visits) -> None:
    with pytest.raises(Refusal, match="not there"):
        day.store.run("kim", propose_scenario, outcome(variation))


def test_where_nothing_was_searched_nothing_is_proposed(day: Day) -> None:
    with pytest.raises(Refusal, match="nothing to propose"):
        day.store.run("kim", propose_scenario, outcome())
    with pytest.raises(Refusal, match="nothing to propose"):
        day.store.run("kim", propose_scenario, replace(outcome(), failure="It was ended."))
