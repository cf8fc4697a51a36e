"""Eight levels of prices: the most specific first, then the newest, and never one that does not fit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.price_search import FeeOffer, FeeWanted, described, fits, level, rank, search

DAY = date(2026, 3, 1)
WANTED = FeeWanted(PeriodCode.MONTH, "EUR", DAY, subscription_id=1, agreement_id=2, article_id=3)
ALL = FeeOffer(1, PeriodCode.MONTH, "EUR", date(2026, 1, 1), Decimal(100))
LEVELS: list[dict[str, Any]] = [
    {"article_id": 3, "agreement_id": 2, "subscription_id": 1},
    {"agreement_id": 2, "subscription_id": 1},
    {"article_id": 3, "subscription_id": 1},
    {"subscription_id": 1},
    {"article_id": 3, "agreement_id": 2},
    {"agreement_id": 2},
    {"article_id": 3},
    {},
]
PRICES = [replace(ALL, id=number, **values) for number, values in enumerate(LEVELS, 1)]


def test_the_levels_are_counted_from_the_most_specific_one() -> None:
    assert [level(price) for price in PRICES] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(("special", "general"), list(combinations(PRICES, 2)))
def test_the_more_specific_price_holds_though_the_other_is_newer(special: FeeOffer, general: FeeOffer) -> None:
    newer = replace(general, effective_on=DAY)
    assert search([newer, special], WANTED) == search([special, newer], WANTED) == special


@pytest.mark.parametrize("price", PRICES)
def test_within_a_level_the_newest_that_has_begun_holds(price: FeeOffer) -> None:
    newest, future = replace(price, id=9, effective_on=DAY), replace(price, effective_on=DAY + timedelta(days=1))
    assert search([newest, price, future], WANTED) == newest
    assert search([newest, replace(newest, id=10)], WANTED) == replace(newest, id=10)


@pytest.mark.parametrize(
    "unfit",
    [
        {"code": PeriodCode.YEAR},
        {"currency": "USD"},
        {"effective_on": DAY + timedelta(days=1)},
        {"subscription_id": 9},
        {"agreement_id": 9},
        {"article_id": 9},
    ],
)
def test_what_does_not_fit_is_never_taken(unfit: dict[str, Any]) -> None:
    assert search([replace(PRICES[0], **unfit)], WANTED) is None


def test_a_price_for_an_agreement_does_not_hold_where_there_is_none() -> None:
    assert search([PRICES[5]], replace(WANTED, agreement_id=None)) is None
    assert search([PRICES[7]], replace(WANTED, agreement_id=None, article_id=None)) == PRICES[7]


def test_the_rule_is_told_in_words() -> None:
    assert described(PRICES[0]) == "price for subscription, agreement, category, from 01/01/2026 (level 1 of 8)"
    assert described(PRICES[6]) == "price for category, from 01/01/2026 (level 7 of 8)"
    assert described(PRICES[7]) == "price for all, from 01/01/2026 (level 8 of 8)"


LISTS = st.lists(
    st.builds(
        replace,
        st.just(ALL),
        id=st.integers(1, 99),
        code=st.sampled_from([PeriodCode.MONTH, PeriodCode.YEAR]),
        effective_on=st.dates(DAY - timedelta(days=3), DAY + timedelta(days=2)),
        subscription_id=st.sampled_from([None, 1, 9]),
        agreement_id=st.sampled_from([None, 2, 9]),
        article_id=st.sampled_from([None, 3, 9]),
    ),
    unique_by=lambda price: price.id,
)


@given(LISTS, st.randoms(use_true_random=False))
def test_nothing_fitting_is_more_specific_and_order_does_not_matter(prices: list[FeeOffer], dice: Any) -> None:
    found = search(prices, WANTED)
    assert found == max((price for price in prices if fits(price, WANTED)), key=rank, default=None)
    mixed = list(prices)
    dice.shuffle(mixed)
    assert search(mixed, WANTED) == found
