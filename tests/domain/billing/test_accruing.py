"""Revenue of fees is earned period by period, each once, and leaves nothing when the fee is credited."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.billing.accruing import AccrualWish, Earned, accrue, accrue_all, take_accrual_back
from domain.billing.billable import BillScope
from domain.billing.fee_model import FeeDeed, FeePosting
from domain.clock import FixedClock
from domain.errors import Gone, Refusal
from domain.parameters.service import change
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.bookkeeping import Account
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.model import FeeStatus
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.rate_service import RateDraft, remove_rate, set_rate
from domain.subscriptions.reductions import reduce_days
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from domain.words import ReversalRule, RoundingIn
from tests.support.billed_fees import accruals, bill, credited, detail, fees, make_fees, standing
from tests.support.subscribed import BREWERY, FIRST, Subscribed, subscribe
from tests.support.together import in_threads
from tests.support.workshop import Workshop

D = Decimal
JANUARY, FEBRUARY, MARCH = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)
YEAR_END = date(2026, 12, 31)
TODAY = date(2026, 3, 2)
BILLED = date(2026, 3, 2)


@pytest.fixture
def quarterly(store: Store, workshop: Workshop) -> int:
    """A subscription of 300.00 for a quarter, earned by the month."""
    subscribed: Subscribed = store.run("setup", subscribe)

    def build(work: UnitOfWork) -> int:
        group = create_group(work, GroupDraft("Quarterly", PeriodCode.QUARTER, subscribed.article, PeriodCode.MONTH))
        key = create_subscription(work, BREWERY, SubscriptionDraft("Watch", group, FIRST))
        set_rate(work, key, RateDraft(FIRST, "300.00"))
        return key

    return store.run("setup", build)


@pytest.fixture
def invoiced(store: Store, quarterly: int) -> int:
    """The invoice of 2 March over the first quarter, spread by days with the rounding first."""
    store.run("setup", change, "accrue_by_day", True)
    store.run("kim", make_fees, quarterly, FIRST, MARCH)
    return store.run("kim", bill)


def earn(store: Store, until: date = YEAR_END, **more: object) -> list[Earned]:
    return list(accrue_all(store, "job", AccrualWish(until, **more)))  # type: ignore[arg-type]


def deeds(store: Store) -> list[tuple[str, date]]:
    with store.read() as session:
        found = session.scalars(select(FeePosting).order_by(FeePosting.id))
        return [(posting.deed.value, posting.posted_on) for posting in found]


def refused(store: Store, function: Callable[..., object], *given: object, field: str | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


def test_an_invoiced_fee_is_deferred_and_spread_over_its_months(store: Store, invoiced: int) -> None:
    assert [each.amount for each in accruals(store)] == [D("103.34"), D("93.33"), D("103.33")]
    assert [(each.starts_on, each.ends_on) for each in accruals(store)][1] == (date(2026, 2, 1), FEBRUARY)
    assert standing(store) == {
        Account.CUSTOMER: D(300),
        Account.REVENUE: D(-300),
        Account.ACCRUED_REVENUE: D(300),
        Account.WIP: D(-300),
    }


@pytest.mark.parametrize(
    ("by_day", "rounding", "amounts"),
    [
        (True, RoundingIn.FIRST, ["103.34", "93.33", "103.33"]),
        (True, RoundingIn.LAST, ["103.33", "93.33", "103.34"]),
        (False, RoundingIn.FIRST, ["100", "100", "100"]),
    ],
)
def test_the_parameters_say_how_it_is_spread(
    store: Store, quarterly: int, by_day: bool, rounding: RoundingIn, amounts: list[str]
) -> None:
    store.run("setup", change, "accrue_by_day", by_day)
    store.run("setup", change, "accrual_rounding", rounding)
    store.run("kim", make_fees, quarterly, FIRST, MARCH)
    store.run("kim", bill)
    assert [each.amount for each in accruals(store)] == [D(amount) for amount in amounts]


def test_without_accrual_in_its_group_a_fee_counts_when_it_is_invoiced(store: Store, quarterly: int) -> None:
    store.run("kim", make_fees, 1, FIRST, JANUARY)
    store.run("kim", bill)
    assert accruals(store) == []
    assert standing(store) == {Account.CUSTOMER: D(310), Account.REVENUE: D(-310)}


def test_what_is_over_is_earned_once(store: Store, invoiced: int) -> None:
    assert earn(store, FEBRUARY) == [Earned(1, 1, posted=2)]
    assert [each.posted_on for each in accruals(store)] == [BILLED, BILLED, None]
    assert standing(store)[Account.WIP] == D("-103.33")
    assert earn(store, FEBRUARY) == []
    assert earn(store) == [Earned(1, 1, posted=1)]
    assert [each.posted_on for each in accruals(store)][-1] == MARCH
    assert standing(store) == {Account.CUSTOMER: D(300), Account.REVENUE: D(-300)}
    assert deeds(store) == [("invoiced", BILLED), ("accrued", BILLED), ("accrued", BILLED), ("accrued", MARCH)]


def test_nothing_is_earned_of_an_open_fee(store: Store, quarterly: int) -> None:
    store.run("kim", make_fees, quarterly, FIRST, MARCH)
    assert earn(store) == []


def test_only_what_is_asked_for_is_earned(store: Store, invoiced: int, quarterly: int) -> None:
    assert earn(store, code=PeriodCode.DAY) == []
    assert earn(store, group_id=1) == []
    assert earn(store, subscription_id=1) == []
    assert earn(store, code=PeriodCode.MONTH, group_id=2, subscription_id=quarterly) == [Earned(1, 1, posted=3)]


def test_all_may_be_posted_on_one_day(store: Store, invoiced: int) -> None:
    earn(store, MARCH, post_on=YEAR_END)
    assert {each.posted_on for each in accruals(store)} == {YEAR_END}


def test_days_whose_books_are_closed_are_left_and_told(store: Store, invoiced: int) -> None:
    store.run("setup", change, "books_closed_until", date(2026, 3, 15))
    (step,) = earn(store)
    assert (step.posted, step.closed) == (1, 2)
    assert step.reason == "Accruals on days whose books are closed: 2. Give a day to post them on."
    wish = AccrualWish(YEAR_END, post_on=date(2026, 3, 15))
    assert "closed for 15/03/2026" in refused(store, accrue, wish, [fees(store)[0].id], field="post_on")
    assert earn(store, post_on=date(2026, 3, 16)) == [Earned(1, 1, posted=2)]


def test_several_at_once_earn_everything_once(store: Store, quarterly: int) -> None:
    store.run("kim", make_fees, quarterly, FIRST, YEAR_END)
    store.run("kim", bill)
    assert in_threads(*(lambda: earn(store) for _ in range(3))) == []
    assert len([deed for deed, _ in deeds(store) if deed == FeeDeed.ACCRUED.value]) == 12
    assert standing(store) == {Account.CUSTOMER: D(1200), Account.REVENUE: D(-1200)}


def test_a_reduction_is_earned_the_other_way_round(store: Store, quarterly: int) -> None:
    (fee_id,) = store.run("kim", make_fees, quarterly, FIRST, MARCH)
    store.run("kim", reduce_days, fee_id, 9)
    store.run("kim", bill)
    earn(store, JANUARY)
    assert standing(store)[Account.WIP] == D(-180)
    earn(store)
    assert standing(store) == {Account.CUSTOMER: D(270), Account.REVENUE: D(-270)}


# --- crediting ---


@pytest.mark.parametrize("rule", [ReversalRule.INVOICE_DATE, ReversalRule.ORIGINAL_DATE])
@pytest.mark.parametrize("until", [date(2025, 12, 31), FEBRUARY, YEAR_END])
def test_crediting_takes_accruals_back_and_leaves_nothing(
    store: Store, invoiced: int, rule: ReversalRule, until: date
) -> None:
    store.run("setup", change, "accrual_reversal", rule)
    earn(store, until)
    store.run("kim", credited, invoiced)
    assert standing(store) == {}
    assert all(each.reversed_on is not None or each.posted_on is None for each in accruals(store))
    assert earn(store) == []


def test_accruals_are_taken_back_on_the_day_that_the_rule_says(
    store: Store, invoiced: int, fixed_clock: FixedClock
) -> None:
    store.run("setup", change, "accrual_reversal", ReversalRule.ORIGINAL_DATE)
    earn(store)
    store.run("setup", change, "books_closed_until", date(2026, 3, 1))
    store.run("kim", credited, invoiced)
    assert [each.reversed_on for each in accruals(store)] == [BILLED, BILLED, MARCH]
    assert standing(store, TODAY) == {}


def test_by_hand_each_accrual_is_taken_back_before(store: Store, invoiced: int) -> None:
    store.run("setup", change, "accrual_reversal", ReversalRule.MANUAL)
    earn(store, JANUARY)
    assert "first: 02/03/2026" in refused(store, credited, invoiced)
    assert [fee.status for fee in fees(store)] == [FeeStatus.INVOICED]
    first, second, _ = accruals(store)
    assert "not posted" in refused(store, take_accrual_back, second.id)
    store.run("kim", take_accrual_back, first.id)
    assert "already" in refused(store, take_accrual_back, first.id)
    assert earn(store, JANUARY) == []
    store.run("kim", credited, invoiced)
    assert standing(store) == {}
    with pytest.raises(Gone):
        store.run("kim", take_accrual_back, 999)


def test_an_accrual_is_not_taken_back_into_closed_books(store: Store, invoiced: int) -> None:
    earn(store)
    store.run("setup", change, "books_closed_until", TODAY)
    assert "closed" in refused(store, take_accrual_back, accruals(store)[0].id, field="on")
    store.run("kim", take_accrual_back, accruals(store)[0].id, date(2026, 3, 3))


@pytest.mark.parametrize("new", ["0.01", "299.99", "450.55"])
@pytest.mark.parametrize("rule", [ReversalRule.INVOICE_DATE, ReversalRule.ORIGINAL_DATE])
def test_a_credit_and_a_new_fee_come_to_the_difference(
    store: Store, invoiced: int, quarterly: int, new: str, rule: ReversalRule
) -> None:
    def again(work: UnitOfWork) -> None:
        remove_rate(work, 2)
        set_rate(work, quarterly, RateDraft(FIRST, new))
        make_fees(work, quarterly, FIRST, MARCH)

    store.run("setup", change, "accrual_reversal", rule)
    earn(store, FEBRUARY)
    store.run("kim", credited, invoiced)
    store.run("kim", again)
    store.run("kim", bill, BillScope())
    earn(store)
    assert standing(store) == {Account.CUSTOMER: D(new), Account.REVENUE: -D(new)}
    assert detail(store, invoiced).head.credited_by == "CN-000001"


def test_two_who_credit_and_earn_at_once_leave_the_books_even(store: Store, invoiced: int) -> None:
    in_threads(lambda: earn(store), lambda: store.run("kim", credited, invoiced))
    assert standing(store) == {}
