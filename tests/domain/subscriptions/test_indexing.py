"""Prices rise from a day on, for one subscription or a group: shown before, done once, never for what is billed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.errors import Gone, Refusal
from domain.store.store import Store
from domain.subscriptions import service
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.indexation import Change, IndexMethod, Rate
from domain.subscriptions.indexing import (
    index_group,
    index_subscription,
    preview_group_indexation,
    preview_indexation,
)
from domain.subscriptions.model import Fee, SubscriptionRate
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.service import SubscriptionDraft
from domain.subscriptions.spans import Span
from tests.support.subscribed import BREWERY, FIRST, Subscribed, subscribe
from tests.support.together import in_threads
from tests.support.workshop import Workshop

D = Decimal
APRIL = date(2026, 4, 1)
TEN_PERCENT = Change(IndexMethod.INDEX_BY_PERCENT, D(10), APRIL)
QUARTER = Wish(Span(FIRST, date(2026, 3, 31)))


@pytest.fixture
def subscribed(store: Store, workshop: Workshop) -> Subscribed:
    return store.run("setup", subscribe)


def further(store: Store, subscribed: Subscribed, name: str, base: int | None, ends_on: date | None = None) -> int:
    draft = SubscriptionDraft(name, subscribed.group, FIRST, ends_on)
    key = store.run("kim", service.create_subscription, BREWERY, draft)
    if base is not None:
        store.run("kim", set_rate, key, RateDraft(FIRST, base))
    return key


def rates(store: Store, key: int) -> list[Rate]:
    with store.read() as session:
        mine = select(SubscriptionRate).where(SubscriptionRate.subscription_id == key)
        found = session.scalars(mine.order_by(SubscriptionRate.effective_on))
        return [Rate(each.effective_on, each.base, each.index_value) for each in found]


def refused(store: Store, function: Callable[..., object], *given: object, field: str | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


@pytest.mark.parametrize(
    ("method", "value", "base", "index", "price"),
    [
        (IndexMethod.INDEX_BY_PERCENT, 10, 120, 121, "145.20"),
        (IndexMethod.INDEX_TO, 115, 120, 115, "138.00"),
        (IndexMethod.BASE_BY_PERCENT, 10, 132, 110, "145.20"),
        (IndexMethod.BASE_TO, 1000, 1000, 110, "1100.00"),
    ],
)
def test_a_price_is_raised_in_four_ways_and_charged_from_its_day_on(
    store: Store, subscribed: Subscribed, method: IndexMethod, value: int, base: int, index: int, price: str
) -> None:
    key = further(store, subscribed, "Indexed", None)
    store.run("kim", set_rate, key, RateDraft(FIRST, 120, 110))
    change = Change(method, D(value), date(2026, 3, 1))
    with store.read() as session:
        seen = preview_indexation(session, key, change)
    assert rates(store, key) == [Rate(FIRST, D(120), D(110))]
    store.run("kim", index_subscription, key, change)
    assert rates(store, key)[1:] == [seen.after] == [Rate(date(2026, 3, 1), D(base), D(index))]
    assert seen.difference == D(price) - D(132)
    store.run("kim", create_fees, key, QUARTER)
    with store.read() as session:
        assert session.scalars(select(Fee.amount).order_by(Fee.starts_on)).all() == [D(132), D(132), D(price)]


def test_the_same_indexation_again_changes_nothing(store: Store, subscribed: Subscribed) -> None:
    key = subscribed.subscription
    store.run("kim", index_subscription, key, TEN_PERCENT)
    assert "already" in refused(store, index_subscription, key, TEN_PERCENT, field="effective_on")
    store.run("kim", index_group, subscribed.group, TEN_PERCENT)
    assert rates(store, key) == [Rate(FIRST, D(310)), Rate(APRIL, D(310), D(110))]


def test_what_is_billed_keeps_its_price(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", create_fees, subscribed.subscription, QUARTER)
    early = Change(IndexMethod.INDEX_TO, D(120), date(2026, 3, 31))
    assert "until 31/03/2026" in refused(
        store, index_subscription, subscribed.subscription, early, field="effective_on"
    )
    store.run("kim", index_subscription, subscribed.subscription, TEN_PERCENT)


def test_a_value_that_no_price_can_be_changed_by_is_refused_for_all(store: Store, subscribed: Subscribed) -> None:
    for method, value in (
        (IndexMethod.INDEX_BY_PERCENT, "-100"),
        (IndexMethod.BASE_BY_PERCENT, "-250"),
        (IndexMethod.INDEX_TO, "0"),
        (IndexMethod.BASE_TO, "-1"),
        (IndexMethod.INDEX_TO, "1.00001"),
        (IndexMethod.INDEX_TO, "NaN"),
    ):
        change = Change(method, D(value), APRIL)
        refused(store, index_group, subscribed.group, change, field="value")
        refused(store, index_subscription, subscribed.subscription, change, field="value")
        with store.read() as session, pytest.raises(Refusal):
            preview_group_indexation(session, subscribed.group, change)
    for value in ("999999999999", "-99.9999"):
        further_than_kept = Change(IndexMethod.INDEX_BY_PERCENT, D(value), APRIL)
        key = further(store, subscribed, f"By {value}", None)
        store.run("kim", set_rate, key, RateDraft(FIRST, 900_000_000, "0.0001" if value.startswith("-") else 1000))
        refused(store, index_subscription, key, further_than_kept, field="value")
    assert len(rates(store, subscribed.subscription)) == 1


def test_what_is_not_there_is_told(store: Store, subscribed: Subscribed) -> None:
    with pytest.raises(Gone):
        store.run("kim", index_subscription, 99, TEN_PERCENT)
    with pytest.raises(Gone):
        store.run("kim", index_group, 99, TEN_PERCENT)
    with store.read() as session, pytest.raises(Gone):
        preview_indexation(session, 99, TEN_PERCENT)


def test_a_group_is_raised_in_one_go_with_the_reason_for_each_that_stays(store: Store, subscribed: Subscribed) -> None:
    listed = further(store, subscribed, "By the list", None)
    ended = further(store, subscribed, "Ended", 50, date(2026, 3, 31))
    raised = further(store, subscribed, "Raised", 100)
    with store.read() as session:
        seen = preview_group_indexation(session, subscribed.group, TEN_PERCENT)
    done = store.run("kim", index_group, subscribed.group, TEN_PERCENT)
    assert done == seen
    assert [(row.subscription_id, row.difference, row.reason) for row in done] == [
        (subscribed.subscription, D(31), ""),
        (listed, D(0), "SU-000002 has no price of its own; change the price list."),
        (ended, D(0), "SU-000003 ends on 31/03/2026 already."),
        (raised, D(10), ""),
    ]
    assert [len(rates(store, key)) for key in (subscribed.subscription, listed, ended, raised)] == [2, 0, 1, 2]


def test_two_who_raise_the_same_prices_raise_them_once(store: Store, subscribed: Subscribed) -> None:
    further(store, subscribed, "Second", 100)
    errors = in_threads(
        lambda: store.run("kim", index_group, subscribed.group, TEN_PERCENT),
        lambda: store.run("lou", index_group, subscribed.group, TEN_PERCENT),
        lambda: store.run("ada", index_group, subscribed.group, TEN_PERCENT),
    )
    assert errors == []
    assert rates(store, subscribed.subscription) == [Rate(FIRST, D(310)), Rate(APRIL, D(310), D(110))]
