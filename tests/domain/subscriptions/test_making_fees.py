"""Fees are shown before they are made, made once whoever asks how often, and taken back until they are invoiced."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import Gone, Overtaken, Refusal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions import service
from domain.subscriptions.fee_plan import FeePreview, preview_fees, preview_group_fees
from domain.subscriptions.fee_service import create_fees, create_group_fees, take_back
from domain.subscriptions.gaps import Wish
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.model import Fee, FeeKind, FeePrice, FeeStatus
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.service import SubscriptionDraft
from domain.subscriptions.spans import Span
from tests.support.subscribed import BREWERY, FIRST, Subscribed, subscribe
from tests.support.together import in_threads
from tests.support.workshop import Workshop

D = Decimal
QUARTER = Wish(Span(FIRST, date(2026, 3, 31)))
LAST = date(2026, 3, 31)


@pytest.fixture
def subscribed(store: Store, workshop: Workshop) -> Subscribed:
    return store.run("setup", subscribe)


def days(first: str, last: str, **more: Any) -> Wish:
    return Wish(Span(date.fromisoformat(first), date.fromisoformat(last)), **more)


def make(store: Store, subscribed: Subscribed, wish: Wish = QUARTER) -> int:
    return len(store.run("kim", create_fees, subscribed.subscription, wish))


def fees(store: Store) -> list[Fee]:
    with store.read() as session:
        return list(session.scalars(select(Fee).order_by(Fee.subscription_id, Fee.starts_on)))


def told(store: Store) -> list[tuple[str, str]]:
    return [(str(Span(fee.starts_on, fee.ends_on)), str(fee.amount.normalize())) for fee in fees(store)]


def shown(store: Store, subscribed: Subscribed, wish: Wish = QUARTER) -> FeePreview:
    with store.read() as session:
        return preview_fees(session, subscribed.subscription, wish)


def refused(store: Store, function: Callable[..., object], *given: object, field: str | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


def invoice(work: UnitOfWork, fee_id: int, status: FeeStatus = FeeStatus.INVOICED) -> None:
    fee = work.get(Fee, fee_id)
    fee.status = status
    work.note("fee.invoiced", fee)


def without_price(work: UnitOfWork, subscribed: Subscribed) -> int:
    draft = SubscriptionDraft("By the list", subscribed.group, FIRST)
    return service.create_subscription(work, BREWERY, draft)


def offer(price: int, **more: Any) -> FeePrice:
    values: dict[str, Any] = {"code": PeriodCode.MONTH, "currency": "EUR", "effective_on": FIRST} | more
    return FeePrice(price=D(price), **values)


def enter(work: UnitOfWork, price: FeePrice) -> None:
    work.add(price, "fee_price.created")


# --- what is made ---


def test_regular_fees_are_one_for_each_period_with_price_tax_and_the_rule_in_words(
    store: Store, subscribed: Subscribed
) -> None:
    assert make(store, subscribed) == 3
    first = fees(store)[0]
    assert (first.kind, first.status, first.text) == (FeeKind.REGULAR, FeeStatus.OPEN, "Remote watch of the cellar")
    assert (first.starts_on, first.ends_on, first.made_at) == (FIRST, date(2026, 1, 31), store.clock.now())
    assert (first.quantity, first.base_price, first.index_value, first.price) == (D(1), D(310), D(100), D(310))
    assert (first.amount, first.currency, first.tax_percent) == (D(310), "EUR", D(19))
    assert first.price_rule == "price of the subscription from 01/01/2026: 310 at index 100"


def test_what_is_previewed_is_what_is_made(store: Store, subscribed: Subscribed) -> None:
    wish = days("2026-01-05", "2026-02-10", regular=False)
    seen = shown(store, subscribed, wish)
    assert fees(store) == []
    make(store, subscribed, wish)
    (made,) = fees(store)
    (planned,) = seen.fees
    assert (planned.span, planned.amount) == (Span(made.starts_on, made.ends_on), made.amount)
    assert (planned.price, planned.rule, planned.currency) == (made.price, made.price_rule, made.currency)
    assert made.kind is FeeKind.NON_REGULAR


def test_gaps_are_filled_and_nothing_is_made_twice(store: Store, subscribed: Subscribed) -> None:
    make(store, subscribed, days("2026-02-10", "2026-02-20", regular=False))
    assert make(store, subscribed) == 4
    assert make(store, subscribed) == 0
    assert [each for each, _ in told(store)] == [
        "2026-01-01 – 2026-01-31",
        "2026-02-01 – 2026-02-09",
        "2026-02-10 – 2026-02-20",
        "2026-02-21 – 2026-02-28",
        "2026-03-01 – 2026-03-31",
    ]
    assert sum(fee.amount for fee in fees(store)) == 3 * 310
    assert "a fee for each" in shown(store, subscribed).reason


def test_continuous_only_goes_on(store: Store, subscribed: Subscribed) -> None:
    make(store, subscribed, days("2026-02-01", "2026-02-28"))
    again = days("2026-01-01", "2026-03-31", continuous=True)
    assert make(store, subscribed, again) == 0
    assert "until 28/02/2026" in shown(store, subscribed, again).reason
    assert make(store, subscribed, days("2026-03-01", "2026-03-31", continuous=True)) == 1


def test_part_of_a_period_costs_its_days(store: Store, subscribed: Subscribed) -> None:
    make(store, subscribed, days("2026-01-05", "2026-01-15", regular=False))
    assert told(store) == [("2026-01-05 – 2026-01-15", "1.1E+2")]


def test_a_quantity_is_charged_as_such(store: Store, subscribed: Subscribed) -> None:
    wanted = SubscriptionDraft("Many", subscribed.group, FIRST, quantity=1000)
    many = store.run("kim", service.create_subscription, BREWERY, wanted)
    store.run("kim", set_rate, many, RateDraft(FIRST, "0.0050"))
    store.run("kim", create_fees, many, days("2026-01-01", "2026-01-31"))
    store.run("kim", create_fees, many, days("2026-02-01", "2026-02-14", regular=False))
    assert [(fee.price, fee.amount) for fee in fees(store)] == [(D("0.005"), D(5)), (D("0.0025"), D("2.50"))]


def test_nothing_is_made_outside_the_subscription_or_while_it_is_stopped(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", service.end_subscription, subscribed.subscription, 1, date(2026, 2, 10))
    assert make(store, subscribed, days("2025-12-01", "2026-03-31")) == 2
    assert told(store)[-1] == ("2026-02-01 – 2026-02-10", "110.71")
    store.run("kim", service.deactivate, subscribed.subscription)
    assert make(store, subscribed) == 0
    assert shown(store, subscribed).reason == "The subscription is not active."


def test_periods_may_count_from_the_first_day(store: Store, subscribed: Subscribed) -> None:
    wanted = SubscriptionDraft("Own", subscribed.group, date(2026, 1, 15), from_start=True)
    own = store.run("kim", service.create_subscription, BREWERY, wanted)
    store.run("kim", set_rate, own, RateDraft(date(2026, 1, 15), 50))
    store.run("kim", create_fees, own, days("2026-01-15", "2026-03-14"))
    assert told(store) == [("2026-01-15 – 2026-02-14", "5E+1"), ("2026-02-15 – 2026-03-14", "5E+1")]


def test_what_cannot_be_asked_for_is_refused_at_its_field(store: Store, subscribed: Subscribed) -> None:
    refused(store, create_fees, subscribed.subscription, days("2026-01-02", "2026-01-31"), field="starts_on")
    refused(store, create_fees, subscribed.subscription, days("2026-01-01", "2026-01-30"), field="ends_on")
    refused(store, create_fees, subscribed.subscription, days("2026-01-01", "2226-12-31"), field="ends_on")
    with pytest.raises(Gone):
        store.run("kim", create_fees, 99, QUARTER)
    with store.read() as session, pytest.raises(Gone):
        preview_fees(session, 99, QUARTER)
    assert fees(store) == []


# --- prices ---


def test_a_fee_has_the_price_of_its_first_day(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", set_rate, subscribed.subscription, RateDraft(date(2026, 2, 15), 310, 110))
    make(store, subscribed)
    assert [fee.amount for fee in fees(store)] == [D(310), D(310), D(341)]


def test_without_a_price_of_its_own_the_most_specific_of_the_lists_holds(store: Store, subscribed: Subscribed) -> None:
    key = store.run("kim", without_price, subscribed)
    assert "no price for SU-000002 on 01/01/2026" in refused(store, create_fees, key, QUARTER)
    assert fees(store) == []
    store.run("kim", enter, offer(50))
    store.run("kim", enter, offer(55, effective_on=date(2026, 3, 1)))
    store.run("kim", enter, offer(60, article_id=subscribed.article, effective_on=date(2026, 2, 1)))
    store.run("kim", enter, offer(1, subscription_id=subscribed.subscription))
    store.run("kim", enter, offer(2, currency="CHF", subscription_id=key))
    store.run("kim", enter, offer(3, code=PeriodCode.YEAR, subscription_id=key))
    store.run("kim", create_fees, key, QUARTER)
    assert [(fee.amount, fee.price_rule) for fee in fees(store)] == [
        (D(50), "price for all, from 01/01/2026 (level 8 of 8)"),
        (D(60), "price for category, from 01/02/2026 (level 7 of 8)"),
        (D(60), "price for category, from 01/02/2026 (level 7 of 8)"),
    ]


def test_a_fee_that_is_too_large_is_refused(store: Store, subscribed: Subscribed) -> None:
    wanted = SubscriptionDraft("Huge", subscribed.group, FIRST, quantity=service.MOST)
    huge = store.run("kim", service.create_subscription, BREWERY, wanted)
    store.run("kim", set_rate, huge, RateDraft(FIRST, "999999999999.9999"))
    assert "too large" in refused(store, create_fees, huge, QUARTER)


# --- groups ---


def test_a_group_is_billed_in_one_go_and_tells_why_some_get_nothing(store: Store, subscribed: Subscribed) -> None:
    unpriced = store.run("kim", without_price, subscribed)
    other = store.run("kim", create_group, GroupDraft("Other", PeriodCode.MONTH, subscribed.article))
    draft = SubscriptionDraft("Not asked for", other, FIRST)
    store.run("kim", service.create_subscription, BREWERY, draft)
    with store.read() as session:
        rows = preview_group_fees(session, subscribed.group, QUARTER)
    assert [(row.subscription_id, len(row.fees)) for row in rows] == [(subscribed.subscription, 3), (unpriced, 0)]
    assert "no price" in rows[1].reason
    steps = list(create_group_fees(store, "kim", subscribed.group, QUARTER))
    assert [(step.done, step.total, step.fees, step.reason) for step in steps] == [
        (1, 2, 3, ""),
        (2, 2, 0, rows[1].reason),
    ]
    assert len(fees(store)) == 3


# --- several at once ---


def test_several_at_once_make_each_day_once(store: Store, subscribed: Subscribed) -> None:
    parts = [QUARTER, days("2026-01-01", "2026-02-28"), days("2026-02-05", "2026-03-20", regular=False), QUARTER]
    jobs = [lambda wish=wish: make(store, subscribed, wish) for wish in parts]
    assert in_threads(*jobs) == []
    spans = [Span(fee.starts_on, fee.ends_on) for fee in fees(store)]
    assert spans[0].starts_on == FIRST
    assert spans[-1].ends_on == LAST
    for one, following in pairwise(spans):
        assert following.starts_on == one.ends_on + timedelta(days=1)
    assert sum(fee.amount for fee in fees(store)) == 3 * 310


def test_the_database_keeps_two_fees_from_the_same_day(store: Store, subscribed: Subscribed) -> None:
    def double(work: UnitOfWork) -> None:
        (fee,) = work.session.scalars(select(Fee))
        values = {column.key: getattr(fee, column.key) for column in Fee.__table__.columns if column.key != "id"}
        work.add(Fee(**values), "fee.made")

    make(store, subscribed, days("2026-01-01", "2026-01-31"))
    with pytest.raises(Overtaken):
        store.run("kim", double)


# --- taking back ---


def test_an_open_fee_is_taken_back_and_its_days_are_free_again(store: Store, subscribed: Subscribed) -> None:
    make(store, subscribed)
    february = fees(store)[1]
    with pytest.raises(Overtaken):
        store.run("kim", take_back, february.id, 7)
    store.run("kim", take_back, february.id, february.version)
    assert len(fees(store)) == 2
    with pytest.raises(Gone):
        store.run("kim", take_back, february.id, february.version)
    assert make(store, subscribed) == 1


def test_an_invoiced_fee_is_credited_instead(store: Store, subscribed: Subscribed) -> None:
    make(store, subscribed)
    first = fees(store)[0]
    store.run("kim", invoice, first.id)
    assert "credit it" in refused(store, take_back, first.id, first.version + 1)
    store.run("kim", invoice, first.id, FeeStatus.CREDITED)
    assert make(store, subscribed) == 1
