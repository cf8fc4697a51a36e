"""What a meter has asked for is not asked for otherwise by planning anew, and goes with its line."""

from datetime import date, timedelta

import pytest

from domain.agreements import line_service
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.clock import FixedClock
from domain.meters.reading_service import ReadingDraft, take_reading
from domain.meters.service import MeterDraft, create_meter
from domain.store.store import Store
from domain.visits.asking_service import MeterDue
from domain.visits.generating import generate_agreement
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.replan import Action
from tests.support.contract import FIRST, Contract
from tests.support.replanning import DAY, SPRING, done, shown, signed, visits
from tests.support.workshop import Workshop


@pytest.fixture
def contract(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Contract:
    return signed(store, workshop, fixed_clock)


@pytest.fixture
def line(store: Store, workshop: Workshop, contract: Contract) -> int:
    """Due each 250 hours, at some 10 a day, so after 24 days more."""
    meter = store.run("setup", create_meter, workshop.asset, MeterDraft("Running hours", "h"))
    read(store, meter, store.clock.now().date() - 20 * DAY, 0)
    read(store, meter, store.clock.now().date() - DAY, 190)
    draft = AgreementLineDraft(LineKind.FEE, "Oil", asset_id=workshop.asset)
    line_id = store.run("setup", line_service.add_line, contract.agreement, draft)
    due = MeterDue(meter, 430, units_at_last=0)
    store.run("setup", set_plan, line_id, PlanDraft(FIRST, meter=due))
    store.run("setup", generate_agreement, contract.agreement, SPRING)
    return line_id


def read(store: Store, meter: int, day: date, value: int) -> None:
    at = store.clock.now() - timedelta((store.clock.now().date() - day).days)
    store.run("kim", take_reading, meter, ReadingDraft(at, value))


def test_without_a_change_it_keeps_its_day(store: Store, contract: Contract, line: int) -> None:
    (asked,) = visits(store, line)
    assert asked.occurrence == 1
    rows = shown(store, contract)
    assert {row.action for row in rows} == {Action.KEEP}
    assert "A meter or a condition asked for it" in {row.why for row in rows}
    done(store, contract)
    assert [each.id for each in visits(store, line)] == [asked.id]


def test_when_its_line_is_stopped_it_goes(store: Store, contract: Contract, line: int) -> None:
    store.run("kim", line_service.stop_line, line)
    assert {row.action for row in shown(store, contract) if row.line_id == line} == {Action.REMOVE}
    done(store, contract)
    assert visits(store, line) == []
    store.run("kim", line_service.stop_line, line, stopped=False)
    assert {row.action for row in shown(store, contract) if row.line_id == line} == {Action.ADD}
    done(store, contract)
    assert [each.occurrence for each in visits(store, line)] == [1]
