"""What is promised of an order, from its opening to its end."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.assets.model import Asset
from domain.clock import FixedClock
from domain.errors import Refusal
from domain.orders import clock_service
from domain.orders import promise_queries as queries
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.orders.promise_queries import PromiseRow
from domain.orders.service import OrderDraft, edit_order, open_order
from domain.orders.signing import sign_order, unsign_order
from domain.parameters import service as parameters
from domain.parameters.model import ReasonFor
from domain.scheduling.placing.service import change_stage, place
from domain.sla import service as slas
from domain.sla.clock import MarkKind, State, TargetKind
from domain.sla.selection import Source
from domain.store.history import facts_of
from domain.store.journal import FactRow
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support import promised
from tests.support.moments import MONDAY_MORNING
from tests.support.promised import Promised, sla
from tests.support.workshop import Workshop, order

NEW, PLANNED, ACTIVE, DONE, CANCELLED = StageMeaning
RESPONSE, ARRIVAL, COMPLETION = TargetKind
HOUR = timedelta(hours=1)
#: Monday, 10:00 in Berlin; the office is open until 16:00.
OPENED = MONDAY_MORNING


@pytest.fixture
def terms(store: Store) -> Promised:
    return store.run("setup", promised.build)


def rows(store: Store, order_id: int) -> dict[TargetKind, PromiseRow]:
    with store.read() as session:
        return {row.kind: row for row in queries.promises(session, order_id)}


def due(store: Store, order_id: int) -> datetime | None:
    with store.read() as session:
        return session.get_one(Order, order_id).due_at


def facts(store: Store, order_id: int, kind: str = "order.promise_changed") -> list[FactRow]:
    with store.read() as session:
        return [fact for fact in facts_of(session, "order", [order_id]) if fact.kind == kind]


def opened(work: UnitOfWork, asset_id: int | None, site_id: int | None, origin: Origin = Origin.HAND) -> int:
    draft = OrderDraft("Warm water", Priority.LOW, origin, 60, asset_id=asset_id, site_id=site_id)
    return open_order(work, draft).id


def test_a_new_order_is_promised_by_the_default(store: Store, workshop: Workshop, terms: Promised) -> None:
    order_id = store.run("kim", order, workshop)
    found = rows(store, order_id)
    assert [row.deadline for row in found.values()] == [OPENED + HOUR, OPENED + 4 * HOUR, OPENED + 24 * HOUR]
    assert {(row.state, row.chosen_by, row.sla) for row in found.values()} == {(State.DUE, Source.DEFAULT, "Standard")}
    assert due(store, order_id) == OPENED + 24 * HOUR
    with store.read() as session:
        (told,) = facts_of(session, "order", [order_id])
        assert session.get_one(Order, order_id).version == 1
    assert (told.kind, told.after["due_at"]) == ("order.opened", (OPENED + 24 * HOUR).isoformat())


@pytest.mark.parametrize("origin", Origin)
def test_an_order_of_any_origin_is_promised(store: Store, workshop: Workshop, terms: Promised, origin: Origin) -> None:
    order_id = store.run("kim", opened, workshop.asset, None, origin)
    assert len(rows(store, order_id)) == 3


def test_without_any_sla_the_old_promise_holds_and_no_row_is_written(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    assert (rows(store, order_id), due(store, order_id)) == ({}, OPENED + timedelta(days=10))


def test_an_order_opened_at_night_starts_with_the_next_opening(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    fixed_clock.advance(timedelta(hours=12))
    order_id = store.run("kim", order, workshop)
    tuesday = OPENED + timedelta(hours=22)  # 08:00 in Berlin
    assert rows(store, order_id)[RESPONSE].deadline == tuesday + HOUR


def test_planning_responds_going_on_site_arrives_and_done_completes(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    fixed_clock.advance(HOUR / 2)
    store.run("kim", place, order_id, workshop.kim, OPENED + 2 * HOUR, OPENED + 3 * HOUR)
    assert [row.state for row in rows(store, order_id).values()] == [State.MET, State.DUE, State.DUE]
    fixed_clock.advance(HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    fixed_clock.advance(HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[DONE])
    found = rows(store, order_id)
    assert {row.state for row in found.values()} == {State.MET}
    assert [row.met_at for row in found.values()] == [OPENED + HOUR * step / 2 for step in (1, 3, 5)]
    assert due(store, order_id) == OPENED + 24 * HOUR, "what was promised stays readable"
    assert not any(row.open for row in found.values())


def test_what_is_done_late_is_broken_by_how_much(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    fixed_clock.advance(timedelta(hours=25))
    store.run("kim", change_stage, order_id, workshop.stages[DONE])
    row = rows(store, order_id)[COMPLETION]
    assert (row.state, row.at(fixed_clock.now()).overrun_seconds) == (State.BREACHED, 3600)


def test_reopening_counts_the_gap_apart(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    fixed_clock.advance(HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[DONE])
    fixed_clock.advance(2 * HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    row = rows(store, order_id)[COMPLETION]
    assert (row.state, row.deadline, row.reopened_seconds) == (State.DUE, OPENED + 26 * HOUR, 7200)
    assert rows(store, order_id)[ARRIVAL].state is State.MET


def test_a_cancelled_order_promises_nothing_until_it_is_revoked(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[CANCELLED])
    assert {row.state for row in rows(store, order_id).values()} == {State.CANCELLED}
    fixed_clock.advance(HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[NEW])
    assert {row.state for row in rows(store, order_id).values()} == {State.DUE}
    assert due(store, order_id) == OPENED + 25 * HOUR


def test_a_stage_that_pauses_blanks_the_deadline_and_leaving_it_moves_it(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    waiting = store.run("setup", let_wait, workshop)
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    fixed_clock.advance(HOUR)
    store.run("kim", change_stage, order_id, waiting)
    row = rows(store, order_id)[COMPLETION]
    assert (row.state, row.deadline, row.paused_since) == (State.PAUSED, None, OPENED + HOUR)
    assert (due(store, order_id), row.at(fixed_clock.now()).left_seconds) == (None, 7 * 3600)
    fixed_clock.advance(HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    assert (due(store, order_id), rows(store, order_id)[COMPLETION].held_seconds) == (OPENED + 25 * HOUR, 3600)


def test_what_a_stage_paused_stays_when_the_stage_is_changed_later(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    waiting = store.run("setup", let_wait, workshop)
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    store.run("kim", change_stage, order_id, waiting)
    fixed_clock.advance(HOUR)
    store.run("setup", let_run, waiting)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    assert due(store, order_id) == OPENED + 25 * HOUR


def let_wait(work: UnitOfWork, workshop: Workshop) -> int:
    stage = Stage(
        name="Waits",
        position=90,
        meaning=ACTIVE,
        parent_id=workshop.stages[ACTIVE],
        pauses_completion=True,
    )
    chain = [workshop.stages[meaning] for meaning in (NEW, PLANNED, ACTIVE)]
    for parent_id, key in zip([None, *chain], chain, strict=False):
        work.get(Stage, key).parent_id = parent_id
        work.note("stage.changed", work.get(Stage, key))
    return work.add(stage, "stage.created").id


def let_run(work: UnitOfWork, stage_id: int) -> None:
    stage = work.get(Stage, stage_id)
    stage.pauses_completion = False
    work.note("stage.changed", stage)


def test_another_priority_moves_the_promise_from_the_same_start(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    fixed_clock.advance(HOUR / 2)
    store.run("kim", edit_order, order_id, version=1, priority=Priority.NORMAL)
    assert due(store, order_id) == OPENED + 4 * HOUR
    (told,) = facts(store, order_id)
    assert told.before["completion"]["deadline"] == (OPENED + 24 * HOUR).isoformat()
    assert told.after["completion"]["deadline"] == told.after["due_at"] == (OPENED + 4 * HOUR).isoformat()


def test_the_most_particular_sla_holds(store: Store, workshop: Workshop, terms: Promised) -> None:
    def choose(work: UnitOfWork) -> dict[Source, int]:
        made = {
            source: slas.create_sla(work, sla(source.value, terms.calendar, times=2 + place))
            for place, source in enumerate(Source)
        }
        order_of = work.get(Order, order(work, workshop))
        asset = order_of.asset
        assert asset is not None
        asset.sla_id, order_of.customer.sla_id = made[Source.ASSET], made[Source.CUSTOMER]
        work.note("asset.changed", asset)
        work.note("customer.changed", order_of.customer)
        return made

    made = store.run("setup", choose)
    order_id = store.run("kim", order, workshop)
    assert rows(store, order_id)[COMPLETION].chosen_by is Source.ASSET
    site_only = store.run("kim", opened, None, workshop.site)
    assert rows(store, site_only)[COMPLETION].chosen_by is Source.CUSTOMER
    store.run("kim", clock_service.choose_sla, order_id, made[Source.ORDER])
    row = rows(store, order_id)[COMPLETION]
    assert (row.chosen_by, row.sla, row.target_seconds) == (Source.ORDER, "order", 16 * 3600)
    store.run("kim", clock_service.choose_sla, order_id, None)
    assert rows(store, order_id)[COMPLETION].chosen_by is Source.ASSET


def test_a_part_has_the_sla_of_the_machine_it_is_a_part_of(store: Store, workshop: Workshop, terms: Promised) -> None:
    def name(work: UnitOfWork) -> None:
        order_of = work.get(Order, order(work, workshop))
        assert order_of.asset is not None
        order_of.asset.sla_id = slas.create_sla(work, sla("Machine", terms.calendar, times=2))
        work.note("asset.changed", order_of.asset)

    store.run("setup", name)
    with store.read() as session:
        part = session.scalars(select(Asset.id).where(Asset.parent_id == workshop.asset)).one()
    order_id = store.run("kim", opened, part, None)
    assert rows(store, order_id)[COMPLETION].sla == "Machine"


def test_an_sla_that_is_switched_off_goes_on_where_it_held(store: Store, workshop: Workshop, terms: Promised) -> None:
    gold = store.run("setup", slas.create_sla, sla("Gold", terms.calendar, times=2))

    def name(work: UnitOfWork) -> None:
        customer = work.get(Order, order(work, workshop)).customer
        customer.sla_id = gold
        work.note("customer.changed", customer)

    store.run("setup", name)
    before = store.run("kim", order, workshop)
    store.run("setup", slas.switch_sla, gold, active=False)
    after = store.run("kim", order, workshop)
    store.run("kim", edit_order, before, version=1, priority=Priority.NORMAL)
    assert [rows(store, key)[COMPLETION].sla for key in (before, after)] == ["Gold", "Standard"]


def test_an_sla_may_promise_completion_alone(store: Store, workshop: Workshop, terms: Promised) -> None:
    alone = store.run("setup", slas.create_sla, sla("Alone", terms.calendar, kinds=(COMPLETION,)))
    order_id = store.run("kim", order, workshop)
    store.run("kim", clock_service.choose_sla, order_id, alone)
    assert list(rows(store, order_id)) == [COMPLETION]


def test_signing_off_completes_and_taking_it_back_goes_on(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    fixed_clock.advance(HOUR)
    store.run("kim", sign_order, order_id, "Ada Berg")
    assert (rows(store, order_id)[COMPLETION].state, due(store, order_id)) == (State.MET, None)
    fixed_clock.advance(HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[DONE])
    assert rows(store, order_id)[COMPLETION].met_at == OPENED + HOUR, "what is met is not met again"
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    store.run("kim", unsign_order, order_id)
    assert rows(store, order_id)[COMPLETION].state is State.DUE


@pytest.mark.parametrize("step", ["done", "sign", "pause", "stop"])
def test_a_broken_promise_asks_for_its_reason_once(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock, step: str
) -> None:
    store.run("admin", parameters.change, "breach_reason_required", True)
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    fixed_clock.advance(timedelta(hours=25))
    take: dict[str, Callable[[int | None], None]] = {
        "done": lambda reason: store.run("kim", change_stage, order_id, workshop.stages[DONE], reason),
        "sign": lambda reason: store.run("kim", sign_order, order_id, "Ada", reason_id=reason),
        "pause": lambda reason: store.run("kim", clock_service.pause, order_id, reason),
        "stop": lambda reason: store.run("kim", clock_service.stop, order_id, reason),
    }
    for wrong in (None, terms.waits):
        with pytest.raises(Refusal) as refused:
            take[step](wrong)
        assert refused.value.field == "reason"
    with store.read() as session:
        assert queries.breach_unexplained(session, order_id, fixed_clock.now())
        asked = queries.reason_asked(session, order_id, workshop.stages[DONE], fixed_clock.now())
    assert asked == (ReasonFor.BREACH, True)
    take[step](terms.spoilt)
    with store.read() as session:
        assert not queries.breach_unexplained(session, order_id, fixed_clock.now())
        assert [entry.reason for entry in queries.clock_log(session, order_id)].count("Was on another job") == 1


def test_the_log_tells_what_the_clocks_heard(
    store: Store, workshop: Workshop, terms: Promised, fixed_clock: FixedClock
) -> None:
    waiting = store.run("setup", let_wait, workshop)
    order_id = store.run("kim", order, workshop)
    store.run("lou", change_stage, order_id, workshop.stages[ACTIVE], remark="Off I go")
    store.run("lou", change_stage, order_id, waiting)
    with store.read() as session:
        log = queries.clock_log(session, order_id)
    assert [(entry.kind, entry.stage, entry.actor) for entry in log] == [
        (MarkKind.OPENED, "New", "kim"),
        (MarkKind.STAGE, "On site", "lou"),
        (MarkKind.ARRIVED, None, "lou"),
        (MarkKind.STAGE, "Waits", "lou"),
        (MarkKind.ARRIVED, None, "lou"),
    ]
    assert (log[1].remark, log[3].pauses) == ("Off I go", (COMPLETION,))
