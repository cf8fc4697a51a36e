"""Programs that bill, earn or credit fees at once, or are killed on the way, do each of it once or not at all."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.billing.accruing import AccrualWish, accrue_all
from domain.billing.billable import BillScope
from domain.billing.fee_model import FeeDeed, FeePosting
from domain.billing.invoice_service import propose
from domain.errors import Refusal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.bookkeeping import Account
from domain.subscriptions.fee_service import take_back
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.model import FeeStatus
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.reductions import reduce_days
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from tests.support.billed_fees import bill, credited, fees, make_fees, standing
from tests.support.rivals import kill, program, read, send
from tests.support.subscribed import BREWERY, FIRST, subscribe
from tests.support.together import WAIT_SECONDS, wait_for_lock
from tests.support.workshop import build

D = Decimal
YEAR_END = date(2026, 12, 31)
BILLS = """
from domain.billing.billable import BillScope
from domain.billing.invoice_service import issue, propose
from domain.errors import Refusal
def bill(work, subscription_id):
    return [issue(work, key).number for key in propose(work, BillScope(subscription_id=subscription_id))]
"""
BILL_ONE_BY_ONE = """
for word in words:
    try:
        print(*store.run("rival", bill, int(word)), flush=True)
    except Refusal:
        print("-", flush=True)
"""
EARNS = """
from datetime import date
from domain.billing.accruing import AccrualWish, accrue_all
"""
EARN_ALL = "print(sum(step.posted for step in accrue_all(store, 'rival', AccrualWish(date(2026, 12, 31)))))"
SUBSCRIPTIONS = 8


@pytest.fixture
def subscriptions(store: Store) -> list[int]:
    """Subscriptions of 120.00 for 2026, with an open fee each, earned by the month."""
    return store.run("setup", build_them)


def build_them(work: UnitOfWork) -> list[int]:
    build(work)
    group = create_group(work, GroupDraft("Yearly", PeriodCode.YEAR, subscribe(work).article, PeriodCode.MONTH))
    made = []
    for number in range(SUBSCRIPTIONS):
        made.append(create_subscription(work, BREWERY, SubscriptionDraft(f"Watch {number}", group, FIRST)))
        set_rate(work, made[-1], RateDraft(FIRST, 120))
        make_fees(work, made[-1], FIRST, YEAR_END)
    return made


def posted(store: Store, deed: FeeDeed) -> int:
    with store.read() as session:
        return len(session.scalars(select(FeePosting.id).where(FeePosting.deed == deed)).all())


def test_two_processes_that_bill_the_same_bill_each_fee_once(
    store: Store, subscriptions: list[int], database_url: str
) -> None:
    rivals = [program(BILLS, BILL_ONE_BY_ONE, database_url, subscriptions) for _ in range(2)]
    for rival in rivals:
        send(rival)
    told = [rival.communicate()[0].split() for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0]
    numbers = sorted(word for words in told for word in words if word != "-")
    assert numbers == [f"INV-{number:06d}" for number in range(1, SUBSCRIPTIONS + 1)]
    assert posted(store, FeeDeed.INVOICED) == SUBSCRIPTIONS
    assert standing(store)[Account.CUSTOMER] == 120 * SUBSCRIPTIONS


@pytest.mark.parametrize("done", [1, 5])
def test_a_process_killed_while_it_bills_leaves_each_fee_billed_or_not(
    store: Store, subscriptions: list[int], database_url: str, done: int
) -> None:
    rival = program(BILLS, BILL_ONE_BY_ONE, database_url, subscriptions)
    send(rival)
    for _ in range(done):
        read(rival)
    kill(rival)  # somewhere in the next one
    invoiced = [fee.status for fee in fees(store)].count(FeeStatus.INVOICED)
    assert invoiced >= done
    assert posted(store, FeeDeed.INVOICED) == invoiced
    assert standing(store)[Account.WIP] == -120 * invoiced


def test_two_processes_that_earn_the_same_post_each_accrual_once(
    store: Store, subscriptions: list[int], database_url: str
) -> None:
    store.run("kim", bill)
    rivals = [program(EARNS, EARN_ALL, database_url, ()) for _ in range(2)]
    for rival in rivals:
        send(rival)
    told = [int(rival.communicate()[0]) for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0]
    assert sum(told) == posted(store, FeeDeed.ACCRUED) == 12 * SUBSCRIPTIONS
    assert standing(store) == {Account.CUSTOMER: D(120 * SUBSCRIPTIONS), Account.REVENUE: D(-120 * SUBSCRIPTIONS)}


def test_who_takes_a_fee_back_that_is_being_billed_waits_and_is_refused(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as other:
        store.run("setup", build_them)
        fee = fees(store)[0]
        with store.write("kim") as work:
            propose(work, BillScope())
            taking_back = other.submit(store.run, "lou", take_back, fee.id, fee.version)
            wait_for_lock(store)
        assert "on an invoice proposal" in str(taking_back.exception(WAIT_SECONDS))


def test_who_reduces_or_earns_a_fee_that_is_being_credited_finds_nothing_left(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(2) as others:
        store.run("setup", build_them)
        invoice_id = store.run("kim", bill)
        fee = fees(store)[0]
        with store.write("kim") as work:
            credited(work, invoice_id)
            reducing = others.submit(store.run, "lou", reduce_days, fee.id, 2)
            earning = others.submit(list, accrue_all(store, "job", AccrualWish(YEAR_END)))
            wait_for_lock(store)
        assert isinstance(reducing.exception(WAIT_SECONDS), Refusal)
        assert sum(step.posted for step in earning.result(WAIT_SECONDS)) == 0
        assert standing(store) == {}
