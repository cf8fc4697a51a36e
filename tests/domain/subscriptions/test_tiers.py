"""Consumption charged by tiers, included units first, at least the minimum."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.subscriptions.tiers import Tariff, Tier, TierMethod, check_tariff, for_part, from_json, to_json, usage_fee

D = Decimal


def tier(above: int, up_to: int | None, price: str) -> Tier:
    return Tier(D(above), None if up_to is None else D(up_to), D(price))


TIERS = (tier(0, 100, "1.00"), tier(100, 500, "0.80"), tier(500, None, "0.50"))
GRADUATED, VOLUME = Tariff(TIERS), Tariff(TIERS, TierMethod.VOLUME)


@pytest.mark.parametrize(
    ("tariff", "used", "amount"),
    [
        (GRADUATED, "0", "0"),
        (GRADUATED, "100", "100.00"),
        (GRADUATED, "101", "100.80"),
        (GRADUATED, "600", "470.00"),  # 100 + 400 × 0.80 + 100 × 0.50
        (VOLUME, "100", "100.00"),
        (VOLUME, "101", "80.80"),
        (VOLUME, "600", "300.00"),
        (Tariff(TIERS, included=D(50)), "50", "0"),
        (Tariff(TIERS, included=D(50)), "150", "100.00"),
        (Tariff(TIERS, included=D(50)), "151", "100.80"),
        (Tariff(TIERS, TierMethod.VOLUME, included=D(50)), "151", "80.80"),
        (Tariff(TIERS, minimum=D("25")), "0", "25"),
        (Tariff(TIERS, minimum=D("25")), "24.99", "25"),
        (Tariff(TIERS, minimum=D("25")), "26", "26.00"),
        (Tariff((tier(0, None, "0.0333"),)), "10.5", "0.35"),
    ],
)
def test_consumption_comes_to_what_the_table_says(tariff: Tariff, used: str, amount: str) -> None:
    check_tariff(tariff)
    assert usage_fee(tariff, D(used), "EUR").amount == D(amount)


def test_the_bill_shows_each_tier_and_what_is_missing_to_the_minimum() -> None:
    fee = usage_fee(Tariff(TIERS, included=D(20), minimum=D(200)), D(170), "EUR")
    assert (fee.used, fee.included) == (D(170), D(20))
    assert [(charge.text, charge.quantity, charge.amount) for charge in fee.charges] == [
        ("0 to 100", D(100), D("100.00")),
        ("100 to 500", D(50), D("40.00")),
        ("to the minimum", D(0), D("60.00")),
    ]


@pytest.mark.parametrize(
    ("tiers", "sentence"),
    [
        ((), "At least one price tier"),
        ((tier(10, None, "1"),), "must begin at 0"),
        ((tier(0, 100, "1"), tier(90, None, "2")), "overlap above 90"),
        ((tier(0, None, "1"), tier(90, None, "2")), "overlap above 90"),
        ((tier(0, 100, "1"), tier(110, None, "2")), "no price between 100 and 110"),
        ((tier(0, 100, "1"), tier(100, 200, "2")), "last price tier must have no end"),
        ((tier(0, 0, "1"), tier(0, None, "2")), "ends where it begins"),
        ((tier(0, None, "-1"),), "below 0"),
    ],
)
def test_tiers_that_overlap_or_leave_gaps_are_refused(tiers: tuple[Tier, ...], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        check_tariff(Tariff(tiers))
    assert refused.value.field == "tiers"


def test_numbers_below_nothing_are_refused_at_their_field() -> None:
    for field, tariff in (("included", Tariff(TIERS, included=D(-1))), ("minimum", Tariff(TIERS, minimum=D(-1)))):
        with pytest.raises(Refusal) as refused:
            check_tariff(tariff)
        assert refused.value.field == field
    with pytest.raises(Refusal, match="look at the readings"):
        usage_fee(GRADUATED, D(-1), "EUR")


def test_for_part_of_a_period_bounds_included_units_and_minimum_are_in_proportion() -> None:
    half = for_part(Tariff(TIERS, included=D(50), minimum=D(25)), 15, 30)
    check_tariff(half)
    assert half == Tariff(
        (tier(0, 50, "1.00"), tier(50, 250, "0.80"), tier(250, None, "0.50")), included=D(25), minimum=D("12.5")
    )
    third = for_part(Tariff(TIERS), 1, 3)
    check_tariff(third)
    assert third.tiers[0].up_to == D("33.3333")


def test_a_tariff_is_kept_as_it_is() -> None:
    tariff = Tariff(TIERS, TierMethod.VOLUME, D("12.5"), D("99.9900"))
    assert from_json(to_json(tariff)) == tariff
    with pytest.raises(msgspec.ValidationError):
        from_json('{"tiers": 3}')


def test_the_order_of_tiers_does_not_matter() -> None:
    mixed = Tariff(tuple(reversed(TIERS)))
    check_tariff(mixed)
    assert usage_fee(mixed, D(600), "EUR").amount == D(470)


UNITS = st.decimals(0, 2000, places=4)


@given(UNITS, UNITS)
def test_more_consumption_never_costs_less_where_each_unit_has_its_price(one: Decimal, more: Decimal) -> None:
    assert usage_fee(GRADUATED, one, "EUR").amount <= usage_fee(GRADUATED, one + more, "EUR").amount


@given(UNITS, st.sampled_from(TierMethod), UNITS, st.decimals(0, 500, places=2))
def test_every_unit_is_included_or_charged_once_and_the_minimum_holds(
    used: Decimal, method: TierMethod, included: Decimal, minimum: Decimal
) -> None:
    fee = usage_fee(Tariff(TIERS, method, included, minimum), used, "EUR")
    assert fee.included + sum(charge.quantity for charge in fee.charges) == used
    assert fee.amount >= minimum
