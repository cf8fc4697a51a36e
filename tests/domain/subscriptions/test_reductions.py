"""What is taken off a fee is a negative fee beside it: never more than is left, and it goes with its fee."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from domain.errors import Refusal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_service import create_fees, take_back
from domain.subscriptions.gaps import Wish
from domain.subscriptions.model import Fee, FeeKind, FeeStatus
from domain.subscriptions.proration import days_off
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.reductions import Left, left_of, reduce_days, reduce_price, reduce_price_by_percent
from domain.subscriptions.spans import Span
from tests.support.subscribed import Subscribed, subscribe
from tests.support.together import in_threads
from tests.support.workshop import Workshop

D = Decimal
MARCH = Span(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def march(store: Store, workshop: Workshop) -> int:
    """The id of a fee of 200.00 for March."""
    subscribed: Subscribed = store.run("setup", subscribe)
    store.run("setup", set_rate, subscribed.subscription, RateDraft(MARCH.starts_on, "200.00"))
    (fee_id,) = store.run("kim", create_fees, subscribed.subscription, Wish(MARCH))
    return fee_id


def fee(store: Store, fee_id: int) -> Fee:
    with store.read() as session:
        return session.get_one(Fee, fee_id)


def left(store: Store, fee_id: int) -> Left:
    with store.read() as session:
        return left_of(session, session.get_one(Fee, fee_id))


def refused(store: Store, function: Callable[..., object], *given: object, field: str | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


def put(work: UnitOfWork, fee_id: int, status: FeeStatus) -> None:
    changed = work.get(Fee, fee_id)
    changed.status = status
    work.note("fee.invoiced", changed)


def test_two_days_of_march_take_12_90_off_200(store: Store, march: int) -> None:
    off = fee(store, store.run("kim", reduce_days, march, 2))
    assert (off.kind, off.status, off.reduces_id) == (FeeKind.REDUCTION_DAYS, FeeStatus.OPEN, march)
    assert (off.amount, off.quantity, off.price, off.days_off) == (D("-12.90"), D(2), D("-6.45"), 2)
    assert (Span(off.starts_on, off.ends_on), off.price_rule) == (MARCH, "2 of 31 days off")
    assert (off.currency, off.tax_percent) == ("EUR", D(19))
    assert left(store, march) == Left(D("187.10"), 29)


def test_days_taken_off_one_after_the_other_add_up_to_the_fee(store: Store, march: int) -> None:
    for days in (2, 3, 25, 1):
        store.run("kim", reduce_days, march, days)
    assert left(store, march) == Left(D(0), 0)
    assert "0 days left" in refused(store, reduce_days, march, 1, field="days")


def test_a_price_is_reduced_by_an_amount_or_a_percentage(store: Store, march: int) -> None:
    by_amount = fee(store, store.run("kim", reduce_price, march, "20.00"))
    by_percent = fee(store, store.run("kim", reduce_price_by_percent, march, 10))
    assert (by_amount.kind, by_amount.amount, by_amount.days_off) == (FeeKind.PRICE_REDUCTION, D(-20), None)
    assert (by_percent.amount, by_percent.price_rule) == (D(-20), "price reduction by 10 %")
    assert left(store, march) == Left(D(160), 31)


def test_never_more_than_is_left_is_taken_off(store: Store, march: int) -> None:
    store.run("kim", reduce_price, march, "190")
    assert "Only 10" in refused(store, reduce_price, march, "10.01", field="amount")
    assert "Only 10" in refused(store, reduce_price_by_percent, march, "50", field="percent")
    assert "Only 10" in refused(store, reduce_days, march, 2, field="days")
    store.run("kim", reduce_price, march, "10")
    assert left(store, march).amount == 0


@pytest.mark.parametrize(
    ("function", "entered", "field"),
    [
        (reduce_days, 0, "days"),
        (reduce_days, -1, "days"),
        (reduce_days, 32, "days"),
        (reduce_price, "0", "amount"),
        (reduce_price, "-5", "amount"),
        (reduce_price, "much", "amount"),
        (reduce_price, "200.01", "amount"),
        (reduce_price_by_percent, "0", "percent"),
        (reduce_price_by_percent, "101", "percent"),
    ],
)
def test_what_cannot_be_taken_off_is_refused_at_its_field(
    store: Store, march: int, function: Callable[..., object], entered: object, field: str
) -> None:
    refused(store, function, march, entered, field=field)
    assert left(store, march) == Left(D(200), 31)


def test_neither_a_reduction_nor_a_credited_fee_is_reduced(store: Store, march: int) -> None:
    off = store.run("kim", reduce_days, march, 2)
    assert "a reduction itself" in refused(store, reduce_price, off, "1")
    store.run("kim", put, march, FeeStatus.CREDITED)
    assert "credited" in refused(store, reduce_days, march, 1)


def test_an_invoiced_fee_is_reduced_by_one_that_is_billed_next(store: Store, march: int) -> None:
    store.run("kim", put, march, FeeStatus.INVOICED)
    assert fee(store, store.run("kim", reduce_days, march, 2)).status is FeeStatus.OPEN


def test_a_credited_reduction_leaves_its_days_to_be_taken_off_again(store: Store, march: int) -> None:
    off = store.run("kim", reduce_days, march, 31)
    store.run("kim", put, off, FeeStatus.CREDITED)
    assert left(store, march) == Left(D(200), 31)


def test_a_fee_that_is_taken_back_takes_its_reductions_with_it(store: Store, march: int) -> None:
    store.run("kim", reduce_days, march, 2)
    store.run("kim", take_back, march, 1)
    with store.read() as session:
        assert session.scalars(select(Fee)).all() == []


def test_a_reduction_is_taken_back_alone(store: Store, march: int) -> None:
    store.run("kim", take_back, store.run("kim", reduce_days, march, 2), 1)
    assert left(store, march) == Left(D(200), 31)


def test_a_fee_stays_whose_reduction_was_invoiced(store: Store, march: int) -> None:
    store.run("kim", put, store.run("kim", reduce_days, march, 2), FeeStatus.INVOICED)
    assert "invoiced, so it stays" in refused(store, take_back, march, 1)


def test_two_at_once_do_not_take_more_off_than_there_is(store: Store, march: int) -> None:
    errors = in_threads(*(lambda: store.run("kim", reduce_price, march, "120") for _ in range(3)))
    assert [str(error) for error in errors] == ["Only 80.00 is left of this fee."] * 2
    assert left(store, march).amount == D(80)


@given(
    st.decimals("0.01", "100000", places=2),
    st.lists(st.integers(1, 31), min_size=1, max_size=8),
)
def test_days_off_in_any_parts_never_exceed_the_fee(amount: Decimal, parts: list[int]) -> None:
    taken, off = 0, D(0)
    for days in parts:
        if taken + days <= MARCH.days:
            off += days_off(amount, MARCH, days, "EUR", already=taken)
            taken += days
    assert -amount <= off <= 0
    assert off == days_off(amount, MARCH, taken, "EUR") or not taken
