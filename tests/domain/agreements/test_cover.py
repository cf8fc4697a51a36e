"""Is this covered: warranty first, then the agreement as far as its limit goes; told in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements.cover import Answer, Share, Used, Warranty, covered
from domain.agreements.cover_caps import Cap, CapPeriod, CapUnit, CapWindow
from domain.agreements.cover_rules import CoverRule, Treatment, Work
from domain.agreements.cover_words import told
from domain.catalogue.model import LineKind

D = Decimal
BEGIN, END, DAY = date(2026, 4, 1), date(2028, 3, 31), date(2026, 11, 22)
INCLUDED, DISCOUNTED, CHARGED = Treatment.INCLUDED, Treatment.DISCOUNTED, Treatment.CHARGED
HOURS = Cap(CapUnit.HOURS, D(40))
WORK = Work(
    DAY,
    LineKind.HOUR,
    "EUR",
    quantity=D(3),
    amount=D("270.00"),
    asset_ids=(11, 10),
    model_id=20,
    site_id=30,
    article_id=40,
    opens_visit=True,
)


def rule(number: int = 1, treatment: Treatment = INCLUDED, **more: Any) -> CoverRule:
    return CoverRule(number, f"Line {number}", treatment, **({"starts_on": BEGIN, "ends_on": END} | more))


def used(amount: str = "0") -> Used:
    def of_all(rule: CoverRule, window: CapWindow) -> Decimal:
        return D(amount)

    return of_all


def asked(work: Work, *rules: CoverRule, spent: str = "0", warranty: Warranty | None = None) -> Answer:
    return covered(work, rules, used(spent), warranty)


def test_warranty_comes_first() -> None:
    answer = asked(WORK, rule(treatment=CHARGED), warranty=Warranty(DAY))
    assert (answer.pays, answer.until, answer.rule) == (D(0), DAY, None)
    assert told(answer) == "Under warranty until 22/11/2026: nothing to pay."


@pytest.mark.parametrize(
    "warranty", [None, Warranty(date(2026, 11, 21)), Warranty(date(2030, 1, 1), frozenset({LineKind.ITEM}))]
)
def test_a_warranty_that_is_over_or_for_parts_only_leaves_it_to_the_agreement(warranty: Warranty | None) -> None:
    answer = asked(WORK, rule(treatment=DISCOUNTED, discount_percent=D("12.5")), warranty=warranty)
    assert answer.pays == D("236.25")
    assert told(answer) == "12.5 % less by “Line 1”. This holds until 31/03/2028."


def test_what_nothing_covers_is_charged() -> None:
    answer = asked(WORK)
    assert (answer.pays, answer.until, told(answer)) == (D(270), None, "Nothing covers this: it is charged.")
    assert told(asked(WORK, rule(treatment=CHARGED, ends_on=None))) == "Charged by “Line 1”."


@pytest.mark.parametrize(
    ("spent", "shares", "words"),
    [
        (
            "10",
            [Share(INCLUDED, D(3), D("270.00"), D(0))],
            "Left of 40 h until 31/03/2027: 27 h.",
        ),
        (
            "29",
            [Share(INCLUDED, D(3), D("270.00"), D(0))],
            "Left of 40 h until 31/03/2027: 8 h. 80 % of it are used.",
        ),
        (
            "38",
            [Share(INCLUDED, D(2), D("180.00"), D(0)), Share(CHARGED, D(1), D("90.00"), D(90))],
            "Beyond the limit, and charged, are 1 h. Left of 40 h until 31/03/2027: 0 h.",
        ),
        (
            "40",
            [Share(CHARGED, D(3), D("270.00"), D(270))],
            "But the limit is used up: this is charged. Left of 40 h until 31/03/2027: 0 h.",
        ),
    ],
)
def test_a_line_partly_over_the_limit_is_split(spent: str, shares: list[Share], words: str) -> None:
    answer = asked(WORK, rule(cap=HOURS), spent=spent)
    assert list(answer.shares) == shares
    assert told(answer) == f"Included by “Line 1”. This holds until 31/03/2028. {words}"


def test_on_the_telephone_it_is_told_how_much_is_left_before_there_is_a_line() -> None:
    call = Work(DAY, LineKind.HOUR, "EUR", asset_ids=(11,))
    answer = asked(call, rule(cap=HOURS), spent="31")
    assert answer.usage is not None
    assert (answer.usage.left, answer.usage.is_warned, answer.pays) == (D(9), False, D(0))


def test_a_limit_of_hours_does_not_limit_parts() -> None:
    part = replace(WORK, kind=LineKind.ITEM, quantity=D(1), amount=D(50))
    assert asked(part, rule(cap=HOURS), spent="40").pays == 0


def test_a_limit_of_visits_counts_an_order_once_and_never_splits_it() -> None:
    cap = Cap(CapUnit.VISITS, D(4), CapPeriod.CALENDAR_YEAR)
    last = asked(WORK, rule(cap=cap), spent="3")
    assert last.usage is not None
    assert (last.pays, last.usage.left) == (D(0), D(0))
    assert asked(replace(WORK, opens_visit=False), rule(cap=cap), spent="4").pays == 0
    over = asked(WORK, rule(cap=cap), spent="4")
    assert over.pays == 270
    assert told(over).endswith(
        "But the limit is used up: this is charged. Left of 4 visits until 31/12/2026: 0 visits."
    )


def test_a_limit_of_money_splits_to_the_cent() -> None:
    cap = Cap(CapUnit.AMOUNT, D(1000), CapPeriod.TERM)
    answer = asked(WORK, rule(cap=cap, ends_on=None), spent="900")
    assert answer.shares == (
        Share(INCLUDED, D("1.1111"), D("100.00"), D(0)),
        Share(CHARGED, D("1.8889"), D("170.00"), D(170)),
    )
    assert told(answer) == (
        "Included by “Line 1”. Beyond the limit, and charged, are 170 EUR. Left of 1000 EUR: 0 EUR."
    )


def test_a_discount_holds_within_the_limit_only() -> None:
    answer = asked(WORK, rule(treatment=DISCOUNTED, discount_percent=D(50), cap=HOURS), spent="38")
    assert [share.pays for share in answer.shares] == [D(90), D(90)]


# --- limits ---


def test_agreement_years_are_those_of_the_agreement_where_a_rule_began_later() -> None:
    later = rule(cap=HOURS, starts_on=date(2026, 9, 1), counts_from=BEGIN)
    answer = asked(WORK, later)
    assert answer.usage is not None
    assert answer.usage.window == CapWindow(date(2026, 4, 1), date(2027, 3, 31))


def test_how_much_is_used_is_asked_for_the_days_that_count_together() -> None:
    heard: list[tuple[int, CapWindow]] = []

    def listen(rule: CoverRule, window: CapWindow) -> Decimal:
        heard.append((rule.id, window))
        return D(0)

    covered(WORK, [rule(7, cap=HOURS), rule(8)], listen)
    covered(WORK, [rule(7, cap=HOURS, asset_id=11), rule(8)], listen)
    assert heard == [(7, CapWindow(date(2026, 4, 1), date(2027, 3, 31)))]


@given(
    st.decimals(0, 100, places=4),
    st.decimals(0, 9999, places=2),
    st.decimals(0, 60, places=2),
    st.builds(Cap, st.sampled_from(CapUnit), st.decimals(1, 50, places=2)),
    st.sampled_from([INCLUDED, DISCOUNTED]),
    st.booleans(),
)
def test_whatever_is_split_is_whole_again_and_nobody_pays_too_much(
    quantity: Decimal, amount: Decimal, spent: Decimal, cap: Cap, treatment: Treatment, opens: bool
) -> None:
    work = replace(WORK, quantity=quantity, amount=amount, opens_visit=opens)
    answer = asked(work, rule(treatment=treatment, cap=cap, discount_percent=D(25)), spent=str(spent))
    assert sum(share.quantity for share in answer.shares) == quantity
    assert sum(share.amount for share in answer.shares) == amount
    assert all(0 <= share.pays <= share.amount for share in answer.shares)
    assert answer.usage is not None
    assert answer.usage.used <= max(spent, cap.limit)
    assert told(answer)
