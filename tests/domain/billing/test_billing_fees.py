"""Fees are billed beside the lines of orders, once; what is credited leaves nothing and can be billed anew."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.billing.billable import BillScope
from domain.billing.fee_model import FeePosting, FeePostingEntry
from domain.billing.invoice_service import drop_proposal, issue, propose, remove_invoice_line
from domain.billing.model import InvoiceLine, InvoiceStatus
from domain.billing.queries import invoices
from domain.billing.what_waits import billable
from domain.errors import Overtaken, Refusal
from domain.parameters.registry import Parameters
from domain.parameters.service import change
from domain.parties.model import Customer, Site
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.bookkeeping import Account
from domain.subscriptions.fee_service import take_back
from domain.subscriptions.model import FeeStatus, SubscriptionRate
from domain.subscriptions.rate_service import RateDraft, remove_rate, set_rate
from domain.subscriptions.reductions import reduce_days
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from tests.support.billed_fees import bill, credited, detail, fees, ledger, make_fees, standing
from tests.support.books import post
from tests.support.subscribed import BREWERY, FIRST, Subscribed, subscribe
from tests.support.together import in_threads
from tests.support.workshop import Workshop

D = Decimal
MARCH, LAST = date(2026, 3, 1), date(2026, 3, 31)
GOLD = AgreementDraft("Gold", starts_on=FIRST)


@pytest.fixture
def subscribed(store: Store, workshop: Workshop) -> Subscribed:
    return store.run("setup", subscribe)


@pytest.fixture
def march(store: Store, subscribed: Subscribed) -> int:
    """The id of an open fee of 200.00 for March."""
    store.run("setup", set_rate, subscribed.subscription, RateDraft(MARCH, "200.00"))
    (fee_id,) = store.run("kim", make_fees, subscribed.subscription, MARCH, LAST)
    return fee_id


def test_200_for_march_less_two_days_is_billed_with_187_10(store: Store, march: int) -> None:
    store.run("kim", reduce_days, march, 2)
    found = detail(store, store.run("kim", bill))
    assert [(each.text, each.quantity, each.unit, each.net) for each in found.lines] == [
        ("Remote watch of the cellar", D(1), "month", D(200)),
        ("Reduction days: Remote watch of the cellar", D(2), "d", D("-12.90")),
    ]
    assert (found.head.net, found.head.tax, found.head.total) == (D("187.10"), D("35.55"), D("222.65"))
    first = found.lines[0]
    assert (first.origin, first.origin_name, first.order_id) == ("SU-000001", "Remote watch of the cellar", None)
    assert (first.done_on, first.until, first.subscription_id) == (MARCH, LAST, 1)
    assert found.billed_address == "Kai 1\n20457 Hamburg\nDE"
    assert [fee.status for fee in fees(store)] == [FeeStatus.INVOICED] * 2


def test_fees_and_lines_of_one_customer_are_on_one_bill(store: Store, march: int, order_id: int) -> None:
    store.run("kim", post, order_id)
    with store.read() as session:
        (row,) = billable(session)
    assert (row.customer, row.orders, row.lines, row.fees) == ("Harbour Brewery", 1, 4, 1)
    assert (row.net, row.first_on, row.currency) == (D(560), MARCH, "EUR")
    found = detail(store, store.run("kim", bill))
    assert [each.origin for each in found.lines] == ["SO-000001"] * 4 + ["SU-000001"]
    assert found.head.net == D(560)
    with store.read() as session:
        assert billable(session) == []


def test_what_waits_is_told_up_to_the_day_on_which_a_fee_begins(store: Store, march: int) -> None:
    with store.read() as session:
        assert billable(session, date(2026, 2, 28)) == []
        (row,) = billable(session, MARCH)
    assert (row.fees, row.lines, row.orders, row.net) == (1, 0, 0, D(200))


def test_each_agreement_and_currency_has_a_bill_of_its_own(store: Store, march: int, subscribed: Subscribed) -> None:
    def two_more(work: UnitOfWork) -> None:
        for draft in (
            SubscriptionDraft("Gold", subscribed.group, MARCH, agreement_id=create_agreement(work, 1, GOLD)),
            SubscriptionDraft("Francs", subscribed.group, MARCH, currency="CHF"),
        ):
            key = create_subscription(work, BREWERY, draft)
            set_rate(work, key, RateDraft(MARCH, 50))
            make_fees(work, key, MARCH, LAST)

    store.run("kim", two_more)
    with store.read() as session:
        assert [(row.agreement, row.currency, row.fees) for row in billable(session)] == [
            ("", "CHF", 1),
            ("", "EUR", 1),
            ("AG-000001", "EUR", 1),
        ]
    assert len(store.run("kim", propose, BillScope())) == 3


@pytest.mark.parametrize("scope", ["order", "other customer", "other fees", "too early"])
def test_only_what_is_asked_for_is_billed(store: Store, march: int, order_id: int, scope: str) -> None:
    wanted = {
        "order": BillScope(order_id=order_id),
        "other customer": BillScope(customer_id=2),
        "other fees": BillScope(fee_ids=frozenset({march + 1})),
        "too early": BillScope(until=date(2026, 2, 28)),
    }
    with pytest.raises(Refusal, match="Nothing is waiting"):
        store.run("kim", propose, wanted[scope])


def test_a_subscription_or_chosen_fees_are_billed_without_the_lines(store: Store, march: int, order_id: int) -> None:
    store.run("kim", post, order_id)
    for scope in (BillScope(subscription_id=1), BillScope(fee_ids=frozenset({march}))):
        (proposal,) = store.run("kim", propose, scope)
        assert len(detail(store, proposal).lines) == 1
        store.run("kim", drop_proposal, proposal)


def test_a_fee_on_a_proposal_is_not_proposed_or_taken_back(store: Store, march: int) -> None:
    (proposal,) = store.run("kim", propose, BillScope())
    with pytest.raises(Refusal, match="Nothing is waiting"):
        store.run("lou", propose, BillScope())
    with pytest.raises(Refusal, match="on an invoice proposal"):
        store.run("kim", take_back, march, 1)
    store.run("kim", remove_invoice_line, detail(store, proposal).lines[0].id)
    with store.read() as session:
        assert invoices(session) == []
    store.run("kim", take_back, march, 1)


def test_the_database_keeps_a_fee_from_two_bills(store: Store, march: int) -> None:
    (proposal,) = store.run("kim", propose, BillScope())

    def double(work: UnitOfWork) -> None:
        line = work.session.scalars(select(InvoiceLine)).one()
        values = {column.key: getattr(line, column.key) for column in InvoiceLine.__table__.columns}
        work.add(InvoiceLine(**{**values, "id": None, "position": 2}), "invoice_line.added")

    with pytest.raises(Overtaken):
        store.run("kim", double)
    assert len(detail(store, proposal).lines) == 1


def test_two_who_bill_at_once_share_no_fee(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", make_fees, subscribed.subscription, FIRST, LAST)
    errors = in_threads(*(lambda: store.run("kim", propose, BillScope()) for _ in range(3)))
    assert [str(error) for error in errors] == ["Nothing is waiting to be invoiced."] * 2
    with store.read() as session:
        (found,) = invoices(session)
    assert found.net == 930


# --- the books ---


def test_an_issued_fee_is_booked_on_the_accounts_of_the_settings(store: Store, march: int) -> None:
    store.run("kim", change, "accounts", {**Parameters().accounts, "subscription.revenue": "4711"})
    invoice_id = store.run("kim", bill)
    assert standing(store) == {Account.CUSTOMER: D(200), Account.REVENUE: D(-200)}
    with store.read() as session:
        (posting,) = session.scalars(select(FeePosting))
        entries = session.scalars(select(FeePostingEntry).order_by(FeePostingEntry.id)).all()
    assert (posting.number, posting.invoice_id, posting.fee_id) == ("FP-000001", invoice_id, march)
    assert [(each.account_number, each.debit, each.credit) for each in entries] == [
        ("1400", D(200), D(0)),
        ("4711", D(0), D(200)),
    ]


def test_debit_and_credit_on_one_account_are_refused(store: Store, march: int) -> None:
    store.run("kim", change, "accounts", {**Parameters().accounts, "subscription.revenue": "1400"})
    with pytest.raises(Refusal, match="both on account 1400"):
        store.run("kim", bill)
    assert [fee.status for fee in fees(store)] == [FeeStatus.OPEN]


def test_nothing_comes_into_books_that_are_closed(store: Store, march: int) -> None:
    store.run("setup", change, "books_closed_until", date(2026, 3, 2))
    with pytest.raises(Refusal, match="closed for 02/03/2026") as refused:
        store.run("kim", bill)
    assert refused.value.field == "on"
    assert ledger(store) == []
    invoice_id = store.run("kim", bill, BillScope(), date(2026, 3, 3))
    with pytest.raises(Refusal, match="closed for 02/03/2026"):
        store.run("kim", credited, invoice_id)
    assert standing(store) == {Account.CUSTOMER: D(200), Account.REVENUE: D(-200)}


def test_without_any_address_a_fee_is_not_billed(store: Store, march: int) -> None:
    def tear_down(work: UnitOfWork) -> None:
        for site in work.session.scalars(select(Site).where(Site.customer_id == 1)):
            site.street = ""
            work.note("site.changed", site)

    store.run("setup", tear_down)
    with store.read() as session:
        name = session.get_one(Customer, 1).name
    with pytest.raises(Refusal, match=f"{name} has no address"):
        store.run("kim", bill)


# --- crediting ---


def test_crediting_frees_the_days_and_leaves_nothing_on_any_account(store: Store, march: int) -> None:
    store.run("kim", reduce_days, march, 2)
    invoice_id = store.run("kim", bill)
    note = detail(store, store.run("kim", credited, invoice_id))
    assert (note.head.net, [each.net for each in note.lines]) == (D("187.10"), [D(200), D("-12.90")])
    assert note.lines[0].origin == "SU-000001"
    found = detail(store, invoice_id)
    assert (found.head.status, [each.credited for each in found.lines]) == (InvoiceStatus.CREDITED, [True, True])
    assert [fee.status for fee in fees(store)] == [FeeStatus.CREDITED] * 2
    assert standing(store) == {}
    with pytest.raises(Refusal, match="Nothing is waiting"):
        store.run("kim", propose, BillScope())
    assert len(store.run("kim", make_fees, 1, MARCH, LAST)) == 1


def test_a_credit_and_a_new_fee_come_to_the_difference(store: Store, march: int, subscribed: Subscribed) -> None:
    store.run("kim", credited, store.run("kim", bill))
    with store.read() as session:
        (rate_id,) = session.scalars(select(SubscriptionRate.id).where(SubscriptionRate.effective_on == MARCH))
    store.run("kim", remove_rate, rate_id)
    store.run("kim", set_rate, subscribed.subscription, RateDraft(MARCH, "250.00"))
    store.run("kim", make_fees, subscribed.subscription, MARCH, LAST)
    store.run("kim", bill)
    assert standing(store) == {Account.CUSTOMER: D(250), Account.REVENUE: D(-250)}


def test_one_line_of_several_is_credited(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", make_fees, subscribed.subscription, FIRST, LAST)
    invoice_id = store.run("kim", bill)
    store.run("kim", credited, invoice_id, [detail(store, invoice_id).lines[1].id])
    found = detail(store, invoice_id)
    assert (found.head.status, [each.credited for each in found.lines]) == (InvoiceStatus.ISSUED, [False, True, False])
    assert [fee.status.value for fee in fees(store)] == ["invoiced", "credited", "invoiced"]
    assert standing(store) == {Account.CUSTOMER: D(620), Account.REVENUE: D(-620)}


def test_a_fee_is_not_credited_without_what_reduces_it(store: Store, march: int, subscribed: Subscribed) -> None:
    store.run("kim", reduce_days, march, 2)
    store.run("kim", make_fees, subscribed.subscription, FIRST, date(2026, 1, 31))
    invoice_id = store.run("kim", bill)
    with pytest.raises(Refusal, match="Credit the reduction"):
        store.run("kim", credited, invoice_id, [detail(store, invoice_id).lines[1].id])
    assert [fee.status for fee in fees(store)] == [FeeStatus.INVOICED] * 3


def test_a_reduction_that_waits_goes_when_its_fee_is_credited(store: Store, march: int) -> None:
    invoice_id = store.run("kim", bill)
    store.run("kim", reduce_days, march, 2)
    store.run("kim", credited, invoice_id)
    assert [fee.status for fee in fees(store)] == [FeeStatus.CREDITED]


def test_a_reduction_on_a_proposal_is_taken_off_first(store: Store, march: int) -> None:
    invoice_id = store.run("kim", bill)
    store.run("kim", reduce_days, march, 2)
    (proposal,) = store.run("kim", propose, BillScope())
    with pytest.raises(Refusal, match="take it off first"):
        store.run("kim", credited, invoice_id)
    with pytest.raises(Refusal, match="below zero"):
        store.run("kim", lambda work: issue(work, proposal).id)
