"""Limits of cover: what counts together, what is left, and which limits cannot be."""

from datetime import date
from decimal import Decimal

import pytest

from domain.agreements.cover_caps import Cap, CapPeriod, CapUnit, CapWindow, Usage, cap_window, check_cap
from domain.errors import Refusal

D = Decimal
BEGIN, END = date(2026, 4, 1), date(2028, 3, 31)
HOURS = Cap(CapUnit.HOURS, D(40))


@pytest.mark.parametrize(
    ("per", "day", "first", "last"),
    [
        (CapPeriod.AGREEMENT_YEAR, "2026-04-01", "2026-04-01", "2027-03-31"),
        (CapPeriod.AGREEMENT_YEAR, "2027-03-31", "2026-04-01", "2027-03-31"),
        (CapPeriod.AGREEMENT_YEAR, "2027-04-01", "2027-04-01", "2028-03-31"),
        (CapPeriod.CALENDAR_YEAR, "2026-04-01", "2026-01-01", "2026-12-31"),
        (CapPeriod.CALENDAR_YEAR, "2027-01-01", "2027-01-01", "2027-12-31"),
        (CapPeriod.TERM, "2027-01-01", "2026-04-01", "2028-03-31"),
    ],
)
def test_a_limit_begins_anew_with_its_period(per: CapPeriod, day: str, first: str, last: str) -> None:
    window = cap_window(per, BEGIN, END, date.fromisoformat(day))
    assert window == CapWindow(date.fromisoformat(first), date.fromisoformat(last))


def test_the_years_of_an_agreement_from_29_february_meet() -> None:
    windows = [
        cap_window(CapPeriod.AGREEMENT_YEAR, date(2024, 2, 29), None, date(year, 6, 1)) for year in range(2024, 2030)
    ]
    assert [window.starts_on.isoformat()[5:] for window in windows] == ["02-29", *["03-01"] * 3, "02-29", "03-01"]
    assert {window.ends_on.isoformat()[5:] for window in windows if window.ends_on} == {"02-28"}


@pytest.mark.parametrize(("spent", "is_warned"), [("31.99", False), ("32", True), ("45", True)])
def test_a_warning_comes_at_eighty_percent(spent: str, is_warned: bool) -> None:
    usage = Usage(HOURS, CapWindow(BEGIN, END), D(spent))
    assert usage.is_warned is is_warned
    assert usage.left == max(0, 40 - D(spent))


@pytest.mark.parametrize(
    ("cap", "field", "sentence"),
    [
        (Cap(CapUnit.HOURS, D(0)), "limit", "above 0"),
        (Cap(CapUnit.HOURS, D(10)), "limit", "12.5 h are used already"),
        (Cap(CapUnit.AMOUNT, D(10)), "limit", "12.5 EUR are used already"),
        (Cap(CapUnit.HOURS, D(20), warn_at=D(101)), "warn_at", "up to 100"),
    ],
)
def test_a_limit_below_what_is_used_is_refused(cap: Cap, field: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        check_cap(cap, "EUR", used=D("12.5"))
    assert refused.value.field == field
    check_cap(Cap(CapUnit.HOURS, D("12.5")), "EUR", used=D("12.5"))


def test_each_choice_has_a_word() -> None:
    assert [each.label for each in CapUnit] == ["Hours", "Visits", "Amount"]
    assert [each.label for each in CapPeriod] == ["Agreement year", "Calendar year", "Whole term"]
