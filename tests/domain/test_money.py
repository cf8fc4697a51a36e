"""Money: exact, and rounded as a bill is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.money import OTHER_DIGITS, checked_currency, digits, exact, rounded

D = Decimal


@pytest.mark.parametrize(
    ("amount", "currency", "stands"),
    [
        ("0.125", "EUR", "0.13"),
        ("-0.125", "EUR", "-0.13"),
        ("0.124", "EUR", "0.12"),
        ("1.5", "JPY", "2"),
        ("1.2345", "KWD", "1.235"),
        ("-0.0005", "BHD", "-0.001"),
        ("1.00005", "CLF", "1.0001"),
    ],
)
def test_halves_go_away_from_zero_to_the_smallest_coin_of_the_currency(amount: str, currency: str, stands: str) -> None:
    assert str(rounded(D(amount), currency)) == stands


@given(st.decimals(-(10**11), 10**11, places=8), st.sampled_from(["EUR", "USD", "XXX", *OTHER_DIGITS]))
def test_an_amount_moves_by_half_a_coin_at_most_and_can_be_kept(number: Decimal, currency: str) -> None:
    coin = D(1).scaleb(-digits(currency))
    amount = rounded(number, currency)
    assert amount % coin == 0
    assert abs(amount - number) <= coin / 2
    assert rounded(amount, currency) == amount == exact(amount, "net")


def test_the_digits_are_those_of_the_standard_not_of_how_people_write() -> None:
    """Hungary and Iraq write no coins any more, and Callout bills them all the same."""
    assert {each: digits(each) for each in ("EUR", "HUF", "JPY", "IQD", "KWD", "CLF")} == {
        "EUR": 2,
        "HUF": 2,
        "JPY": 0,
        "IQD": 3,
        "KWD": 3,
        "CLF": 4,
    }


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
