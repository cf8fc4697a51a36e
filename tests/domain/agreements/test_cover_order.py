"""Several lines of one order share the limits."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements.cover import Used, Warranty
from domain.agreements.cover_caps import Cap, CapPeriod, CapUnit, CapWindow
from domain.agreements.cover_order import cover_lines
from domain.agreements.cover_rules import CoverRule, Treatment, Work
from domain.catalogue.model import LineKind

D = Decimal
DAY = date(2026, 11, 22)
HOUR = Work(DAY, LineKind.HOUR, "EUR", D(2), D(180), site_id=30, opens_visit=True)
PART = Work(DAY, LineKind.ITEM, "EUR", D(1), D(50), site_id=30, opens_visit=True)


def rule(number: int, unit: CapUnit, limit: str, kind: LineKind | None = None) -> CoverRule:
    cap = Cap(unit, D(limit), CapPeriod.CALENDAR_YEAR)
    return CoverRule(number, f"Line {number}", Treatment.INCLUDED, date(2026, 1, 1), kind=kind, cap=cap)


def used(amount: str) -> Used:
    def of_all(rule: CoverRule, window: CapWindow) -> Decimal:
        return D(amount)

    return of_all


def pays(rules: list[CoverRule], spent: str, *works: Work) -> list[Decimal]:
    return [answer.pays for answer in cover_lines([(work, None) for work in works], rules, used(spent))]


def test_hours_that_one_line_takes_the_next_has_less() -> None:
    assert pays([rule(1, CapUnit.HOURS, "5")], "0", HOUR, PART, HOUR, HOUR, HOUR) == [0, 0, 0, 90, 180]


@pytest.mark.parametrize(("spent", "expected"), [("3", [0, 0, 0]), ("4", [180, 50, 180])])
def test_an_order_is_one_visit_whose_lines_are_all_covered_or_none(spent: str, expected: list[int]) -> None:
    assert pays([rule(1, CapUnit.VISITS, "4")], spent, HOUR, PART, HOUR) == expected


def test_each_rule_has_a_limit_of_its_own() -> None:
    rules = [rule(1, CapUnit.VISITS, "1", LineKind.HOUR), rule(2, CapUnit.AMOUNT, "70", LineKind.ITEM)]
    assert pays(rules, "0", HOUR, PART, PART, HOUR) == [0, 0, 30, 0]


def test_what_is_under_warranty_takes_nothing_of_a_limit() -> None:
    lines = [(HOUR, Warranty(DAY)), (HOUR, None)]
    answers = cover_lines(lines, [rule(1, CapUnit.HOURS, "2")], used("0"))
    assert [answer.pays for answer in answers] == [0, 0]
    assert [answer.warranty is not None for answer in answers] == [True, False]


def test_a_new_year_has_a_new_limit() -> None:
    later = replace(HOUR, on=date(2027, 1, 2))
    assert pays([rule(1, CapUnit.HOURS, "2")], "0", HOUR, later, later) == [0, 0, 180]


@given(st.lists(st.decimals(0, 20, places=2), max_size=8), st.decimals(1, 40, places=2), st.decimals(0, 50, places=2))
def test_lines_never_take_more_than_is_left_and_take_it_all(
    hours: list[Decimal], limit: Decimal, spent: Decimal
) -> None:
    works = [replace(HOUR, quantity=each, amount=each * 90) for each in hours]
    answers = cover_lines([(work, None) for work in works], [rule(1, CapUnit.HOURS, str(limit))], used(str(spent)))
    free = sum(share.quantity for answer in answers for share in answer.shares if share.treatment is Treatment.INCLUDED)
    assert free == min(sum(hours), max(D(0), limit - spent))
