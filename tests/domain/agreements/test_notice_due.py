"""Whose notice is due, reckoned by the database as `standing` reckons it for one agreement, for many at once."""

import random
from datetime import date, timedelta

from sqlalchemy import select

from domain.agreements.detail import agreement_detail
from domain.agreements.header import AgreementDraft, term_of
from domain.agreements.listing import Shown, count, listed
from domain.agreements.model import Agreement
from domain.agreements.notice_due import notice_due, notices_due
from domain.agreements.renewal import Renewal
from domain.agreements.service import create_agreement, renew, suspend, terminate
from domain.agreements.standing import State, standing
from domain.errors import Refusal
from domain.parameters.service import change as change_parameter
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop

BREWERY = 1
FEBRUARY = date(2024, 2, 29)
MONTHS_LATER = 14


def test_the_database_says_what_is_said_of_each_one(store: Store, workshop: Workshop) -> None:
    store.run("setup", _many)
    with store.read() as session:
        agreements = session.scalars(select(Agreement)).all()
        found = 0
        for step in range(0, 800, 7):
            day = date(2025, 12, 1) + timedelta(days=step)
            due = {
                each.id
                for each in agreements
                if not each.suspended
                and (term := term_of(each)) is not None
                and standing(term, day).state is State.NOTICE_DUE
            }
            assert set(session.scalars(select(Agreement.id).where(notice_due(session, day)))) == due, day
            found += len(due)
        assert found > len(agreements)


def test_the_list_and_its_number_agree(store: Store, workshop: Workshop) -> None:
    for name, months in (("Soon", 3), ("Later", 1)):
        terms = AgreementDraft(
            name,
            date(2026, 1, 1),
            initial_months=12,
            renewal=Renewal.TACIT,
            period_months=12,
            notice_months=months,
        )
        store.run("kim", create_agreement, BREWERY, terms)
    with store.read() as session:
        for day, names in (
            (date(2026, 8, 30), []),
            (date(2026, 8, 31), ["Soon"]),
            (date(2026, 9, 30), ["Soon"]),
            (date(2026, 10, 1), []),
            (date(2026, 11, 15), ["Later"]),
        ):
            assert [row.name for row in listed(session, day, shown=Shown.NOTICE_DUE)] == names
            assert count(session, day, shown=Shown.NOTICE_DUE) == notices_due(session, day) == len(names)


def test_without_any_terms_nothing_is_due(store: Store, workshop: Workshop) -> None:
    store.run("kim", create_agreement, BREWERY, AgreementDraft("Basic", FEBRUARY))
    with store.read() as session:
        assert notices_due(session, date(2026, 1, 31)) == 0


def _many(work: UnitOfWork) -> None:
    """Agreements of all kinds, many of them begun at the end of a month."""
    dice = random.Random(4)
    for number in range(250):
        starts_on = FEBRUARY + timedelta(days=dice.choice([0, 1, 60, 152, 336, dice.randrange(500)]))
        terms = AgreementDraft(
            f"Agreement {number}",
            starts_on,
            initial_months=dice.randint(1, MONTHS_LATER),
            renewal=dice.choice(list(Renewal)),
            period_months=dice.randint(1, MONTHS_LATER),
            notice_months=dice.randint(0, 3),
            notice_days=dice.choice([0, 0, 14, 45]),
        )
        try:
            made = create_agreement(work, BREWERY, terms)
        except Refusal:  # a notice that is longer than the term
            continue
        _lived(work, dice, work.get(Agreement, made))


def _lived(work: UnitOfWork, dice: random.Random, agreement: Agreement) -> None:
    """Some were renewed, terminated or suspended since."""
    work.session.flush()
    if agreement.renewal is Renewal.EXPRESS:
        for _ in range(dice.randint(0, 3)):
            renew(work, agreement.id, agreement.version)
            work.session.flush()
    elif agreement.renewal is Renewal.TACIT and dice.random() < 0.2:
        terminate(work, agreement.id, agreement.version, agreement.starts_on + timedelta(days=200))
    if dice.random() < 0.1:
        suspend(work, agreement.id)


def test_how_long_before_one_is_warned_can_be_set(store: Store, workshop: Workshop) -> None:
    terms = AgreementDraft("Yearly", date(2026, 1, 1), renewal=Renewal.TACIT, initial_months=12, period_months=12)
    agreement_id = store.run("setup", create_agreement, BREWERY, terms)
    day = date(2026, 11, 1)
    for days, due in ((30, 0), (90, 1)):
        store.run("ada", change_parameter, "agreement_warn_days", days)
        with store.read() as session:
            assert notices_due(session, day) == due
            (row,) = listed(session, day)
            seen = agreement_detail(session, agreement_id, day)
        assert row.standing is not None
        assert seen is not None
        assert seen.standing == row.standing
        assert (row.standing.state is State.NOTICE_DUE) is bool(due)
