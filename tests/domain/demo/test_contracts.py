"""What the agreements of the demo company bring."""

from datetime import date

from sqlalchemy import func, select

from domain.agreements.model import Agreement, AgreementLine, Cover
from domain.store.store import Store
from domain.subscriptions.model import Fee, Subscription
from domain.visits.model import VisitPlan
from domain.visits.plan import Period
from domain.visits.preview import preview


def test_every_line_of_an_agreement_falls_due(company: Store) -> None:
    with company.read() as session:
        lines = session.scalar(select(func.count(AgreementLine.id)))
        assert lines
        assert session.scalar(select(func.count(VisitPlan.id))) == lines


def test_visits_are_due_in_every_month_of_the_year(company: Store) -> None:
    with company.read() as session:
        rows = list(preview(session, Period(date(2026, 3, 2), date(2027, 3, 1))))
    assert {row.due.month for row in rows} == set(range(1, 13))


def test_agreements_renew_themselves_and_cover_work(company: Store) -> None:
    with company.read() as session:
        agreements = session.scalars(select(Agreement)).all()
        covered = set(session.scalars(select(Cover.agreement_id)))
    assert {agreement.id for agreement in agreements} == covered
    assert all(agreement.initial_months == 12 for agreement in agreements)


def test_this_quarter_is_ready_to_be_invoiced(company: Store) -> None:
    with company.read() as session:
        subscriptions = session.scalar(select(func.count(Subscription.id)))
        first, last = session.execute(select(func.min(Fee.starts_on), func.max(Fee.ends_on))).one()
        paid = session.scalar(select(func.count(Fee.subscription_id.distinct())))
    assert subscriptions == paid
    assert (first, last) == (date(2026, 1, 1), date(2026, 3, 31))
