"""Prices rise in four ways, from a day on, once."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.subscriptions.indexation import Change, IndexMethod, Rate, indexed, rate_on

D = Decimal
BEGIN, LATER = date(2026, 1, 1), date(2027, 1, 1)
BY_PERCENT, TO = IndexMethod.INDEX_BY_PERCENT, IndexMethod.INDEX_TO
BASE_BY_PERCENT, BASE_TO = IndexMethod.BASE_BY_PERCENT, IndexMethod.BASE_TO


@pytest.mark.parametrize(
    ("base", "index", "method", "value", "new_base", "new_index", "price"),
    [
        ("1000", "110", BY_PERCENT, "10", "1000", "121", "1210"),
        ("1000", "100", TO, "110", "1000", "110", "1100"),
        ("120", "100", BASE_BY_PERCENT, "10", "132", "100", "132"),
        ("120", "110", BASE_TO, "150", "150", "110", "165"),
        ("1000", "110", BY_PERCENT, "-10", "1000", "99", "990"),
        ("99.99", "103.7", BY_PERCENT, "2.35", "99.99", "106.1370", "106.1264"),
        ("33.33", "100", BASE_BY_PERCENT, "3.333", "34.4409", "100", "34.4409"),
    ],
)
def test_the_four_ways_come_to_the_worked_examples(
    base: str, index: str, method: IndexMethod, value: str, new_base: str, new_index: str, price: str
) -> None:
    rate = indexed([Rate(BEGIN, D(base), D(index))], Change(method, D(value), LATER))
    assert (rate.base, rate.index, rate.price) == (D(new_base), D(new_index), D(price))
    assert rate.effective_on == LATER


def test_the_indexed_price_is_base_times_index_over_hundred() -> None:
    assert Rate(BEGIN, D(1000), D(110)).price == D(1100)
    assert Rate(BEGIN, D("120")).price == D(120)


def test_a_fee_has_the_rate_of_its_first_day_and_what_held_before_stays() -> None:
    old = Rate(BEGIN, D(1000))
    rates = [indexed([old], Change(BY_PERCENT, D(10), LATER)), old]
    assert rate_on(rates, date(2026, 12, 31)) == old
    assert rate_on(rates, LATER) == Rate(LATER, D(1000), D(110))
    assert rate_on(rates, date(2025, 12, 31)) is None


def test_the_same_indexation_run_twice_is_refused() -> None:
    change = Change(BY_PERCENT, D(10), LATER)
    rates = [Rate(BEGIN, D(1000))]
    rates.append(indexed(rates, change))
    with pytest.raises(Refusal, match="from 01/01/2027 on already") as refused:
        indexed(rates, change)
    assert refused.value.field == "effective_on"


def test_what_is_billed_is_not_indexed_afterwards() -> None:
    change = Change(BY_PERCENT, D(10), LATER)
    with pytest.raises(Refusal, match="fees until 31/01/2027") as refused:
        indexed([Rate(BEGIN, D(1000))], change, billed_until=date(2027, 1, 31))
    assert refused.value.field == "effective_on"
    assert indexed([Rate(BEGIN, D(1000))], change, billed_until=date(2026, 12, 31)).index == 110


@pytest.mark.parametrize(
    ("method", "value"), [(BY_PERCENT, "-100"), (BASE_BY_PERCENT, "-150"), (TO, "0"), (BASE_TO, "-1")]
)
def test_prices_that_vanish_are_refused_at_the_value(method: IndexMethod, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        indexed([Rate(BEGIN, D(1000))], Change(method, D(value), LATER))
    assert refused.value.field == "value"


@given(st.decimals(1, 99999, places=4), st.decimals(1, 999, places=4), st.decimals(-50, 100, places=2))
def test_by_a_percentage_is_the_same_price_through_index_or_base_but_for_the_last_digits(
    base: Decimal, index: Decimal, percent: Decimal
) -> None:
    rates = [Rate(BEGIN, base, index)]
    through_index = indexed(rates, Change(BY_PERCENT, percent, LATER)).price
    through_base = indexed(rates, Change(BASE_BY_PERCENT, percent, LATER)).price
    assert abs(through_index - through_base) <= (base + index) * D("0.000001") + D("0.0002")


def test_each_way_has_a_word() -> None:
    assert len({method.label for method in IndexMethod}) == 4
