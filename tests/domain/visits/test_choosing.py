"""Visits of some agreements: chosen by words, group or one alone; previewed, summed up, made and listed."""

from dataclasses import replace
from datetime import date

import pytest

from domain.agreements import service
from domain.agreements.group_service import create_group
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line, stop_line
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window as OpenHours
from domain.calendars.service import create_calendar
from domain.catalogue.model import LineKind
from domain.orders.types import switch_type
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.choosing import EVERYTHING, Choice, chosen_agreements
from domain.visits.generating import generate
from domain.visits.made_queries import MadeQuestion, made_page
from domain.visits.making import Generated
from domain.visits.model import VisitStatus
from domain.visits.outlook import DayOutlook, Outlook, outlook
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.planned import How, Reason
from domain.visits.preview import preview
from domain.visits.queries import troubles
from domain.visits.trouble_service import dismiss, try_again
from domain.visits.window import ClosedPolicy, Window
from tests.support.contract import BREWERY, Contract, sign
from tests.support.workshop import Workshop

APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))
SPRING = Period(date(2026, 1, 1), date(2026, 4, 30))


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


@pytest.fixture
def other(store: Store, workshop: Workshop, contract: Contract) -> int:
    """A second agreement, in a group."""
    return store.run("setup", _other, workshop, contract)


def _other(work: UnitOfWork, workshop: Workshop, contract: Contract) -> int:
    group = create_group(work, "Night shift")
    draft = AgreementDraft("Basic care", date(2026, 1, 1), group_id=group)
    made = service.create_agreement(work, BREWERY, draft)
    line = add_line(work, made, AgreementLineDraft(LineKind.FEE, "Round"))
    set_plan(work, line, PlanDraft(date(2026, 1, 10), contract.monthly, site_id=workshop.site))
    return made


def summed(store: Store, period: Period = APRIL, choice: Choice = EVERYTHING, most: int = 100) -> Outlook:
    with store.read() as session:
        return outlook(preview(session, period, chosen=chosen_agreements(session, choice)), most)


def made_in(store: Store, question: MadeQuestion, limit: int = 50) -> list[str]:
    with store.read() as session:
        return [row.line for row in made_page(session, question, limit).rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [("", None), ("basic", "other"), ("full harbour", "contract"), ("AG-000002", "other"), ("nobody", "none")],
)
def test_agreements_are_chosen_by_words(
    store: Store, contract: Contract, other: int, words: str, found: str | None
) -> None:
    with store.read() as session:
        chosen = chosen_agreements(session, Choice(words))
    assert chosen == {None: None, "other": (other,), "contract": (contract.agreement,), "none": ()}[found]


def test_agreements_are_chosen_by_group_or_one_by_one_and_only_with_plans(
    store: Store, contract: Contract, other: int
) -> None:
    bare = store.run("kim", service.create_agreement, BREWERY, AgreementDraft("Basic, bare", date(2026, 1, 1)))
    with store.read() as session:
        assert chosen_agreements(session, Choice(group_ids=frozenset({1}))) == (other,)
        assert chosen_agreements(session, Choice(agreement_id=contract.agreement)) == (contract.agreement,)
        assert chosen_agreements(session, Choice("basic")) == (other,)
        assert chosen_agreements(session, Choice(agreement_id=bare)) == ()


def test_only_what_was_chosen_is_previewed_and_made(store: Store, contract: Contract, other: int) -> None:
    mine = Choice(agreement_id=other)
    assert {row.agreement_id for row in summed(store, SPRING, mine).rows} == {other}
    with store.read() as session:
        chosen = chosen_agreements(session, mine)
    *_, last = generate(store, "kim", SPRING, chosen)
    assert (last.done, last.total, last.made) == (1, 1, Generated(4, 4, 0))
    assert made_in(store, MadeQuestion(SPRING.first, SPRING.last)) == ["Round"] * 4
    everything = summed(store, SPRING)
    assert everything.total.present == 4
    assert everything.total.visits == 13


def test_a_calendar_is_told_what_each_day_brings(store: Store, workshop: Workshop, contract: Contract) -> None:
    hours = tuple(OpenHours(day, 480, 1020) for day in range(5))
    calendar = store.run("kim", create_calendar, CalendarDraft("Weekdays", hours))
    store.run("kim", set_planning, contract.agreement, PlanningDraft(calendar_id=calendar))
    kept = PlanDraft(date(2026, 1, 31), contract.monthly, window=Window(closed=ClosedPolicy.KEEP))
    store.run("kim", set_plan, contract.chiller, kept, 1)
    store.run("kim", stop_line, contract.cellar)
    found = summed(store, Period(date(2026, 1, 1), date(2026, 1, 31)))
    assert found.days[date(2026, 1, 31)] == DayOutlook(visits=1, orders=1, conflicts=1)
    assert found.days[date(2026, 1, 5)] == DayOutlook(skipped=1)
    assert found.total == DayOutlook(visits=1, orders=1, conflicts=1, skipped=2)
    assert [row.how for row in found.rows] == [Reason.STOPPED, Reason.STOPPED, How.FLAGGED]
    assert found.agreements == 1
    assert len({row.id for row in found.rows}) == found.count == 3


def test_rows_beyond_the_most_are_counted_but_not_kept(store: Store, contract: Contract) -> None:
    found = summed(store, SPRING, most=5)
    assert (len(found.rows), found.count, found.whole) == (5, 13, False)
    assert sum(day.visits for day in found.days.values()) == 13


def test_made_visits_are_listed_by_day_status_and_agreement(store: Store, contract: Contract, other: int) -> None:
    for _ in generate(store, "kim", SPRING):
        pass
    question = MadeQuestion(date(2026, 4, 1), date(2026, 4, 30))
    assert sorted(made_in(store, question)) == ["Filter", "Look around", "Look around", "Round"]
    assert made_in(store, replace(question, choice=Choice(agreement_id=other))) == ["Round"]
    assert made_in(store, replace(question, statuses=frozenset({VisitStatus.DONE}))) == []
    with store.read() as session:
        page = made_page(session, MadeQuestion(SPRING.first, SPRING.last), 3)
        row = page.rows[0]
    assert (len(page.rows), page.total, page.following) == (3, 17, 3)
    assert (row.due, row.status, row.site, row.moved, row.conflict) == (
        date(2026, 1, 5),
        VisitStatus.ORDERED,
        "Cellar",
        False,
        False,
    )


def test_trouble_is_tried_again_and_goes_once_it_is_made(store: Store, contract: Contract) -> None:
    store.run("kim", switch_type, contract.order_type, active=False)
    *_, last = generate(store, "kim", APRIL)
    assert last.made.troubles == 1
    with store.read() as session:
        trouble = troubles(session)[0]
    assert store.run("kim", try_again, trouble.id) == Generated(troubles=1)
    store.run("kim", switch_type, contract.order_type, active=True)
    assert store.run("kim", try_again, trouble.id) == Generated(1, 1, 0)
    with store.read() as session:
        assert troubles(session) == []


def test_trouble_that_is_due_no_longer_is_forgotten_and_any_can_be_dismissed(store: Store, contract: Contract) -> None:
    store.run("kim", switch_type, contract.order_type, active=False)
    for _ in generate(store, "kim", SPRING):
        pass
    with store.read() as session:
        first, second, *rest = troubles(session)
    store.run("kim", dismiss, first.id)
    store.run("kim", stop_line, contract.chiller)
    assert store.run("kim", try_again, second.id) == Generated()
    with store.read() as session:
        assert troubles(session) == rest
