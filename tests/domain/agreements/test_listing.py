"""Agreements page by page: searched, filtered by where they stand, and what is to be decided when."""

from dataclasses import replace
from datetime import date

import pytest

from domain.agreements import service, template_service
from domain.agreements.header import AgreementDraft
from domain.agreements.listing import Shown, count, listed, renewals_due
from domain.agreements.renewal import Renewal
from domain.agreements.standing import State
from domain.store.store import Store
from tests.support.workshop import Workshop

BREWERY, CLINIC = 1, 2
TODAY = date(2026, 9, 15)
PLAIN = AgreementDraft("Plain", date(2026, 1, 1))
TACIT = replace(
    PLAIN, name="Tacit", initial_months=12, renewal=Renewal.TACIT, period_months=12, notice_months=3
)  # last day for notice: 30 September


@pytest.fixture
def many(store: Store, workshop: Workshop) -> None:
    store.run("kim", service.create_agreement, BREWERY, PLAIN)
    store.run("kim", service.create_agreement, CLINIC, TACIT)
    store.run("kim", service.create_agreement, BREWERY, replace(PLAIN, name="Over", ends_on=date(2026, 8, 31)))
    halted = store.run("kim", service.create_agreement, BREWERY, replace(PLAIN, name="Halted"))
    store.run("kim", service.suspend, halted)
    folder = store.run("kim", template_service.create_folder, "Cooling")
    store.run("kim", template_service.create_template, folder, replace(TACIT, name="Pattern"))


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        (Shown.ALL, ["Halted", "Over", "Tacit", "Plain"]),
        (Shown.RUNNING, ["Tacit", "Plain"]),
        (Shown.NOTICE_DUE, ["Tacit"]),
        (Shown.EXPIRED, ["Over"]),
        (Shown.SUSPENDED, ["Halted"]),
        (Shown.TEMPLATES, ["Pattern"]),
    ],
)
@pytest.mark.usefixtures("many")
def test_a_list_shows_those_that_stand_like_this(store: Store, shown: Shown, names: list[str]) -> None:
    with store.read() as session:
        rows = listed(session, TODAY, shown=shown)
        assert [row.name for row in rows] == names
        assert count(session, TODAY, shown=shown) == len(names)


@pytest.mark.usefixtures("many")
def test_a_list_is_searched_and_read_by_pages(store: Store) -> None:
    with store.read() as session:
        assert [row.name for row in listed(session, TODAY, words="harbour plain")] == ["Plain"]
        assert [row.name for row in listed(session, TODAY, words="%")] == []
        assert count(session, TODAY, words="harbour") == 3
        assert [row.name for row in listed(session, TODAY, offset=1, limit=2)] == ["Over", "Tacit"]
        (only,) = listed(session, TODAY, customer_id=CLINIC)
    assert only.standing is not None
    assert (only.standing.state, only.standing.notice_on) == (State.NOTICE_DUE, date(2026, 9, 30))


@pytest.mark.usefixtures("many")
def test_what_is_to_be_decided_between_two_days(store: Store) -> None:
    with store.read() as session:
        (due,) = renewals_due(session, date(2026, 9, 1), date(2026, 9, 30))
        assert renewals_due(session, date(2026, 10, 1), date(2027, 8, 31)) == ()
    assert (due.name, due.due.notice_on, due.due.ends_on) == ("Tacit", date(2026, 9, 30), date(2026, 12, 31))
