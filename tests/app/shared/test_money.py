"""Amounts on screen have the digits of their currency."""

from datetime import UTC
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from app.shared.money import bare, money
from app.shared.times import Times
from domain.clock import FixedClock
from tests.app.sample_pages import NOON


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        ("1200.5", "EUR", "1,200.50 EUR"),
        ("1201", "JPY", "1,201 JPY"),
        ("12.5", "KWD", "12.500 KWD"),
        ("0.0025", "EUR", "0.0025 EUR"),
        ("1.25", "JPY", "1.25 JPY"),
        ("-3", "BHD", "-3.000 BHD"),
    ],
)
def test_an_amount_has_the_digits_of_its_currency_and_a_price_those_it_has(
    value: str, currency: str, shown: str
) -> None:
    times = Times(FixedClock(NOON), UTC, QLocale("en_US"))
    assert money(Decimal(value), currency, times) == shown
    assert shown == f"{bare(Decimal(value), currency, times)} {currency}"
