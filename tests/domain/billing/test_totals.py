"""What the lines of a bill come to."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.billing.totals import Rate, totals

D = Decimal


@dataclass(frozen=True)
class Line:
    net: Decimal
    tax_percent: Decimal


LINES = st.lists(
    st.builds(Line, st.decimals(-(10**6), 10**6, places=2), st.sampled_from([D(0), D(7), D(19), D("5.5")])), max_size=8
)


def test_tax_is_rounded_once_for_each_rate() -> None:
    found = totals([Line(D("0.03"), D(19))] * 3 + [Line(D(10), D(7))], "EUR")
    assert found.rates == (Rate(D(7), D(10), D("0.70")), Rate(D(19), D("0.09"), D("0.02")))
    assert (found.net, found.tax, found.total) == (D("10.09"), D("0.72"), D("10.81"))


def test_a_currency_without_cents_has_none() -> None:
    assert totals([Line(D(105), D(10))], "JPY").tax == 11


@given(LINES)
def test_rates_add_up_to_the_totals_and_their_order_does_not_matter(lines: list[Line]) -> None:
    found = totals(lines, "EUR")
    assert found.net == sum((line.net for line in lines), D(0))
    assert found.total == sum((rate.net + rate.tax for rate in found.rates), D(0))
    assert totals(reversed(lines), "EUR") == found
