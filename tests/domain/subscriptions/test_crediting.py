"""Books of subscriptions: they balance, revenue shows as it is earned, and a credited fee leaves nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.subscriptions.accrual import accruals
from domain.subscriptions.bookkeeping import Account, LedgerEntry, accruing, balances, in_total, invoicing, mirrored
from domain.subscriptions.crediting import Booked, Posted, check_open, credit, reversals
from domain.subscriptions.periods import PeriodCode, Rhythm
from domain.subscriptions.spans import Span
from domain.words import ReversalRule, RoundingIn

D = Decimal
BILLED, CREDITED = date(2026, 1, 2), date(2026, 4, 15)
JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
POSTED = [Posted(D("103.34"), JANUARY), Posted(D("93.33"), FEBRUARY)]


def open_books(day: date) -> bool:
    return False


def closed_january(day: date) -> bool:
    return day <= JANUARY


def in_words(entries: Iterable[LedgerEntry]) -> list[str]:
    return [
        f"{entry.on} {entry.account.value} {'debit' if entry.debit else 'credit'} {entry.debit or entry.credit}"
        for entry in entries
    ]


def together(booked: Iterable[Booked]) -> list[LedgerEntry]:
    return [entry for each in booked for entry in each.entries]


def profit(entries: Iterable[LedgerEntry]) -> Decimal:
    return -sum((amount for account, amount in balances(entries).items() if account.is_profit_and_loss), D(0))


def test_invoicing_takes_revenue_that_is_accrued_out_of_profit_and_loss() -> None:
    entries = invoicing(D(300), BILLED, accrues=True)
    assert in_words(entries) == [
        "2026-01-02 customer debit 300",
        "2026-01-02 revenue credit 300",
        "2026-01-02 accrued_revenue debit 300",
        "2026-01-02 wip credit 300",
    ]
    assert profit(entries) == 0
    assert profit(invoicing(D(300), BILLED, accrues=False)) == 300


def test_an_accrual_earns_its_amount_and_a_reduction_takes_it_back() -> None:
    assert in_words(accruing(D("93.33"), FEBRUARY)) == [
        "2026-02-28 wip debit 93.33",
        "2026-02-28 accrued_revenue credit 93.33",
    ]
    assert in_words(accruing(D("-12.90"), FEBRUARY)) == [
        "2026-02-28 accrued_revenue debit 12.90",
        "2026-02-28 wip credit 12.90",
    ]
    assert accruing(D(0), FEBRUARY) == ()


@pytest.mark.parametrize(
    ("rule", "is_closed", "days"),
    [
        (ReversalRule.INVOICE_DATE, open_books, [CREDITED, CREDITED]),
        (ReversalRule.ORIGINAL_DATE, open_books, [JANUARY, FEBRUARY]),
        (ReversalRule.ORIGINAL_DATE, closed_january, [CREDITED, FEBRUARY]),
    ],
)
def test_accruals_are_taken_back_on_the_day_of_the_rule(
    rule: ReversalRule, is_closed: object, days: list[date]
) -> None:
    assert callable(is_closed)
    entries = together(reversals(POSTED, rule, CREDITED, is_closed))
    assert [entry.on for entry in entries] == [day for day in days for _ in range(2)]
    assert balances(entries) == {Account.WIP: D("-196.67"), Account.ACCRUED_REVENUE: D("196.67")}


def test_by_hand_means_that_it_was_done_before() -> None:
    with pytest.raises(Refusal, match="31/01/2026, 28/02/2026"):
        credit(D(300), POSTED, ReversalRule.MANUAL, CREDITED, open_books)
    assert in_words(together(credit(D(300), [], ReversalRule.MANUAL, CREDITED, open_books))) == [
        "2026-04-15 customer credit 300",
        "2026-04-15 revenue debit 300",
        "2026-04-15 accrued_revenue credit 300",
        "2026-04-15 wip debit 300",
    ]


def test_a_credit_note_on_a_closed_day_is_refused_at_its_field() -> None:
    with pytest.raises(Refusal, match="closed for 31/01/2026") as refused:
        credit(D(300), POSTED, ReversalRule.INVOICE_DATE, JANUARY, closed_january)
    assert refused.value.field == "credited_on"
    check_open(FEBRUARY, closed_january, "posted_on")


def test_a_ledger_that_wants_no_lines_gets_sums() -> None:
    lines = [*accruing(D(10), JANUARY), *accruing(D(5), JANUARY), *accruing(D(-2), JANUARY), *accruing(D(7), FEBRUARY)]
    totals = in_total(lines)
    assert in_words(totals)[:2] == ["2026-01-31 wip debit 15", "2026-01-31 accrued_revenue credit 15"]
    assert len(totals) == 6
    assert balances(totals) == balances(lines)


def test_each_account_and_rule_has_a_word() -> None:
    assert Account.WIP.label == "WIP – subscription"
    assert Account.ACCRUED_REVENUE.label == "Accrued revenue – subscription"
    assert len({rule.label for rule in ReversalRule}) == 3


AMOUNTS = st.decimals(-9999, 9999, places=2)
QUARTER = Span(date(2026, 1, 1), date(2026, 3, 31))
RULES = st.sampled_from([ReversalRule.INVOICE_DATE, ReversalRule.ORIGINAL_DATE])


def history(fee: Decimal, posted: int) -> tuple[list[LedgerEntry], list[Posted]]:
    spread = accruals(fee, QUARTER, Rhythm(PeriodCode.MONTH), "EUR", by_day=True, rounding_in=RoundingIn.FIRST)
    done = [Posted(each.amount, each.span.ends_on) for each in spread[:posted]]
    booked = [entry for each in done for entry in accruing(each.amount, each.on)]
    return [*invoicing(fee, BILLED, accrues=True), *booked], done


@given(AMOUNTS, st.integers(0, 3), RULES)
def test_books_balance_every_day_and_show_what_is_earned(fee: Decimal, posted: int, rule: ReversalRule) -> None:
    booked, done = history(fee, posted)
    assert profit(booked) == sum(each.amount for each in done)
    if posted == 3:
        assert profit(booked) == fee
        assert Account.WIP not in balances(booked)
    everything = [*booked, *together(credit(fee, done, rule, CREDITED, closed_january))]
    for day in {entry.on for entry in everything}:
        of_day = [entry for entry in everything if entry.on == day]
        assert sum(entry.debit for entry in of_day) == sum(entry.credit for entry in of_day)
    assert all(entry.debit >= 0 and entry.credit >= 0 for entry in everything)


@given(AMOUNTS, AMOUNTS, st.integers(0, 3), RULES)
def test_a_credit_and_a_new_fee_net_to_the_difference(
    fee: Decimal, new: Decimal, posted: int, rule: ReversalRule
) -> None:
    booked, done = history(fee, posted)
    correction = [*together(credit(fee, done, rule, CREDITED, open_books)), *invoicing(new, CREDITED, accrues=True)]
    assert balances(correction).get(Account.CUSTOMER, D(0)) == new - fee
    assert balances([*booked, *correction]) == balances(invoicing(new, CREDITED, accrues=True))


@given(st.lists(AMOUNTS))
def test_what_is_mirrored_leaves_nothing(amounts: list[Decimal]) -> None:
    entries = [entry for amount in amounts for entry in invoicing(amount, BILLED, accrues=True)]
    assert balances([*entries, *mirrored(entries, CREDITED)]) == {}
