"""Orders: opened, edited, moved from stage to stage, and what is refused on the way."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Gone, Overtaken, Refusal
from domain.orders.lifecycle import PROMISE, check_move, due, may_follow
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.service import OrderDraft, edit_order, open_order
from domain.scheduling.placing.service import change_stage
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

NEW, PLANNED, ACTIVE, DONE, CANCELLED = StageMeaning


def draft(workshop: Workshop, **changes: Any) -> OrderDraft:
    values: dict[str, Any] = {
        "title": "Warm water",
        "priority": Priority.HIGH,
        "origin": Origin.HAND,
        "minutes": 60,
        "asset_id": workshop.asset,
    }
    return OrderDraft(**(values | changes))


def opened(work: UnitOfWork, wish: OrderDraft) -> int:
    return open_order(work, wish).id


def kinds(store: Store, order_id: int) -> list[str]:
    with store.read() as session:
        mine = (journal.c.subject == "order", journal.c.subject_id == order_id)
        return list(session.scalars(select(journal.c.kind).where(*mine).order_by(journal.c.id)))


def test_a_new_order_has_number_customer_site_stage_promise_and_skills(store: Store, workshop: Workshop) -> None:
    wish = draft(workshop, title="  Warm water ", skill_ids=frozenset({workshop.skill}))
    order_id = store.run("kim", opened, wish)
    with store.read() as session:
        found = session.get_one(Order, order_id)
        assert (found.number, found.title, found.customer.name) == ("SO-000001", "Warm water", "Harbour Brewery")
        assert (found.site.name, found.stage.meaning, found.closed_at) == ("Cellar", NEW, None)
        assert (found.opened_at, found.due_at) == (MONDAY_MORNING, MONDAY_MORNING + timedelta(hours=24))
        assert [skill.name for skill in found.skills] == ["Refrigerant circuit"]
    assert kinds(store, order_id) == ["order.opened"]


def test_an_order_may_be_for_a_site_alone(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", opened, draft(workshop, asset_id=None, site_id=workshop.site))
    with store.read() as session:
        found = session.get_one(Order, order_id)
        assert (found.asset_id, found.site_id) == (None, workshop.site)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"title": "  "}, "title", "in a few words"),
        ({"title": "x" * 201}, "title", "at most 200 letters"),
        ({"minutes": 0}, "minutes", "between 1 minute and 14 days"),
        ({"minutes": -5}, "minutes", "between 1 minute and 14 days"),
        ({"minutes": 60 * 24 * 14 + 1}, "minutes", "between 1 minute and 14 days"),
        ({"asset_id": None}, "asset", "Choose the asset or at least the site"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        store.run("kim", opened, draft(workshop, **changes))
    assert refused.value.field == field
    assert store.run("kim", opened, draft(workshop)) == 1, "a refusal uses up no number"


def test_an_asset_that_is_gone_is_told(store: Store, workshop: Workshop) -> None:
    with pytest.raises(Gone, match="This asset is not there any more"):
        store.run("kim", opened, draft(workshop, asset_id=999))


def test_one_source_raises_one_order(store: Store, workshop: Workshop) -> None:
    store.run("kim", opened, draft(workshop, source="web:1"))
    with pytest.raises(Overtaken):
        store.run("kim", opened, draft(workshop, source="web:1"))


def test_editing_keeps_what_is_not_given_and_a_new_priority_moves_the_promise(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    fixed_clock.advance(timedelta(hours=5))
    store.run("lou", edit_order, order_id, version=1, priority=Priority.CRITICAL, minutes=30)
    with store.read() as session:
        found = session.get_one(Order, order_id)
        assert (found.title, found.minutes, found.priority) == ("Warm water", 30, Priority.CRITICAL)
        assert found.due_at == MONDAY_MORNING + PROMISE[Priority.CRITICAL]
        assert found.version == 2


def test_editing_what_somebody_else_has_edited_is_refused(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("lou", edit_order, order_id, version=1, title="Leak")
    with pytest.raises(Overtaken, match="changed “SO-000001” meanwhile"):
        store.run("kim", edit_order, order_id, version=1, title="Noise")
    with store.read() as session:
        assert session.get_one(Order, order_id).title == "Leak"


def test_a_closed_order_cannot_be_edited(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[CANCELLED])
    with pytest.raises(Refusal, match="SO-000001 is closed"):
        store.run("kim", edit_order, order_id, version=2, title="Noise")


def test_closing_and_opening_again_keep_the_times_right(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    for meaning in (ACTIVE, DONE):
        fixed_clock.advance(timedelta(hours=1))
        store.run("kim", change_stage, order_id, workshop.stages[meaning])
    with store.read() as session:
        assert session.get_one(Order, order_id).closed_at == MONDAY_MORNING + timedelta(hours=2)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    with store.read() as session:
        assert session.get_one(Order, order_id).closed_at is None
        last = session.scalars(select(journal.c.after).order_by(journal.c.id.desc())).first()
    assert last is not None
    assert (last["stage_before"], last["stage"]) == ("Done", "On site")
    assert kinds(store, order_id) == ["order.opened", *["order.stage_changed"] * 3]


def test_moving_to_where_it_stands_is_nothing(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[NEW])
    assert kinds(store, order_id) == ["order.opened"]


def test_a_senseless_move_is_refused_by_the_name_of_the_stage(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal, match="cannot go to “Done” from where it stands") as refused:
        store.run("kim", change_stage, order_id, workshop.stages[DONE])
    assert refused.value.field == "stage"


ALLOWED = {
    NEW: {NEW, PLANNED, ACTIVE, CANCELLED},
    PLANNED: {NEW, PLANNED, ACTIVE, DONE, CANCELLED},
    ACTIVE: {PLANNED, ACTIVE, DONE, CANCELLED},
    DONE: {DONE, ACTIVE},
    CANCELLED: {CANCELLED, NEW},
}


@pytest.mark.parametrize("present", StageMeaning)
def test_which_stage_may_follow_which(present: StageMeaning) -> None:
    assert may_follow(present) == ALLOWED[present]
    for wanted in set(StageMeaning) - ALLOWED[present]:
        with pytest.raises(Refusal):
            check_move(present, wanted, "X")


@given(st.datetimes(timezones=st.just(MONDAY_MORNING.tzinfo)).filter(lambda moment: moment.year < 9990))
def test_the_more_urgent_the_sooner_due(moment: Any) -> None:
    promised = [due(priority, moment) for priority in Priority]
    assert promised == sorted(promised)
    assert promised[0] > moment


def test_an_order_that_is_refused_takes_no_number(store: Store, workshop: Workshop) -> None:
    with store.write("listener") as work:
        with pytest.raises(Gone):
            open_order(work, draft(workshop, contact_id=4711))
        # The unit of work goes on, as that of an alert does.
        assert open_order(work, draft(workshop)).number == "SO-000001"
