"""Reports on fees and agreements: what is billed, earned and deferred, what agreements bring, which ones fall due."""

from datetime import date
from decimal import Decimal

import pytest

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.billing.accruing import AccrualWish, accrue_all
from domain.billing.billable import BillScope
from domain.catalogue.model import LineKind
from domain.orders.model import Order
from domain.parameters.service import change
from domain.reporting.agreement_margin import AgreementMargin, agreement_margin
from domain.reporting.customer_balance import Balance, balances
from domain.reporting.fee_transactions import FeeSearch, FeeTransaction, count_fees, fee_transactions
from domain.reporting.subscription_tables import (
    agreement_margin_table,
    fee_posting_table,
    fee_table,
    renewal_table,
    transaction_table,
)
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.model import FeeKind, FeeStatus
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.reductions import reduce_days
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from tests.support.billed_fees import bill, credited, detail, make_fees
from tests.support.priced import line, stock
from tests.support.subscribed import BREWERY, FIRST, Subscribed, subscribe
from tests.support.workshop import Workshop, order

D = Decimal
JANUARY, MARCH = date(2026, 1, 31), date(2026, 3, 31)
GOLD = AgreementDraft("Gold", starts_on=FIRST, initial_months=12, notice_months=3)


@pytest.fixture
def quarterly(store: Store, workshop: Workshop) -> int:
    """Under agreement Gold, 300.00 for a quarter, earned by the month and its days; beside it one of 310.00 a month."""
    subscribed: Subscribed = store.run("setup", subscribe)

    def build(work: UnitOfWork) -> int:
        group = create_group(work, GroupDraft("Quarterly", PeriodCode.QUARTER, subscribed.article, PeriodCode.MONTH))
        agreement = create_agreement(work, BREWERY, GOLD)
        key = create_subscription(work, BREWERY, SubscriptionDraft("Watch", group, FIRST, agreement_id=agreement))
        set_rate(work, key, RateDraft(FIRST, "300.00"))
        change(work, "accrue_by_day", True)
        make_fees(work, key, FIRST, MARCH)
        return key

    return store.run("setup", build)


def transactions(store: Store, **search: object) -> list[FeeTransaction]:
    with store.read() as session:
        return list(fee_transactions(session, FeeSearch(**search)))  # type: ignore[arg-type]


def margins(store: Store, **search: object) -> list[AgreementMargin]:
    with store.read() as session:
        return agreement_margin(session, **search)  # type: ignore[arg-type]


def test_a_fee_is_followed_from_open_to_earned_to_credited(store: Store, quarterly: int) -> None:
    (fee,) = transactions(store)
    assert (fee.subscription, fee.name, fee.customer, fee.agreement) == (
        "SU-000002",
        "Watch",
        "Harbour Brewery",
        "AG-000001",
    )
    assert (fee.kind, fee.status, fee.invoice, fee.issued_on) == (FeeKind.REGULAR, FeeStatus.OPEN, "", None)
    assert (fee.billed, fee.earned, fee.deferred) == (D(0), D(0), D(0))
    invoice_id = store.run("kim", bill)
    (fee,) = transactions(store)
    assert (fee.status, fee.invoice, fee.issued_on) == (FeeStatus.INVOICED, "INV-000001", date(2026, 3, 2))
    assert (fee.billed, fee.earned, fee.deferred) == (D(300), D(0), D(300))
    list(accrue_all(store, "job", AccrualWish(JANUARY)))
    (fee,) = transactions(store)
    assert (fee.billed, fee.earned, fee.deferred) == (D(300), D("103.34"), D("196.66"))
    store.run("kim", credited, invoice_id)
    (fee,) = transactions(store)
    assert (fee.status, fee.invoice, fee.credit_note) == (FeeStatus.CREDITED, "INV-000001", "CN-000001")
    assert (fee.billed, fee.earned, fee.deferred) == (D(0), D(0), D(0))


def test_what_is_not_accrued_is_earned_when_it_is_billed(store: Store, quarterly: int) -> None:
    store.run("kim", make_fees, 1, FIRST, JANUARY)
    store.run("kim", bill, BillScope(subscription_id=1))
    fee, _ = transactions(store)
    assert (fee.subscription, fee.spread, fee.earned, fee.deferred) == ("SU-000001", False, D(310), D(0))


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ({}, 4),
        ({"since": date(2026, 2, 1)}, 2),
        ({"until": date(2026, 1, 1)}, 2),
        ({"statuses": frozenset({FeeStatus.CREDITED})}, 0),
        ({"statuses": frozenset({FeeStatus.OPEN, FeeStatus.INVOICED})}, 4),
        ({"agreement_id": 1}, 1),
        ({"customer_id": 2}, 0),
        ({"subscription_id": 1}, 3),
    ],
)
def test_fees_are_narrowed_by_time_state_and_whose_they_are(
    store: Store, quarterly: int, search: dict[str, object], count: int
) -> None:
    store.run("kim", make_fees, 1, FIRST, MARCH)
    assert len(transactions(store, **search)) == count
    with store.read() as session:
        assert count_fees(session, FeeSearch(**search)) == count  # type: ignore[arg-type]


def test_a_screen_shows_the_first_ones_in_their_order(store: Store, quarterly: int) -> None:
    store.run("kim", make_fees, 1, FIRST, MARCH)
    with store.read() as session:
        found = list(fee_transactions(session, FeeSearch(), limit=2))
    assert [(fee.subscription, fee.starts_on.month) for fee in found] == [("SU-000001", 1), ("SU-000001", 2)]


def test_the_margin_of_an_agreement_sets_fees_and_work_against_all_cost(
    store: Store, workshop: Workshop, quarterly: int
) -> None:
    def work_on_it(work: UnitOfWork) -> None:
        mine = work.get(Order, order(work, workshop))
        mine.agreement_id = 1
        work.note("test.marked", mine)
        line(work, mine.id, LineKind.HOUR, article_id=stock(work).hour, quantity=2)

    store.run("kim", work_on_it)
    store.run("kim", make_fees, 1, FIRST, JANUARY)
    none, gold = margins(store)
    assert (none.customer, gold.customer) == ("", "Harbour Brewery")
    assert (none.number, none.fees, none.fee_sales, none.orders) == ("", 1, D(310), 0)
    assert (gold.number, gold.name, gold.fees, gold.orders) == ("AG-000001", "Gold", 1, 1)
    assert (gold.fee_sales, gold.order_sales, gold.cost) == (D(300), D(190), D(96))
    assert (gold.result.sales, gold.result.margin, gold.result.percent) == (D(490), D(394), D("80.4"))
    assert margins(store, posted_only=True) == []
    assert [row.fees for row in margins(store, since=date(2026, 2, 1))] == [0]
    assert margins(store, until=date(2025, 12, 31)) == []


def test_a_customer_sees_what_of_its_fees_is_not_billed(store: Store, quarterly: int) -> None:
    with store.read() as session:
        assert balances(session, BREWERY) == (Balance("EUR", D(0), D(0), D(0), D(300)),)
    store.run("kim", bill)
    with store.read() as session:
        assert balances(session, BREWERY) == (Balance("EUR", D(0), D(0), D(300)),)


def test_reductions_lower_and_credited_fees_leave_the_margin(store: Store, quarterly: int) -> None:
    (fee,) = transactions(store)
    store.run("kim", reduce_days, fee.id, 9)
    invoice_id = store.run("kim", bill)
    (row,) = margins(store, posted_only=True)
    assert (row.fees, row.fee_sales) == (2, D(270))
    store.run("kim", credited, invoice_id)
    assert margins(store) == []
    assert detail(store, invoice_id).head.credited_by == "CN-000001"


def test_what_fees_have_booked_is_told_entry_by_entry(store: Store, quarterly: int) -> None:
    invoice_id = store.run("kim", bill)
    list(accrue_all(store, "job", AccrualWish(JANUARY)))
    store.run("kim", credited, invoice_id)
    with store.read() as session:
        rows = list(fee_posting_table(session, None, None).rows)
        none = list(fee_posting_table(session, date(2026, 3, 3), None).rows)
    assert [row[3] for row in rows] == ["invoiced"] * 4 + ["accrued"] * 2 + ["reversed"] * 2 + ["credited"] * 4
    day = date(2026, 3, 2)
    assert rows[4] == (
        "FP-000002", day, "job", "accrued", "SU-000002", FIRST, MARCH, "", "wip", "3900", D("103.34"), D("0.00"), "EUR"
    )  # fmt: skip
    assert none == []


def test_all_reports_are_tables_for_files(store: Store, quarterly: int) -> None:
    store.run("kim", bill)
    with store.read() as session:
        tables = (
            transaction_table(session, FeeSearch()),
            fee_table(session, FeeSearch()),
            agreement_margin_table(session, None, None, posted_only=False),
            renewal_table(session, FIRST, date(2026, 12, 31)),
        )
        rows = [next(iter(table.rows)) for table in tables]
    assert [len(row) == len(table.columns) for row, table in zip(rows, tables, strict=True)] == [True] * 4
    whose = ("SU-000002", "Watch", "Harbour Brewery", "AG-000001", FIRST, MARCH, "EUR")
    assert rows[0] == (
        *whose,
        "regular",
        D(1),
        D("300.00"),
        D("300.00"),
        "invoiced",
        "INV-000001",
        date(2026, 3, 2),
        "",
    )
    assert rows[1] == (*whose, D("300.00"), D("300.00"), D("0.00"), D("300.00"))
    assert rows[2][:6] == ("AG-000001", "Gold", "Harbour Brewery", "EUR", 1, D("300.00"))
    assert rows[3] == (date(2026, 12, 31), date(2026, 12, 31), "AG-000001", "Gold", "Harbour Brewery", "Ends")
