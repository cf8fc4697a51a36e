"""Plans of alerts that are opened again, and of alerts that take the place of others."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.monitoring import plan_runs
from domain.monitoring.maintenance_service import MaintenanceDraft, enter_maintenance
from domain.monitoring.model import Alert, Grouping
from domain.monitoring.occurrences import raise_alert
from domain.monitoring.plan_service import create_plan, follow_plan
from domain.monitoring.plans.plan import AnyStep, CloseOrder, Notify, OpenOrder, Wait
from domain.monitoring.response_model import PlanRun, RunState
from domain.orders.model import Order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.plan_desk import PlanDesk
from tests.support.plant import Plant, begins, build_plant, cleared, raised
from tests.support.workshop import Workshop

TELL = Notify(text="Look")


@pytest.fixture
def desk(database_url: str) -> Iterator[PlanDesk]:
    made = PlanDesk(database_url)
    yield made
    made.store.close()


def over_and_back(desk: PlanDesk) -> None:
    """The alert clears, and the same trouble is back a minute later."""
    seen = desk.seen()
    desk.calm()
    desk.go_on()
    desk.clock.advance(timedelta(minutes=1))
    back = replace(seen, last_at=desk.clock.now())
    desk.store.run("listener", raise_alert, back, reopens=True)
    desk.go_on()


def test_a_plan_that_was_through_begins_anew_with_an_alert_that_is_opened_again(desk: PlanDesk) -> None:
    desk.follow(TELL)
    desk.alarm()
    desk.go_on()
    over_and_back(desk)
    assert len(desk.all(Alert)) == 1
    assert len(desk.told("plan.notified")) == 2
    assert len(desk.told("alert.plan_begun")) == 2
    assert desk.run().state is RunState.DONE


def test_one_that_opened_an_order_begins_anew_too(desk: PlanDesk) -> None:
    desk.follow(OpenOrder(), CloseOrder())
    desk.alarm()
    desk.go_on()
    over_and_back(desk)
    first, second = desk.all(Order)
    assert first.closed_at is not None
    assert second.closed_at is None
    assert desk.run().position == 1


def test_one_that_is_at_work_goes_on(desk: PlanDesk) -> None:
    desk.follow(Wait(seconds=3600), TELL)
    desk.alarm()
    desk.go_on()
    begun = desk.run().begun_at
    over_and_back(desk)
    assert (desk.run().begun_at, desk.run().state) == (begun, RunState.RUNNING)
    desk.later(60)
    assert len(desk.told("plan.notified")) == 1


@pytest.mark.parametrize("stop", [plan_runs.pause, plan_runs.take_over])
def test_one_that_people_have_stopped_stays_theirs(desk: PlanDesk, stop: Callable[..., None]) -> None:
    desk.follow(Wait(seconds=60), TELL)
    desk.alarm()
    desk.go_on()
    desk.store.run("kim", stop, desk.run().id)
    over_and_back(desk)
    desk.later(60)
    assert not desk.told("plan.notified")
    assert len(desk.told("alert.plan_begun")) == 1


def test_during_maintenance_it_does_not_begin_anew(desk: PlanDesk) -> None:
    desk.follow(OpenOrder())
    desk.alarm()
    desk.go_on()
    now, asset = desk.clock.now(), desk.company.chiller.id
    draft = MaintenanceDraft(now, now + timedelta(hours=1), "Filters", asset)
    desk.store.run("kim", enter_maintenance, draft)
    over_and_back(desk)
    assert len(desk.told("alert.plan_begun")) == 1


def test_it_begins_anew_with_the_plan_as_it_is_now(desk: PlanDesk) -> None:
    desk.follow(TELL)
    desk.alarm()
    desk.go_on()
    other = desk.store.run("kim", create_plan, "Other", (Notify(text="Again"),))
    desk.store.run("kim", follow_plan, desk.company.rule.id, other)
    over_and_back(desk)
    assert [told["text"] for told in desk.told("plan.notified")] == ["Look", "Again"]


def planted(store: Store, workshop: Workshop, *steps: AnyStep) -> Plant:
    """Machines at one site whose alerts stand under the first, answered by a plan."""

    def build(work: UnitOfWork) -> Plant:
        return build_plant(work, workshop, 3, grouping=Grouping.SITE)

    plant = store.run("setup", build)
    plan_id = store.run("kim", create_plan, "Answer", steps)
    store.run("kim", follow_plan, plant.rule, plan_id)
    for asset, device in zip(plant.machines, plant.devices, strict=True):
        raised(store, plant.rule, asset, device)
    return plant


def go_on(store: Store) -> None:
    with store.read() as session:
        runs = session.scalars(select(PlanRun.id)).all()
    for run_id in runs:
        while store.run("plans", plan_runs.advance, run_id):
            pass


def head_is_over(store: Store, plant: Plant, at: int = 0) -> None:
    cleared(store, begins(plant.rule, plant.machines[at], plant.devices[at]))


def run_of(store: Store) -> PlanRun:
    with store.read() as session:
        (run,) = session.scalars(select(PlanRun))
        return run


def test_what_is_at_work_goes_on_with_the_next_head(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, OpenOrder())
    before = run_of(store)
    head_is_over(store, plant)
    run = run_of(store)
    assert run.id == before.id
    assert run.alert_id != before.alert_id
    go_on(store)
    with store.read() as session:
        (order,) = session.scalars(select(Order))
        assert session.scalars(select(Alert.order_id).where(Alert.id == run.alert_id)).one() == order.id


def test_the_order_is_closed_once_the_last_head_is_over(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, OpenOrder(), CloseOrder())
    go_on(store)
    head_is_over(store, plant)
    go_on(store)
    assert run_of(store).state is RunState.RUNNING
    head_is_over(store, plant, 1)
    head_is_over(store, plant, 2)
    go_on(store)
    assert run_of(store).state is RunState.DONE
    with store.read() as session:
        (order,) = session.scalars(select(Order))
        assert order.closed_at is not None


def test_what_was_through_does_not_begin_for_the_next_head(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, TELL)
    go_on(store)
    before = run_of(store)
    head_is_over(store, plant)
    assert (run_of(store).alert_id, run_of(store).state) == (before.alert_id, RunState.DONE)


def test_what_was_paused_is_paused_for_the_next_head(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, TELL)
    before = run_of(store)
    store.run("kim", plan_runs.pause, before.id)
    head_is_over(store, plant)
    assert run_of(store).alert_id != before.alert_id
    assert run_of(store).state is RunState.PAUSED
    with pytest.raises(Refusal):
        store.run("kim", plan_runs.pause, before.id)
