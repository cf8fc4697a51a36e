"""What would be made in a period, read from the database, and why something is not."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, func, select

from domain.agreements import line_service, service, template_service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window as OpenHours
from domain.calendars.service import create_calendar
from domain.catalogue.model import LineKind
from domain.orders.model import Order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.lines import Scope, count_agreements, read_lines
from domain.visits.model import Visit
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.preview import PreviewRow, preview
from domain.visits.window import Window, WindowKind
from tests.support.contract import BREWERY, Contract, sign
from tests.support.workshop import Workshop

SPRING = Period(date(2026, 1, 1), date(2026, 4, 30))


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def rows(store: Store, period: Period = SPRING, line_id: int | None = None) -> list[PreviewRow]:
    with store.read() as session:
        return list(preview(session, period, line_id=line_id))


def test_month_ends_never_drift(store: Store, contract: Contract) -> None:
    found = rows(store, line_id=contract.chiller)
    assert [row.due for row in found] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert {(row.agreement, row.customer, row.line) for row in found} == {("AG-000001", "Harbour Brewery", "Filter")}


def test_visits_of_one_order_are_shown_together_and_nothing_is_written(store: Store, contract: Contract) -> None:
    plan = PlanDraft(date(2026, 1, 31), contract.monthly, window=Window(WindowKind.MONTH))
    store.run("kim", set_plan, contract.chiller, plan, 1)
    april = [row for row in rows(store) if row.due >= date(2026, 4, 1)]
    assert [(row.line, row.day, row.together) for row in april] == [
        ("Look around", date(2026, 4, 13), 1),
        ("Look around", date(2026, 4, 27), 2),
        ("Filter", date(2026, 4, 27), 2),
    ]
    assert april[1].order == april[2].order != april[0].order
    with store.read() as session:
        assert session.scalar(select(func.count(Visit.id))) == session.scalar(select(func.count(Order.id))) == 0


def test_every_due_day_without_a_visit_has_its_reason(store: Store, contract: Contract) -> None:
    store.run("kim", line_service.stop_line, contract.chiller)
    assert {row.why for row in rows(store, line_id=contract.chiller)} == {"The line is stopped"}
    store.run("kim", service.suspend, contract.agreement)
    assert {row.why for row in rows(store)} == {"The agreement is suspended"}
    store.run("kim", service.resume, contract.agreement)
    late = Period(date(2027, 12, 1), date(2028, 1, 31))
    assert rows(store, late)[-1].why == "The agreement or its line does not hold on this day"


def test_a_template_is_planned_but_brings_no_visit(store: Store, contract: Contract) -> None:
    folder = store.run("kim", template_service.create_folder, "Cold")
    draft = AgreementDraft("Cold", date(2026, 1, 1))
    template = store.run("kim", template_service.create_template, folder, draft)
    line = store.run("kim", line_service.add_line, template, AgreementLineDraft(LineKind.FEE, "Look"))
    store.run("kim", set_plan, line, PlanDraft(date(2026, 1, 1), contract.monthly))
    assert {(row.why, row.customer) for row in rows(store, line_id=line)} == {("The agreement is a template", "")}


def test_lines_are_read_with_as_many_statements_for_many_agreements_as_for_one(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    def statements() -> int:
        count = 0

        def one_more(*_: object) -> None:
            nonlocal count
            count += 1

        with store.read() as session:
            connection = session.connection()
            event.listen(connection, "before_cursor_execute", one_more)
            for _ in read_lines(session, Scope(SPRING.first, SPRING.last)):
                pass
        return count

    before = statements()
    for _ in range(4):
        store.run("setup", another, workshop, contract)
    assert statements() == before
    with store.read() as session:
        assert count_agreements(session) == 5
        portions = [len(lines) for lines in read_lines(session, Scope(SPRING.first, SPRING.last), 2)]
    assert portions == [3, 2, 1]


def test_days_closed_by_the_calendar_of_the_agreement_are_left_out(store: Store, contract: Contract) -> None:
    calendar = store.run("setup", weekdays_only)
    store.run("kim", set_planning, contract.agreement, PlanningDraft(calendar_id=calendar))
    found = rows(store, replace(SPRING, last=date(2026, 2, 28)), contract.chiller)
    assert [row.day for row in found] == [date(2026, 2, 2), date(2026, 3, 2)]
    assert {row.why for row in found} == {"Moved from a closed day"}


def another(work: UnitOfWork, workshop: Workshop, contract: Contract) -> None:
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Basic", SPRING.first))
    line = line_service.add_line(work, agreement, AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset))
    set_plan(work, line, PlanDraft(SPRING.first, contract.monthly))


def weekdays_only(work: UnitOfWork) -> int:
    return create_calendar(work, CalendarDraft("Office", tuple(OpenHours(day, 480, 1020) for day in range(5))))
