"""Which price holds: most specific first, and always one that fits."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue.model import LineKind
from domain.pricing.choosing import Chosen, Offer, Wanted, choose, fits, rank

D = Decimal
DAY = date(2026, 3, 2)
WANTED = Wanted(
    LineKind.HOUR,
    "EUR",
    DAY,
    article_id=1,
    customer_id=2,
    agreement_id=3,
    technician_category="senior",
    asset_model_id=4,
)
AGREEMENT, CUSTOMER, ARTICLE = {"agreement_id": 3}, {"customer_id": 2}, {"article_id": 1}
MODEL, CATEGORY = {"asset_model_id": 4}, {"technician_category": "senior"}


def offer(number: int = 1, **more: Any) -> Offer:
    values: dict[str, Any] = {"kind": LineKind.HOUR, "currency": "EUR", "valid_from": date(2026, 1, 1)}
    return Offer(number, f"List {number}", **(values | {"sales_price": D(100)} | more))


@pytest.mark.parametrize(
    ("general", "special"),
    [
        ({}, CATEGORY),
        (CATEGORY, MODEL),
        (MODEL | CATEGORY, ARTICLE),
        (ARTICLE | MODEL | CATEGORY, CUSTOMER),
        (CUSTOMER | ARTICLE | MODEL | CATEGORY, AGREEMENT),
        (CUSTOMER, CUSTOMER | CATEGORY),
        (AGREEMENT, AGREEMENT | ARTICLE),
        ({"valid_from": date(2026, 1, 1)}, {"valid_from": date(2026, 2, 1)}),
    ],
)
def test_the_more_specific_offer_comes_first(general: dict[str, Any], special: dict[str, Any]) -> None:
    one, other = offer(1, **general), offer(2, **special)
    assert choose([one, other], WANTED).sales == other
    assert choose([other, one], WANTED).sales == other
    assert choose([offer(2, **general), offer(1, **special)], WANTED).sales == offer(1, **special)


@pytest.mark.parametrize(
    "unfit",
    [
        {"agreement_id": 9},
        {"customer_id": 9},
        {"article_id": 9},
        {"asset_model_id": 9},
        {"technician_category": "junior"},
        {"kind": LineKind.ITEM},
        {"currency": "USD"},
        {"valid_from": DAY + timedelta(days=1)},
        {"valid_until": DAY - timedelta(days=1)},
    ],
)
def test_what_does_not_fit_is_never_taken(unfit: dict[str, Any]) -> None:
    assert choose([offer(**unfit)], WANTED) == Chosen()


def test_an_offer_holds_on_its_first_and_its_last_day() -> None:
    assert choose([offer(valid_from=DAY, valid_until=DAY)], WANTED).sales


def test_cost_and_sales_are_looked_for_apart() -> None:
    sales = offer(1, agreement_id=3)
    cost = offer(2, technician_category="senior", sales_price=None, cost_price=D(60))
    chosen = choose([sales, cost], WANTED)
    assert (chosen.sales, chosen.cost) == (sales, cost)
    assert chosen.rule == "List 1 (agreement); cost: List 2 (technician category senior)"
    assert choose([cost], WANTED).rule == "cost: List 2 (technician category senior)"
    assert choose([offer(3, cost_price=D(1))], WANTED).rule == "List 3 (all)"
    assert choose([], WANTED).rule == ""


NARROW = st.fixed_dictionaries(
    {
        "article_id": st.sampled_from([None, 1, 9]),
        "customer_id": st.sampled_from([None, 2, 9]),
        "agreement_id": st.sampled_from([None, 3, 9]),
        "technician_category": st.sampled_from([None, "senior", "junior"]),
        "asset_model_id": st.sampled_from([None, 4, 9]),
        "valid_from": st.dates(DAY - timedelta(days=3), DAY + timedelta(days=1)),
        "valid_until": st.none() | st.dates(DAY - timedelta(days=1), DAY + timedelta(days=9)),
        "sales_price": st.none() | st.just(D(5)),
        "cost_price": st.none() | st.just(D(3)),
    }
)
LISTS = st.lists(NARROW).map(lambda all_: [offer(number, **each) for number, each in enumerate(all_, 1)])


@given(LISTS, st.randoms(use_true_random=False))
def test_the_choice_fits_nothing_fitting_is_more_specific_and_order_does_not_matter(
    offers: list[Offer], dice: Any
) -> None:
    chosen = choose(offers, WANTED)
    for side, taken in (("sales_price", chosen.sales), ("cost_price", chosen.cost)):
        able = [each for each in offers if fits(each, WANTED) and getattr(each, side) is not None]
        assert taken == max(able, key=rank, default=None)
    mixed = list(offers)
    dice.shuffle(mixed)
    assert choose(mixed, WANTED) == chosen


@given(LISTS)
def test_a_further_offer_takes_over_only_if_it_is_more_specific(offers: list[Offer]) -> None:
    before = choose(offers, WANTED).sales
    further = offer(len(offers) + 1, customer_id=2)
    after = choose([*offers, further], WANTED).sales
    assert after in {before, further}
    assert (after == further) == (before is None or rank(further) > rank(before))
