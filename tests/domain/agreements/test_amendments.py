"""Amendments hold from a day on, never two at once, and what was agreed before stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements.amendments import Amendment, check_amendment, in_force
from domain.errors import Refusal

BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)


def amended(first: str, last: str | None, agreed: str = "new") -> Amendment[str]:
    return Amendment(date.fromisoformat(first), date.fromisoformat(last) if last else None, agreed)


SUMMER, LATER = amended("2026-06-01", "2026-08-31", "summer"), amended("2026-11-01", None, "later")


@pytest.mark.parametrize(
    ("day", "agreed"),
    [
        ("2026-05-31", "at first"),
        ("2026-06-01", "summer"),
        ("2026-08-31", "summer"),
        ("2026-09-01", "at first"),
        ("2026-11-01", "later"),
        ("2030-01-01", "later"),
    ],
)
def test_what_is_agreed_on_a_day_can_be_read_at_any_time(day: str, agreed: str) -> None:
    assert in_force([LATER, SUMMER], "at first", date.fromisoformat(day)) == agreed


@pytest.mark.parametrize(
    ("amendment", "field", "sentence"),
    [
        (amended("2026-08-31", "2026-09-30"), "starts_on", "overlaps the amendment of 01/06/2026 – 31/08/2026"),
        (amended("2026-05-01", "2026-06-01"), "ends_on", "overlaps the amendment of 01/06/2026 – 31/08/2026"),
        (amended("2026-05-01", None), "ends_on", "overlaps"),
        (amended("2026-12-01", "2026-12-31"), "starts_on", "overlaps the amendment of 01/11/2026 – …"),
        (amended("2026-05-02", "2026-05-01"), "ends_on", "end is before the start"),
        (amended("2025-12-31", "2026-05-01"), "starts_on", "begins on 01/01/2026 only"),
        (amended("2027-01-01", None), "starts_on", "ends on 31/12/2026"),
        (amended("2026-09-01", "2027-01-01"), "ends_on", "ends on 31/12/2026"),
    ],
)
def test_amendments_that_cannot_be_are_refused_at_their_field(
    amendment: Amendment[str], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        check_amendment(amendment, [SUMMER, LATER], BEGIN, END)
    assert refused.value.field == field


def test_amendments_may_meet() -> None:
    check_amendment(amended("2026-09-01", "2026-10-31"), [SUMMER, LATER], BEGIN, END)
    check_amendment(amended("2026-01-01", "2026-05-31"), [SUMMER, LATER], BEGIN, None)


@given(st.lists(st.tuples(st.integers(0, 400), st.none() | st.integers(0, 90)), max_size=8))
def test_of_amendments_that_were_let_in_never_two_hold(wishes: list[tuple[int, int | None]]) -> None:
    kept: list[Amendment[str]] = []
    for start, length in wishes:
        first = BEGIN + timedelta(days=start)
        wish = Amendment(first, None if length is None else first + timedelta(days=length), str(start))
        try:
            check_amendment(wish, kept, BEGIN, None)
        except Refusal:
            continue
        kept.append(wish)
    for day in (BEGIN + timedelta(days=number) for number in range(0, 500, 7)):
        assert sum(each.starts_on <= day <= each.last for each in kept) <= 1
