"""What others did since a proposal was made is left alone and told in a sentence; all the rest is accepted."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.service import edit_order
from domain.planning.accepting import accept
from domain.planning.model import Decision
from domain.scheduling.archiving import switch_technician
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.placing.service import cancel_order, place, remove
from domain.scheduling.progress.status_service import advance, lock
from domain.store.store import Store
from domain.workforce.absence_service import AbsenceDraft, approve_absence, ask_absence
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import HOUR, TEN, spans, together
from tests.support.workshop import Workshop, order

LATER = TEN + 6 * HOUR


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


def moved(day: Day) -> None:
    together(day.store, replace(day.second, start=LATER, finish=LATER + HOUR))


def taken_off(day: Day) -> None:
    day.store.run("lou", remove, day.second.booking_id or 0)


def completed(day: Day) -> None:
    day.store.run("lou", advance, day.second.booking_id or 0, BookingStatus.DONE)


def dispatched(day: Day) -> None:
    day.store.run("lou", advance, day.second.booking_id or 0, BookingStatus.DISPATCHED)


def locked(day: Day) -> None:
    day.store.run("lou", lock, [day.second.booking_id or 0], Lock.BOTH)


def cancelled(day: Day) -> None:
    day.store.run("lou", cancel_order, day.second.order_id)


def placed_already(day: Day) -> None:
    day.store.run("lou", place, day.waiting[1], day.workshop.lou, LATER, LATER + HOUR, override=True)


def in_the_way(day: Day) -> None:
    other = day.store.run("lou", order, day.workshop)
    day.store.run("lou", place, other, day.workshop.kim, TEN + 4 * HOUR, TEN + 5 * HOUR, override=True)


def absent(day: Day) -> None:
    draft = AbsenceDraft(day.workshop.kim, TEN + 3 * HOUR, TEN + 8 * HOUR)
    day.store.run("lou", approve_absence, day.store.run("lou", ask_absence, draft), 1)


def longer(day: Day) -> None:
    with day.store.read() as session:
        version = session.get_one(Order, day.waiting[1]).version
    day.store.run("lou", edit_order, day.waiting[1], version=version, minutes=90)


def asks_for_a_description(day: Day) -> None:
    _stage(day, StageMeaning.PLANNED, ["description"])
    with day.store.write("setup") as work:
        first = work.get(Order, day.waiting[0])
        first.description = "It hums."
        work.note("order.changed", first)


def _stage(day: Day, meaning: StageMeaning, required: list[str]) -> None:
    with day.store.write("setup") as work:
        stage = work.get(Stage, day.workshop.stages[meaning])
        stage.required_fields = required
        work.note("stage.changed", stage)


#: What somebody did, which of the four changes are overtaken, and what is told of the first.
CASES: tuple[tuple[Callable[[Day], None], frozenset[int], str], ...] = (
    (moved, frozenset({0}), "kim has put SO-000002 with Kim, "),
    (taken_off, frozenset({0}), "lou has taken SO-000002 off the board."),
    (completed, frozenset({0, 2}), "lou has changed the booking of SO-000002: Done."),
    (dispatched, frozenset({0, 2}), "lou has changed the booking of SO-000002: Dispatched."),
    (locked, frozenset({0, 2}), "lou has changed the booking of SO-000002: Time and technician locked."),
    (cancelled, frozenset({0}), "lou has taken SO-000002 off the board."),
    (placed_already, frozenset({3}), "SO-000005 is already with Lou."),
    (in_the_way, frozenset({3}), "Kim already has SO-000006"),
    (absent, frozenset({3}), "Kim is away"),
    (longer, frozenset({3}), "SO-000005 takes 1 h 30 min now, not 1 h."),
    (asks_for_a_description, frozenset({3}), "SO-000005: The stage “Planned” asks for: Description."),
)


@pytest.mark.parametrize(("happened", "overtaken", "told"), CASES, ids=[case[0].__name__ for case in CASES])
def test_what_somebody_did_meanwhile_stays_and_the_rest_is_accepted(
    day: Day, happened: Callable[[Day], None], overtaken: frozenset[int], told: str
) -> None:
    key, rows = day.propose(*day.usual())
    happened(day)
    before = spans(day.store)
    accepted = day.store.run("kim", accept, key)
    sentences = {each.change_id: each.sentence for each in accepted.untaken}
    assert sentences.keys() == {rows[at].id for at in overtaken}
    assert sentences[rows[min(overtaken)].id].startswith(told)
    after = day.rows(key)
    assert {at for at, row in enumerate(after) if row.decision is Decision.OVERTAKEN} == overtaken
    assert all(row.why for row in after if row.decision is Decision.OVERTAKEN)
    assert {at for at, row in enumerate(after) if row.decision is Decision.ACCEPTED} == set(range(4)) - overtaken
    untouched = before.keys() - {each.booking_id for each in accepted.done}
    assert {each: before[each] for each in untouched} == {each: spans(day.store)[each] for each in untouched}


def test_a_whole_team_stays_when_one_of_it_is_overtaken(day: Day) -> None:
    one, _, _, two = day.usual()
    key, _ = day.propose(replace(one, team=1), replace(two, team=1))
    moved(day)
    accepted = day.store.run("kim", accept, key)
    assert accepted.done == ()
    assert len({each.sentence for each in accepted.untaken}) == 1


def test_what_became_impossible_while_it_was_looked_for_is_overtaken_from_the_start(day: Day) -> None:
    usual = day.usual()
    moved(day)
    _, rows = day.propose(*usual)
    assert [row.decision for row in rows] == [Decision.OVERTAKEN] + [Decision.OPEN] * 3
    assert rows[0].why.startswith("kim has put SO-000002 with Kim")


def test_a_rule_that_warned_when_it_was_proposed_is_no_hindrance(day: Day) -> None:
    evening = day.assign(0, day.workshop.kim, TEN + 12 * HOUR)
    key, rows = day.propose(evening)
    assert rows[0].warnings == ("hours",)
    assert day.store.run("kim", accept, key).untaken == ()


def test_what_could_not_be_new_again_is_not_taken_off(day: Day) -> None:
    key, rows = day.propose(day.take_off(day.first), day.take_off(day.third))
    _stage(day, StageMeaning.NEW, ["lines"])
    accepted = day.store.run("kim", accept, key)
    assert [each.sentence for each in accepted.untaken] == [
        f"{number}: The stage “New” asks for: At least one line." for number in ("SO-000001", "SO-000003")
    ]
    assert [each.change_id for each in accepted.untaken] == [row.id for row in rows]


def test_a_technician_who_left_gets_nothing_more(day: Day) -> None:
    key, rows = day.propose(day.assign(0, day.workshop.lou, TEN + 5 * HOUR))
    day.store.run("kim", remove, day.third.booking_id or 0)
    day.store.run("kim", switch_technician, day.workshop.lou, active=False)
    accepted = day.store.run("kim", accept, key)
    assert [each.change_id for each in accepted.untaken] == [rows[0].id]
    assert "Lou" in accepted.untaken[0].sentence
