"""What is refused of one agreement is kept as trouble with its sentence, and hinders no other agreement."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.model import WorkingCalendar
from domain.calendars.service import create_calendar
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits import generating
from domain.visits.generating import generate
from domain.visits.lapsing import lapse_troubles
from domain.visits.making import Generated, Maker
from domain.visits.model import VisitTrouble
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from tests.support.contract import BREWERY, Contract, sign
from tests.support.workshop import Workshop

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))
OTHERS = 3


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    """It comes first of several agreements."""
    contract = store.run("setup", sign, workshop)
    for _ in range(OTHERS):
        store.run("setup", sign_another, workshop, contract)
    return contract


def sign_another(work: UnitOfWork, workshop: Workshop, contract: Contract) -> int:
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Basic", date(2026, 1, 1)))
    line = line_service.add_line(work, agreement, AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset))
    set_plan(work, line, PlanDraft(date(2026, 1, 10), contract.monthly))
    return agreement


def troubles(store: Store) -> dict[tuple[int, date], str]:
    with store.read() as session:
        return {(each.agreement_line_id, each.due_on): each.reason for each in session.scalars(select(VisitTrouble))}


def misplace(work: UnitOfWork, contract: Contract, zone: str) -> None:
    """Let the agreement go by a calendar whose time zone came from a newer program."""
    calendar = work.session.scalar(select(WorkingCalendar))
    if calendar is None:
        key = create_calendar(work, CalendarDraft("Odd", (Window(0, 480, 960),)))
        set_planning(work, contract.agreement, PlanningDraft(calendar_id=key))
        calendar = work.get(WorkingCalendar, key)
    calendar.timezone = zone
    work.note("calendar.changed", calendar)


def test_an_agreement_that_cannot_be_planned_stops_no_other(store: Store, contract: Contract) -> None:
    store.run("setup", misplace, contract, "Mars/Olympus")
    *_, last = generate(store, "kim", SPRING)
    assert last.made == Generated(visits=3 * OTHERS, orders=3 * OTHERS, troubles=2)
    sentence = "“Mars/Olympus” is not the name of a time zone."
    assert troubles(store) == {(line, SPRING.first): sentence for line in contract.lines}
    assert store.run("clock", lapse_troubles) == 0
    store.run("setup", misplace, contract, "UTC")
    *_, last = generate(store, "kim", SPRING)
    assert last.made.visits > 0
    assert store.run("clock", lapse_troubles) == 2
    assert troubles(store) == {}


def test_what_is_refused_while_orders_are_made_stops_no_other(
    store: Store, contract: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing(Maker):
        """Makes nothing of one agreement."""

        def __init__(self, work: UnitOfWork, agreements: dict[int, Agreement], *more: Any) -> None:
            if contract.agreement in agreements:
                raise Refusal("Not this one.")
            super().__init__(work, agreements, *more)

    monkeypatch.setattr(generating, "Maker", Refusing)
    *_, last = generate(store, "kim", SPRING)
    assert (last.made.visits, last.made.troubles) == (3 * OTHERS, 9)
    assert set(troubles(store).values()) == {"Not this one."}
    monkeypatch.undo()
    *_, last = generate(store, "kim", SPRING)
    assert (last.made.visits, troubles(store)) == (9, {})


def test_agreements_without_plans_among_those_chosen_end_nothing(
    store: Store, workshop: Workshop, contract: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generating, "PORTION", 1)
    empty = store.run("setup", service.create_agreement, BREWERY, AgreementDraft("Empty", date(2026, 1, 1)))
    full = store.run("setup", sign_another, workshop, contract)
    *_, last = generate(store, "kim", SPRING, [empty, full])
    assert last.made.visits == 3
