"""Fees by usage: what a meter counted in each period, by tiers, billed once and never more than was counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.meters.queries import readings_of_meter
from domain.meters.reading_service import ReadingDraft, edit_reading, take_reading
from domain.meters.service import MeterDraft, create_meter
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_plan import preview_fees, preview_group_fees
from domain.subscriptions.fee_service import create_fees, take_back
from domain.subscriptions.gaps import Wish
from domain.subscriptions.model import Fee, FeeKind, FeeStatus, Subscription
from domain.subscriptions.rate_service import RateDraft, remove_rate, set_rate
from domain.subscriptions.service import SubscriptionDraft, change_subscription, create_subscription, end_subscription
from domain.subscriptions.spans import Span
from domain.subscriptions.tiers import TierMethod
from domain.subscriptions.usage_service import TierDraft, UsageDraft, remove_usage, set_usage, usage_draft
from tests.support.subscribed import BREWERY, CLINIC, FIRST, Subscribed, subscribe
from tests.support.workshop import Workshop

D = Decimal
TIERS = (TierDraft(100, "2"), TierDraft(None, "1.50"))
SPRING = Wish(Span(FIRST, date(2026, 3, 31)))


@pytest.fixture
def subscribed(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Subscribed:
    fixed_clock.advance(datetime(2026, 12, 31, tzinfo=UTC) - fixed_clock.now())
    return store.run("setup", subscribe)


@pytest.fixture
def meter(store: Store, workshop: Workshop) -> int:
    return store.run("setup", create_meter, workshop.asset, MeterDraft("Running hours", "h"))


@pytest.fixture
def by_usage(store: Store, subscribed: Subscribed, meter: int) -> int:
    """A subscription that has no price: it is billed by usage alone."""
    key = store.run("setup", create_subscription, BREWERY, SubscriptionDraft("Cooling", subscribed.group, FIRST))
    store.run("setup", set_usage, key, UsageDraft(meter, TIERS), 1)
    return key


def read(store: Store, meter: int, day: str, value: int) -> None:
    at = datetime.combine(date.fromisoformat(day), time(11), UTC)
    store.run("kim", take_reading, meter, ReadingDraft(at, value))


def fees(store: Store, key: int, kind: FeeKind = FeeKind.USAGE) -> list[Fee]:
    mine = select(Fee).where(Fee.subscription_id == key, Fee.kind == kind, Fee.status != FeeStatus.CREDITED)
    with store.read() as session:
        return list(session.scalars(mine.order_by(Fee.starts_on)))


def wish(first: str, last: str, **more: Any) -> Wish:
    return Wish(Span(date.fromisoformat(first), date.fromisoformat(last)), **more)


def refused(store: Store, field: str, function: Callable[..., object], *given: object) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


def test_a_period_costs_the_tiers_over_what_was_used_in_it(store: Store, by_usage: int, meter: int) -> None:
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-03-31", 2160)
    store.run("kim", set_usage, by_usage, UsageDraft(meter, TIERS, included=44), 2)
    january = wish("2026-01-01", "2026-01-31")
    store.run("kim", create_fees, by_usage, january)
    (fee,) = fees(store, by_usage)
    assert fee.used_from is not None
    assert fee.used_to is not None
    used = fee.used_to - fee.used_from
    assert (fee.used_from, used) == (D(12), D(744))
    assert fee.amount == D("1100.00") == 100 * 2 + (used - 144) * D("1.50")
    assert fee.text == (
        "Cooling, Running hours 12 to 756 h: 44 h included; 100 h at 2.00 EUR (0 to 100); 600 h at 1.50 EUR (above 100)"
    )
    assert (fee.quantity, fee.price, fee.currency) == (D(1), fee.amount, "EUR")


def test_a_period_that_is_not_read_to_its_end_is_refused_and_told_of(store: Store, by_usage: int, meter: int) -> None:
    assert "was never read" in refused(store, "ends_on", create_fees, by_usage, wish("2026-01-01", "2026-01-31"))
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-02-10", 410)
    assert "the last reading is of 10/02/2026" in refused(
        store, "ends_on", create_fees, by_usage, wish("2026-02-01", "2026-02-28")
    )
    assert len(store.run("kim", create_fees, by_usage, SPRING)) == 1
    with store.read() as session:
        group = session.get_one(Subscription, by_usage).group_id
        told = {each.subscription_id: each.reason for each in preview_group_fees(session, group, SPRING)}
    assert "the last reading is of 10/02/2026" in told[by_usage]


def test_a_reading_on_the_last_day_will_do_and_the_next_period_goes_on_from_it(
    store: Store, by_usage: int, meter: int
) -> None:
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-01-31", 310)
    store.run("kim", create_fees, by_usage, wish("2026-01-01", "2026-01-31"))
    read(store, meter, "2026-02-28", 600)
    store.run("kim", create_fees, by_usage, wish("2026-02-01", "2026-02-28"))
    one, other = fees(store, by_usage)
    assert one.used_to == other.used_from == D(310)
    assert other.used_to == D(600)


def test_what_is_corrected_later_is_billed_with_the_next_period(store: Store, by_usage: int, meter: int) -> None:
    for day, value in (("2025-12-31", 0), ("2026-01-31", 310), ("2026-02-28", 600)):
        read(store, meter, day, value)
    store.run("kim", create_fees, by_usage, wish("2026-01-01", "2026-01-31"))
    with store.read() as session:
        row = next(row for row in readings_of_meter(session, meter) if row.value == 310)
    store.run("kim", edit_reading, row.id, row.draft, replace(row.draft, value=400))
    store.run("kim", create_fees, by_usage, wish("2026-02-01", "2026-02-28"))
    one, other = fees(store, by_usage)
    assert one.used_to == other.used_from
    assert other.used_to == D(600)


def test_usage_is_billed_together_with_the_regular_fee_and_in_advance_only_that(
    store: Store, by_usage: int, meter: int
) -> None:
    store.run("kim", set_rate, by_usage, RateDraft(FIRST, "50"))
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-02-01", 330)
    assert len(store.run("kim", create_fees, by_usage, SPRING)) == 4
    assert [fee.amount for fee in fees(store, by_usage, FeeKind.REGULAR)] == [D(50)] * 3
    assert [fee.starts_on for fee in fees(store, by_usage)] == [FIRST]
    with store.read() as session:
        shown = preview_fees(session, by_usage, wish("2026-01-01", "2026-05-31"))
    assert [(fee.kind, fee.span.starts_on.month) for fee in shown.fees] == [(FeeKind.REGULAR, 4), (FeeKind.REGULAR, 5)]
    unread = [each.span.starts_on.month for each in shown.skipped if "the last reading" in each.reason]
    assert unread == [2, 3, 4, 5]
    read(store, meter, "2026-04-01", 1000)
    assert len(store.run("kim", create_fees, by_usage, SPRING)) == 2
    assert store.run("kim", create_fees, by_usage, SPRING) == ()


def test_part_of_a_period_has_its_part_of_the_tariff(store: Store, by_usage: int, meter: int) -> None:
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-04-30", 2880)
    store.run("kim", set_usage, by_usage, UsageDraft(meter, TIERS, included=60), 2)
    store.run("kim", create_fees, by_usage, wish("2026-04-01", "2026-04-15", regular=False))
    (fee,) = fees(store, by_usage)
    assert "30 h included; 50 h at 2.00 EUR (0 to 50)" in fee.text


def test_a_fee_over_several_periods_is_reckoned_period_by_period(store: Store, by_usage: int, meter: int) -> None:
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-04-30", 2880)
    store.run("kim", create_fees, by_usage, wish("2026-02-01", "2026-03-31", regular=False))
    (fee,) = fees(store, by_usage)
    assert fee.text.count("100 h at 2.00 EUR (0 to 100)") == 2


def test_a_fee_that_is_taken_back_or_credited_can_be_made_again(store: Store, by_usage: int, meter: int) -> None:
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-03-31", 900)
    store.run("kim", create_fees, by_usage, SPRING)
    before = [(fee.used_from, fee.used_to, fee.amount) for fee in fees(store, by_usage)]
    store.run("kim", take_back, fees(store, by_usage)[1].id, 1)
    store.run("kim", credit, fees(store, by_usage)[0].id)
    store.run("kim", create_fees, by_usage, SPRING)
    assert [(fee.used_from, fee.used_to, fee.amount) for fee in fees(store, by_usage)] == before


def credit(work: UnitOfWork, fee_id: int) -> None:
    fee = work.get(Fee, fee_id)
    fee.status = FeeStatus.CREDITED
    work.note("fee.credited", fee)


days = st.integers(0, 89)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(days, max_size=3, unique=True), order=st.randoms(use_true_random=False), late=st.integers(0, 88))
def test_any_split_adds_up_to_what_was_counted_without_gap_or_overlap(
    store: Store, subscribed: Subscribed, workshop: Workshop, cuts: list[int], order: Any, late: int
) -> None:
    draft = SubscriptionDraft("Cooling", subscribed.group, FIRST)
    key = store.run("setup", create_subscription, BREWERY, draft)
    meter = store.run("setup", create_meter, workshop.asset, MeterDraft(f"Hours {key}", "h"))
    store.run("setup", set_usage, key, UsageDraft(meter, TIERS), 1)
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-03-31", 9000)
    borders = sorted({0, *cuts, 90})
    spans = [Span(FIRST + timedelta(one), FIRST + timedelta(other - 1)) for one, other in pairwise(borders)]
    order.shuffle(spans)
    for at, span in enumerate(spans):
        store.run("kim", create_fees, key, Wish(span, regular=False))
        if at == 0:
            read(store, meter, str(FIRST + timedelta(late)), late * 100)
    made = fees(store, key)
    assert [(fee.used_from, fee.starts_on) for fee in made[1:]] == [
        (fee.used_to, fee.ends_on + timedelta(1)) for fee in made[:-1]
    ]
    assert (made[0].starts_on, made[-1].ends_on) == (FIRST, date(2026, 3, 31))
    assert made[-1].used_to == D(9000)


def test_no_day_that_is_billed_by_usage_falls_out_of_the_subscription(
    store: Store, subscribed: Subscribed, by_usage: int, meter: int
) -> None:
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-03-31", 900)
    rate = store.run("kim", set_rate, by_usage, RateDraft(date(2026, 4, 1), "50"))
    store.run("kim", create_fees, by_usage, SPRING)
    assert "fees until 31/03/2026" in refused(store, "ends_on", end_subscription, by_usage, 2, date(2026, 2, 28))
    draft = SubscriptionDraft("Cooling", subscribed.group, FIRST, currency="USD")
    refused(store, "currency", change_subscription, by_usage, draft, 2)
    store.run("kim", remove_rate, rate)


# --- meter and tariff ---


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"meter_id": None}, "meter"),
        ({"tiers": ()}, "tiers"),
        ({"tiers": (TierDraft(100, 2),)}, "tiers"),
        ({"tiers": (TierDraft(100, 2), TierDraft(50, 1), TierDraft(None, 1))}, "tiers"),
        ({"tiers": (TierDraft(None, "two"),)}, "tiers"),
        ({"tiers": (TierDraft(None, -2),)}, "tiers"),
        ({"included": -1}, "included"),
        ({"minimum": "x"}, "minimum"),
    ],
)
def test_a_tariff_that_makes_no_sense_is_refused(
    store: Store, by_usage: int, meter: int, change: dict[str, Any], field: str
) -> None:
    refused(store, field, set_usage, by_usage, replace(UsageDraft(meter, TIERS), **change), 2)


def test_a_tariff_comes_back_as_it_was_asked_for(store: Store, by_usage: int, meter: int) -> None:
    draft = UsageDraft(meter, (TierDraft(D(10), D(3)), TierDraft(None, D(1))), TierMethod.VOLUME, D(5), D(20))
    store.run("kim", set_usage, by_usage, draft, 2)
    with store.read() as session:
        assert usage_draft(session.get_one(Subscription, by_usage)) == draft
    store.run("kim", remove_usage, by_usage, 3)
    with store.read() as session:
        assert usage_draft(session.get_one(Subscription, by_usage)) is None


def test_the_meter_is_one_of_the_customer_and_stays_once_there_are_fees(
    store: Store, workshop: Workshop, subscribed: Subscribed, by_usage: int, meter: int
) -> None:
    theirs = store.run("kim", create_subscription, CLINIC, SubscriptionDraft("Cooling", subscribed.group, FIRST))
    assert "another customer" in refused(store, "meter", set_usage, theirs, UsageDraft(meter, TIERS), 1)
    read(store, meter, "2025-12-31", 0)
    read(store, meter, "2026-03-31", 900)
    store.run("kim", create_fees, by_usage, SPRING)
    other = store.run("kim", create_meter, workshop.asset, MeterDraft("Starts", "x"))
    refused(store, "meter", set_usage, by_usage, UsageDraft(other, TIERS), 2)
    refused(store, "meter", remove_usage, by_usage, 2)
