"""Whoever runs a response plan is killed in the middle of it, again and again: no step twice, none left out."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.occurrences import Occurrence, raise_alert
from domain.monitoring.plan_service import create_plan, follow_plan
from domain.monitoring.plans.plan import AnyStep, Awaited, Mail, Notify, OpenOrder, SendCommand, Steps, Wait, Webhook
from domain.monitoring.response_model import Command, Delivery, PlanRun, RunState
from domain.orders.model import Order
from domain.store.base import Entity
from domain.store.journal import journal
from domain.store.store import Store
from tests.devices.conftest import until
from tests.support.rivals import kill, program, send
from tests.support.small_company import SmallCompany

RESPONDING = "from devices.listener.responding import Responding\n"
WATCH = """
watch = Responding(store)
watch.start()
sys.stdin.readline()
watch.stop()
"""
ROUNDS = 6
ROUND: tuple[AnyStep, ...] = (
    Notify(text="Look"),
    Webhook(url="http://127.0.0.1:1/hook"),
    SendCommand(command="restart", awaited=Awaited.NOTHING),
    Wait(seconds=0.02),
    Mail(technician=True, text="Nobody is booked"),
)
PLAN: Steps = (OpenOrder(), *ROUND * ROUNDS)
KILLED_AFTER = (1, 8, 14, 25)


@pytest.fixture
def company(store: Store) -> SmallCompany:
    """An alert whose plan is about to begin."""
    made = store.run("setup", SmallCompany)
    store.run("kim", create_command_type, CommandTypeDraft(made.chiller_model.id, "restart"))
    plan_id = store.run("kim", create_plan, "Long", PLAN)
    store.run("kim", follow_plan, made.rule.id, plan_id)
    at = store.clock.now() - timedelta(minutes=1)
    seen = Occurrence(made.rule.id, made.chiller.id, made.device.id, at, at, 1, 13.0, 13.0, 13.0)
    store.run("listener", raise_alert, seen)
    return made


@pytest.fixture
def begun(database_url: str) -> Iterator[list[subprocess.Popen[str]]]:
    """The processes that were begun; the last one is ended at the end."""
    made: list[subprocess.Popen[str]] = []
    yield made
    for each in made:
        if each.returncode is None:
            kill(each)


def steps_done(store: Store) -> list[tuple[int, str]]:
    told = select(journal.c.after).where(journal.c.kind == "plan.step_done").order_by(journal.c.id)
    with store.read() as session:
        return [(after["step"], after["how"]) for after in session.scalars(told)]


def has_done(store: Store, least: int) -> bool:
    return len(steps_done(store)) >= least


def watching(database_url: str, begun: list[subprocess.Popen[str]]) -> subprocess.Popen[str]:
    """A process that runs plans, on its way."""
    begun.append(program(RESPONDING, WATCH, database_url, ()))
    send(begun[-1])
    return begun[-1]


def count(store: Store, kind: type[Entity]) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def state(store: Store) -> RunState:
    with store.read() as session:
        return session.scalars(select(PlanRun.state)).one()


def test_a_plan_outlives_the_death_of_whoever_runs_it(
    store: Store, database_url: str, company: SmallCompany, begun: list[subprocess.Popen[str]]
) -> None:
    for least in KILLED_AFTER:
        running = watching(database_url, begun)
        until(partial(has_done, store, least))
        kill(running)
    watching(database_url, begun)
    until(lambda: state(store) is RunState.DONE)
    expected = [(place + 1, "refused" if isinstance(step, Mail) else "done") for place, step in enumerate(PLAN)]
    assert steps_done(store) == expected
    assert count(store, Delivery) == ROUNDS
    assert count(store, Command) == ROUNDS
    assert count(store, Order) == 1
