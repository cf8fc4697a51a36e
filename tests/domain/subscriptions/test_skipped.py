"""Days that are asked for and get no fee are told with the reason."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.subscriptions.gaps import Validity, Wish, fees_to_create
from domain.subscriptions.periods import PeriodCode, Rhythm
from domain.subscriptions.skipped import skipped
from domain.subscriptions.spans import Span

DAY = st.dates(date(2026, 1, 1), date(2026, 6, 30))
SPAN = st.tuples(DAY, DAY).map(lambda days: Span(min(days), max(days)))


def days(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def test_what_is_billed_and_what_lies_outside_is_told_in_its_order() -> None:
    held = Validity(date(2026, 1, 10), date(2026, 3, 20))
    billed = [days("2026-02-01", "2026-02-28")]
    told = [(str(each.span), each.reason) for each in skipped(days("2026-01-01", "2026-03-31"), held, billed)]
    assert told == [
        ("2026-01-01 – 2026-01-09", "The subscription begins later."),
        ("2026-02-01 – 2026-02-28", "There is a fee already."),
        ("2026-03-21 – 2026-03-31", "The subscription has ended."),
    ]


@given(SPAN, SPAN, SPAN)
def test_each_day_gets_a_fee_or_a_reason(asked: Span, billed: Span, held: Span) -> None:
    existing = [billed] if held.starts_on <= billed.starts_on and billed.ends_on <= held.ends_on else []
    validity = Validity(held.starts_on, held.ends_on)
    made = fees_to_create(Rhythm(PeriodCode.MONTH), Wish(asked, regular=False), validity, existing).fees
    left_out = [each.span for each in skipped(asked, validity, existing)]
    assert sum(span.days for span in (*made, *left_out)) == asked.days
