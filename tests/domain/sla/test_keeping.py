"""A calendar that is cut down: refused while an SLA needs its time, and never in the way of an order."""

from dataclasses import replace

import pytest

from domain.calendars import service as calendars
from domain.calendars.hours import Window
from domain.calendars.queries import calendar
from domain.errors import Refusal
from domain.orders import promises
from domain.orders.model import Order, StageMeaning
from domain.orders.promise_queries import promises as promises_of
from domain.scheduling.placing.service import change_stage
from domain.sla.clock import State, TargetKind
from domain.sla.draft import LevelDraft
from domain.sla.keeping import change_calendar
from domain.sla.model import LevelAction
from domain.sla.queries import sla
from domain.sla.service import change_sla
from domain.store.store import Store
from domain.words import Priority
from tests.support import promised
from tests.support.promised import Promised, office
from tests.support.workshop import Workshop, order

YEAR = {(TargetKind.COMPLETION, priority): 366 * 24 * 60 for priority in Priority}
HARDLY = replace(office("Office"), windows=(Window(0, 480, 481),))


@pytest.fixture
def terms(store: Store) -> Promised:
    return store.run("setup", promised.build)


def promise_a_year(store: Store, terms: Promised) -> None:
    with store.read() as session:
        row = sla(session, terms.sla)
    store.run("admin", change_sla, terms.sla, replace(row.draft, targets=YEAR, levels=()), row.version)


def test_a_calendar_that_leaves_an_sla_no_time_is_refused_with_its_name(store: Store, terms: Promised) -> None:
    store.run("admin", change_calendar, terms.calendar, HARDLY, 1)
    store.run("admin", change_calendar, terms.calendar, office("Office"), 2)
    promise_a_year(store, terms)
    with pytest.raises(Refusal, match="“Standard” promises more than these hours have time for") as refused:
        store.run("admin", change_calendar, terms.calendar, HARDLY, 3)
    assert refused.value.field == "windows"
    with store.read() as session:
        assert len(calendar(session, terms.calendar).draft.windows) == 5


def test_an_sla_whose_levels_are_never_reached_is_refused(store: Store, terms: Promised) -> None:
    store.run("admin", change_calendar, terms.calendar, HARDLY, 1)
    with store.read() as session:
        row = sla(session, terms.sla)
    late = (LevelDraft(1000, LevelAction.NOTIFY),)
    month = {(TargetKind.COMPLETION, priority): 10_000 for priority in Priority}
    store.run("admin", change_sla, terms.sla, replace(row.draft, targets=month, levels=()), row.version)
    with pytest.raises(Refusal, match="too little working time") as refused:
        store.run("admin", change_sla, terms.sla, replace(row.draft, targets=month, levels=late), row.version + 1)
    assert refused.value.field == "calendar"


def test_an_order_moves_on_although_its_calendar_has_no_time_left(
    store: Store, workshop: Workshop, terms: Promised
) -> None:
    promise_a_year(store, terms)
    moved, other = (store.run("kim", order, workshop) for _ in range(2))
    with store.read() as session:
        before = session.get_one(Order, moved).due_at
    store.run("import", calendars.change_calendar, terms.calendar, HARDLY, 1)
    for meaning in (StageMeaning.PLANNED, StageMeaning.ACTIVE):
        store.run("kim", change_stage, moved, workshop.stages[meaning])
    assert promises.recompute(store, "watch", calendar_id=terms.calendar) == 0
    with store.read() as session:
        assert session.get_one(Order, moved).due_at == before is not None
    store.run("kim", change_stage, moved, workshop.stages[StageMeaning.DONE])
    store.run("import", calendars.change_calendar, terms.calendar, office("Office", 9), 2)
    assert promises.recompute(store, "watch", calendar_id=terms.calendar) == 1
    with store.read() as session:
        assert {row.state for row in promises_of(session, other)} == {State.DUE}
