"""What lines book: whatever they are worth, debit equals credit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.billing.double_entry import Worth, difference, entries, turned
from domain.billing.model import Side
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.parameters.registry import Parameters

HOUR, EXPENSE, ITEM, FEE = LineKind
D = Decimal
ACCOUNTS = Parameters().account
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
BATCHES = st.lists(st.builds(Worth, st.integers(1, 99), st.sampled_from(LineKind), AMOUNTS.map(abs), AMOUNTS))


@given(BATCHES)
def test_debit_equals_credit_in_every_batch(lines: list[Worth]) -> None:
    booked = entries(lines, ACCOUNTS)
    assert difference(booked) == 0
    assert all(min(entry.debit, entry.credit) == 0 for entry in booked)
    assert all(entry.debit >= 0 <= entry.credit for entry in booked)


@given(BATCHES)
def test_a_batch_and_its_opposite_leave_every_account_as_it_was(lines: list[Worth]) -> None:
    booked = entries(lines, ACCOUNTS)
    balances: dict[str, Decimal] = {}
    for entry in (*booked, *map(turned, booked)):
        balances[entry.account] = balances.get(entry.account, D(0)) + entry.debit - entry.credit
    assert not any(balances.values())


@given(BATCHES)
def test_what_is_booked_is_what_the_lines_are_worth(lines: list[Worth]) -> None:
    booked = entries(lines, ACCOUNTS)
    customers = sum((entry.debit - entry.credit for entry in booked if entry.account == "1400"), D(0))
    assert customers == sum((line.sales for line in lines), D(0))
    assert {entry.line_id for entry in booked} == {line.line_id for line in lines}


def test_each_kind_books_cost_and_revenue_on_accounts_of_its_own() -> None:
    lines = [Worth(number, kind, D(10 * number), D(100 * number)) for number, kind in enumerate(LineKind, 1)]
    told = [(each.kind, each.side, each.account, each.debit, each.credit) for each in entries(lines, ACCOUNTS)]
    assert told[:4] == [
        (HOUR, Side.COST, "6000", D(10), D(0)),
        (HOUR, Side.COST, "6990", D(0), D(10)),
        (HOUR, Side.REVENUE, "1400", D(100), D(0)),
        (HOUR, Side.REVENUE, "4400", D(0), D(100)),
    ]
    assert {account for kind, _, account, *_ in told if kind is ITEM} == {"5200", "1140", "1400", "4420"}


def test_a_discount_is_booked_the_other_way_round() -> None:
    debit, credit = entries([Worth(1, FEE, D(0), D(-20))], ACCOUNTS)
    assert (debit.account, debit.credit, credit.account, credit.debit) == ("1400", D(20), "4430", D(20))


def test_a_line_worth_nothing_is_booked_as_nothing_but_it_is_booked() -> None:
    assert [(each.debit, each.credit) for each in entries([Worth(1, FEE, D(0), D(0))], ACCOUNTS)] == [(D(0), D(0))] * 2


def test_one_account_for_both_sides_is_refused() -> None:
    with pytest.raises(Refusal, match="Fee: debit and credit are both on account 1"):
        entries([Worth(1, FEE, D(1), D(1))], lambda *_: "1")
