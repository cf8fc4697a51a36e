"""Is this covered: warranty first, the most specific rule, as far as its limit goes, told in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements.cover import Answer, Share, Used, Warranty, covered
from domain.agreements.cover_caps import Cap, CapPeriod, CapUnit, CapWindow, Usage, cap_window, check_cap
from domain.agreements.cover_rules import CoverRule, Treatment, Work, check_rule, rank, rule_for
from domain.agreements.cover_words import told
from domain.catalogue.model import LineKind
from domain.errors import Refusal

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


# --- which rule ---


@pytest.mark.parametrize(
    ("general", "special"),
    [
        ({}, {"kind": LineKind.HOUR}),
        ({"kind": LineKind.HOUR}, {"article_id": 40}),
        ({"article_id": 40}, {"site_id": 30}),
        ({"site_id": 30, "article_id": 40}, {"model_id": 20}),
        ({"model_id": 20, "site_id": 30}, {"asset_id": 10}),
        ({"asset_id": 10, "article_id": 40}, {"asset_id": 11}),
        ({"asset_id": 11}, {"asset_id": 11, "kind": LineKind.HOUR}),
        ({}, {"starts_on": date(2026, 5, 1)}),
    ],
)
def test_the_most_specific_rule_holds(general: dict[str, Any], special: dict[str, Any]) -> None:
    one, other = replace(rule(9), **general), replace(rule(1), **special)
    assert rule_for([one, other], WORK) == rule_for([other, one], WORK) == other


@pytest.mark.parametrize(
    "unfit",
    [
        {"asset_id": 99},
        {"model_id": 99},
        {"site_id": 99},
        {"article_id": 99},
        {"kind": LineKind.ITEM},
        {"starts_on": date(2026, 11, 23)},
        {"ends_on": date(2026, 11, 21)},
    ],
)
def test_a_rule_for_something_else_never_holds(unfit: dict[str, Any]) -> None:
    assert rule_for([replace(rule(), **unfit)], WORK) is None


RULES = st.lists(
    st.builds(
        rule,
        st.integers(1, 99),
        st.sampled_from(Treatment),
        asset_id=st.sampled_from([None, 11, 10, 99]),
        model_id=st.sampled_from([None, 20, 99]),
        site_id=st.sampled_from([None, 30]),
        kind=st.sampled_from([None, LineKind.HOUR, LineKind.ITEM]),
    ),
    unique_by=lambda each: each.id,
)


@given(RULES, st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(rules: list[CoverRule], dice: Any) -> None:
    found = rule_for(rules, WORK)
    mixed = list(rules)
    dice.shuffle(mixed)
    assert rule_for(mixed, WORK) == found
    if found is not None:
        further = replace(rule(100), asset_id=11, model_id=20, site_id=30, kind=LineKind.HOUR, article_id=40)
        assert rule_for([*rules, further], WORK) == further
        assert rank(further, WORK) > rank(found, WORK)


# --- what is paid ---


def test_warranty_comes_first() -> None:
    answer = asked(WORK, rule(treatment=CHARGED), warranty=Warranty(DAY))
    assert (answer.pays, answer.until, answer.rule) == (D(0), DAY, None)
    assert told(answer) == "Under warranty until 2026-11-22: nothing to pay."


@pytest.mark.parametrize(
    "warranty", [None, Warranty(date(2026, 11, 21)), Warranty(date(2030, 1, 1), frozenset({LineKind.ITEM}))]
)
def test_a_warranty_that_is_over_or_for_parts_only_leaves_it_to_the_agreement(warranty: Warranty | None) -> None:
    answer = asked(WORK, rule(treatment=DISCOUNTED, discount_percent=D("12.5")), warranty=warranty)
    assert answer.pays == D("236.25")
    assert told(answer) == "12.5 % less by “Line 1”. This holds until 2028-03-31."


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
            "Left of 40 h until 2027-03-31: 27 h.",
        ),
        (
            "29",
            [Share(INCLUDED, D(3), D("270.00"), D(0))],
            "Left of 40 h until 2027-03-31: 8 h. 80 % of it are used.",
        ),
        (
            "38",
            [Share(INCLUDED, D(2), D("180.00"), D(0)), Share(CHARGED, D(1), D("90.00"), D(90))],
            "Beyond the limit, and charged, are 1 h. Left of 40 h until 2027-03-31: 0 h.",
        ),
        (
            "40",
            [Share(CHARGED, D(3), D("270.00"), D(270))],
            "But the limit is used up: this is charged. Left of 40 h until 2027-03-31: 0 h.",
        ),
    ],
)
def test_a_line_partly_over_the_limit_is_split(spent: str, shares: list[Share], words: str) -> None:
    answer = asked(WORK, rule(cap=HOURS), spent=spent)
    assert list(answer.shares) == shares
    assert told(answer) == f"Included by “Line 1”. This holds until 2028-03-31. {words}"


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
        "But the limit is used up: this is charged. Left of 4 visits until 2026-12-31: 0 visits."
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


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (rule(ends_on=date(2026, 3, 31)), "ends_on"),
        (rule(treatment=DISCOUNTED), "discount_percent"),
        (rule(treatment=CHARGED, cap=HOURS), "cap"),
    ],
)
def test_rules_that_cannot_be_are_refused_at_their_field(wrong: CoverRule, field: str) -> None:
    check_rule(rule(cap=HOURS))
    with pytest.raises(Refusal) as refused:
        check_rule(wrong)
    assert refused.value.field == field


def test_each_choice_has_a_word() -> None:
    assert [each.label for each in Treatment] == ["Included", "Discounted", "Charged"]
    assert [each.label for each in CapUnit] == ["Hours", "Visits", "Amount"]
    assert [each.label for each in CapPeriod] == ["Agreement year", "Calendar year", "Whole term"]


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
