"""Money: exact, and rounded as a bill is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.money import checked_currency, exact, rounded

D = Decimal


@pytest.mark.parametrize(
    ("amount", "currency", "stands"),
    [("0.125", "EUR", "0.13"), ("-0.125", "EUR", "-0.13"), ("0.124", "EUR", "0.12"), ("1.5", "JPY", "2")],
)
def test_halves_go_away_from_zero_and_yen_have_no_cents(amount: str, currency: str, stands: str) -> None:
    assert rounded(D(amount), currency) == D(stands)


@given(st.decimals(-(10**11), 10**11, places=4))
def test_what_has_four_digits_after_the_point_is_kept_as_it_is(number: Decimal) -> None:
    assert exact(number, "price") == number == exact(str(number), "price")


@pytest.mark.parametrize("entered", ["", "1,5", "NaN", "Infinity", "1e12", "0.00001"])
def test_what_cannot_be_kept_is_refused_beside_its_field(entered: str) -> None:
    with pytest.raises(Refusal) as refused:
        exact(entered, "price")
    assert refused.value.field == "price"


def test_a_currency_is_three_letters() -> None:
    assert checked_currency(" eur ", "currency") == "EUR"
    with pytest.raises(Refusal, match="three letters"):
        checked_currency("Euro", "currency")
