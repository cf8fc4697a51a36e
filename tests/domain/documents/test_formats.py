"""Amounts on papers have the digits that they were rounded to."""

from decimal import Decimal

import pytest

from domain.documents.formats import amount, money

D = Decimal


@pytest.mark.parametrize(
    ("currency", "net", "with_sign"),
    [
        ("EUR", "1,200.50", "€1,200.50"),
        ("JPY", "1,201", "JP¥1,201"),
        ("HUF", "1,200.50", "HUF1,200.50"),
    ],
)
def test_an_amount_has_the_digits_of_its_currency(currency: str, net: str, with_sign: str) -> None:
    value = D(1201) if currency == "JPY" else D("1200.5")
    assert (amount(value, currency), money(value, currency)) == (net, with_sign)


def test_three_digits_of_a_dinar_are_all_shown() -> None:
    assert amount(D("12.345"), "KWD") == "12.345"
    assert money(D("-12.5"), "BHD") == "-BHD12.500"


def test_prices_keep_what_is_finer_than_the_smallest_coin() -> None:
    assert (amount(D("0.0025"), "EUR"), amount(D("1.25"), "JPY")) == ("0.0025", "1.25")
