"""Which rule of an agreement holds: the most specific one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements.cover_caps import Cap, CapUnit
from domain.agreements.cover_rules import CoverRule, Treatment, Work, check_rule, rank, rule_for
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


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (rule(ends_on=date(2026, 3, 31)), "ends_on"),
        (rule(treatment=DISCOUNTED), "discount_percent"),
        (rule(treatment=CHARGED, cap=HOURS), "cap_unit"),
    ],
)
def test_rules_that_cannot_be_are_refused_at_their_field(wrong: CoverRule, field: str) -> None:
    check_rule(rule(cap=HOURS))
    with pytest.raises(Refusal) as refused:
        check_rule(wrong)
    assert refused.value.field == field


def test_each_treatment_has_a_word() -> None:
    assert [each.label for each in Treatment] == ["Included", "Discounted", "Charged"]
