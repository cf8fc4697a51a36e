"""What screens show of intervals, service tasks, plans and troubles can be given back as it is."""

from datetime import date

import pytest
from sqlalchemy import event

from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.orders.types import switch_type
from domain.store.store import Store
from domain.visits import queries
from domain.visits.choosing import Choice
from domain.visits.combine import Combine
from domain.visits.generating import generate_agreement
from domain.visits.interval_service import change_interval, switch_interval
from domain.visits.plan import Period
from domain.visits.plan_service import PlanningDraft, set_plan, set_planning
from domain.visits.task_service import change_task, switch_task
from tests.support.contract import BREWERY, Contract, sign
from tests.support.workshop import Workshop

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def test_intervals_are_told_in_words_with_the_lines_that_have_them(store: Store, contract: Contract) -> None:
    with store.read() as session:
        found = queries.intervals(session)
    assert [(row.id, row.draft.name, row.words, row.lines) for row in found] == [
        (contract.fortnightly, "Fortnightly", "every 2 weeks", 1),
        (contract.monthly, "Monthly", "every month", 1),
    ]
    store.run("kim", change_interval, found[0].id, found[0].draft, found[0].version)
    store.run("kim", switch_interval, contract.monthly, active=False)
    with store.read() as session:
        assert [row.id for row in queries.intervals(session, offered=True)] == [contract.fortnightly]
        assert [row.active for row in queries.intervals(session)] == [True, False]


def test_tasks_name_their_order_type(store: Store, contract: Contract) -> None:
    with store.read() as session:
        (row,) = queries.tasks(session)
    assert (row.id, row.draft.name, row.order_type, row.lines) == (
        contract.task,
        "Service of the chiller",
        "Chiller service",
        1,
    )
    assert (row.draft.internal_note, row.draft.external_note) == ("Ring twice", "Thank you")
    store.run("kim", change_task, row.id, row.draft, row.version)
    store.run("kim", switch_task, row.id, active=False)
    with store.read() as session:
        assert queries.tasks(session, offered=True) == []


def test_each_line_is_shown_with_its_plan_or_without(store: Store, contract: Contract) -> None:
    unplanned = store.run(
        "kim", line_service.add_line, contract.agreement, AgreementLineDraft(LineKind.FEE, "On demand")
    )
    with store.read() as session:
        chiller, cellar, other = queries.plans(session, contract.agreement)
    assert (chiller.line, chiller.interval, chiller.task) == ("Filter", "Monthly", "Service of the chiller")
    assert (chiller.asset != "", chiller.technician, cellar.asset) == (True, "Kim", "")
    assert chiller.site == cellar.site != ""
    assert (other.line_id, other.draft, other.version) == (unplanned, None, None)
    assert chiller.draft is not None
    store.run("kim", set_plan, chiller.line_id, chiller.draft, chiller.version)
    with store.read() as session:
        assert queries.plans(session, contract.agreement)[0].draft == chiller.draft


def test_how_visits_go_together_is_told_with_its_version(store: Store, contract: Contract) -> None:
    with store.read() as session:
        assert queries.planning(session, contract.agreement) == (PlanningDraft(), None)
    draft = PlanningDraft(Combine.TASK, days_ahead=30)
    store.run("kim", set_planning, contract.agreement, draft)
    with store.read() as session:
        found, version = queries.planning(session, contract.agreement)
    assert found == draft
    store.run("kim", set_planning, contract.agreement, found, version)


def test_troubles_name_agreement_line_and_reason_by_due_day(store: Store, contract: Contract) -> None:
    other = store.run("kim", service.create_agreement, BREWERY, AgreementDraft("Other", date(2026, 1, 1)))
    store.run("kim", switch_type, contract.order_type, active=False)
    store.run("kim", generate_agreement, contract.agreement, SPRING, line_id=contract.chiller)
    with store.read() as session:
        found = queries.troubles(session)
        assert queries.troubles(session, Choice(agreement_id=contract.agreement)) == found
        assert queries.troubles(session, Choice(agreement_id=other)) == []
        assert queries.troubles(session, limit=1) == found[:1]
    assert [row.due for row in found] == [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]
    assert {(row.agreement, row.customer, row.line) for row in found} == {("AG-000001", "Harbour Brewery", "Filter")}
    assert all("not in use" in row.reason for row in found)


def test_lists_take_one_statement_each(store: Store, contract: Contract) -> None:
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with store.read() as session:
        queries.intervals(session)
        queries.tasks(session)
        queries.plans(session, contract.agreement)
        queries.troubles(session)
    assert sum(each.lstrip().lower().startswith("select") for each in asked) == 4
