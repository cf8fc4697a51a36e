"""Prices of fees are kept in lists; what no fee could ever have is refused at its field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.errors import Gone, Overtaken, Refusal
from domain.store.store import Store
from domain.subscriptions.fee_plan import preview_fees
from domain.subscriptions.fee_price_service import (
    FeePriceDraft,
    change_fee_price,
    create_fee_price,
    delete_fee_price,
)
from domain.subscriptions.gaps import Wish
from domain.subscriptions.model import FeePrice
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.rate_service import remove_rate
from domain.subscriptions.spans import Span
from tests.support.subscribed import BREWERY, FIRST, Subscribed, subscribe
from tests.support.workshop import Workshop

FOR_ALL = FeePriceDraft(PeriodCode.MONTH, FIRST, "49.90")


@pytest.fixture
def subscribed(store: Store, workshop: Workshop) -> Subscribed:
    return store.run("setup", subscribe)


def refused(store: Store, function: Callable[..., object], *given: object, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field


def test_a_price_is_entered_changed_and_taken_away(store: Store, subscribed: Subscribed) -> None:
    price = store.run("kim", create_fee_price, FOR_ALL)
    wanted = replace(FOR_ALL, price=55, article_id=subscribed.article, subscription_id=subscribed.subscription)
    store.run("kim", change_fee_price, price, wanted, 1)
    with store.read() as session:
        found = session.get_one(FeePrice, price)
        assert (found.price, found.currency, found.article_id) == (Decimal(55), "EUR", subscribed.article)
    with pytest.raises(Overtaken, match="“55 EUR from 01/01/2026”"):
        store.run("lou", change_fee_price, price, FOR_ALL, 1)
    with pytest.raises(Overtaken):
        store.run("lou", delete_fee_price, price, 1)
    store.run("kim", delete_fee_price, price, 2)
    with pytest.raises(Gone):
        store.run("kim", delete_fee_price, price, 2)


def test_what_no_fee_could_have_is_refused_at_its_field(store: Store, subscribed: Subscribed) -> None:
    agreement = store.run("kim", create_agreement, BREWERY, AgreementDraft("Other", FIRST))
    own: dict[str, Any] = {"subscription_id": subscribed.subscription}
    for more, field in (
        ({"price": -1}, "price"),
        ({"price": "1.00001"}, "price"),
        ({"currency": "E"}, "currency"),
        ({"article_id": subscribed.hour}, "article_id"),
        (own | {"currency": "CHF"}, "currency"),
        (own | {"code": PeriodCode.YEAR}, "code"),
        (own | {"agreement_id": agreement}, "agreement_id"),
    ):
        refused(store, create_fee_price, replace(FOR_ALL, **more), field=field)
    with pytest.raises(Gone):
        store.run("kim", create_fee_price, replace(FOR_ALL, subscription_id=99))


def test_only_one_price_for_the_same_begins_on_a_day(store: Store, subscribed: Subscribed) -> None:
    first = store.run("kim", create_fee_price, FOR_ALL)
    refused(store, create_fee_price, replace(FOR_ALL, price=60), field="effective_on")
    store.run("kim", change_fee_price, first, replace(FOR_ALL, price=60), 1)
    later = store.run("kim", create_fee_price, replace(FOR_ALL, effective_on=date(2026, 7, 1)))
    refused(store, change_fee_price, later, FOR_ALL, 1, field="effective_on")
    store.run("kim", create_fee_price, replace(FOR_ALL, article_id=subscribed.article))


def test_the_price_of_the_subscription_goes_before_the_lists(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", create_fee_price, replace(FOR_ALL, subscription_id=subscribed.subscription))
    january = Wish(Span(FIRST, date(2026, 1, 31)))
    with store.read() as session:
        (own,) = preview_fees(session, subscribed.subscription, january).fees
    store.run("kim", remove_rate, subscribed.rate)
    with store.read() as session:
        (by_list,) = preview_fees(session, subscribed.subscription, january).fees
    assert (own.amount, by_list.amount) == (Decimal(310), Decimal("49.90"))
    assert by_list.rule == "price for subscription, from 01/01/2026 (level 4 of 8)"
