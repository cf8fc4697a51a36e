"""Subscriptions as rows: the list and its questions, and one subscription whole."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.meters.reading_service import ReadingDraft, take_reading
from domain.meters.service import MeterDraft, create_meter
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.choices import agreement_choices, meter_choices, subscription_choices
from domain.subscriptions.detail import MOST, SubscriptionDetail, subscription_detail
from domain.subscriptions.fee_price_service import FeePriceDraft, create_fee_price
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.model import Fee, FeeAccrual, FeeStatus
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.queries import (
    Asked,
    Shown,
    SubscriptionPage,
    subscription_page,
    subscriptions_of_customer,
    subscriptions_under,
)
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.service import SubscriptionDraft, create_subscription, deactivate
from domain.subscriptions.settings_queries import fee_choices, fee_price_rows, group_rows
from domain.subscriptions.spans import Span
from domain.subscriptions.usage_service import TierDraft, UsageDraft, set_usage
from tests.support.subscribed import BREWERY, CLINIC, FIRST, Subscribed, subscribe
from tests.support.workshop import Workshop

D = Decimal
TODAY = date(2026, 3, 2)
TWO_MONTHS = Wish(Span(FIRST, date(2026, 2, 28)))


@pytest.fixture
def subscribed(store: Store, workshop: Workshop) -> Subscribed:
    return store.run("setup", subscribe)


@pytest.fixture
def others(store: Store, subscribed: Subscribed) -> dict[str, int]:
    """One that ends soon, one that is over, one that is stopped, one under an agreement in another group."""
    return store.run("setup", _others, subscribed)


def _others(work: UnitOfWork, subscribed: Subscribed) -> dict[str, int]:
    group = create_group(work, GroupDraft("Yearly", PeriodCode.YEAR, subscribed.article))
    agreement = create_agreement(work, CLINIC, AgreementDraft("Full service", FIRST))
    made = {
        "soon": SubscriptionDraft("Soon", subscribed.group, FIRST, date(2026, 4, 1)),
        "over": SubscriptionDraft("Over", subscribed.group, date(2025, 1, 1), date(2025, 12, 31)),
        "stopped": SubscriptionDraft("Stopped", subscribed.group, FIRST),
        "agreed": SubscriptionDraft("Agreed", group, date(2026, 9, 1), agreement_id=agreement),
    }
    ids = {name: create_subscription(work, CLINIC, draft) for name, draft in made.items()}
    deactivate(work, ids["stopped"])
    return ids | {"group": group, "agreement": agreement}


def page(store: Store, limit: int = 100, **asked: Any) -> SubscriptionPage:
    with store.read() as session:
        return subscription_page(session, TODAY, Asked(**asked), limit)


def names(store: Store, **asked: Any) -> list[str]:
    return [row.name for row in page(store, **asked).rows]


def detail(store: Store, subscription_id: int) -> SubscriptionDetail:
    with store.read() as session:
        found = subscription_detail(session, subscription_id, TODAY)
        assert found
        return found


def settle(work: UnitOfWork, fee_id: int, *accruals: FeeAccrual, status: FeeStatus = FeeStatus.INVOICED) -> None:
    fee = work.get(Fee, fee_id)
    fee.status = status
    work.note("fee.invoiced", fee)
    for accrual in accruals:
        work.add(accrual, "fee_accrual.planned")


def test_a_list_tells_what_is_billed_and_what_is_open(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", create_fees, subscribed.subscription, TWO_MONTHS)
    (row,) = page(store).rows
    assert (row.number, row.customer, row.group, row.code) == (
        "SU-000001",
        "Harbour Brewery",
        "Monthly",
        PeriodCode.MONTH,
    )
    assert (row.paid_until, row.open_fees, row.stands(TODAY)) == (date(2026, 2, 28), 2, Shown.RUNNING)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.ALL, ["Agreed", "Stopped", "Over", "Soon", "Remote watch of the cellar"]),
        (Shown.RUNNING, ["Soon", "Remote watch of the cellar"]),
        (Shown.ENDS_SOON, ["Soon"]),
        (Shown.ENDED, ["Over"]),
        (Shown.INACTIVE, ["Stopped"]),
        (Shown.OPEN_FEES, ["Remote watch of the cellar"]),
        (Shown.BEHIND, ["Soon"]),
    ],
)
def test_a_list_shows_those_that_stand_so(
    store: Store, subscribed: Subscribed, others: dict[str, int], shown: Shown, expected: list[str]
) -> None:
    store.run("kim", create_fees, subscribed.subscription, Wish(Span(FIRST, date(2026, 3, 31))))
    assert names(store, shown=shown) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("harbour watch", ["Remote watch of the cellar"]),
        ("yearly", ["Agreed"]),
        ("full serv", ["Agreed"]),
        ("SU-000002", ["Soon"]),
        ("%", []),
    ],
)
def test_words_are_found_in_names_customers_groups_and_agreements(
    store: Store, others: dict[str, int], words: str, expected: list[str]
) -> None:
    assert names(store, words=words) == expected


def test_a_list_is_narrowed_by_group_customer_and_agreement(
    store: Store, subscribed: Subscribed, others: dict[str, int]
) -> None:
    assert names(store, groups=frozenset({others["group"]})) == ["Agreed"]
    with store.read() as session:
        assert [row.name for row in subscriptions_under(session, others["agreement"])] == ["Agreed"]
        assert [row.name for row in subscriptions_of_customer(session, BREWERY)] == ["Remote watch of the cellar"]


def test_a_list_is_read_page_by_page(store: Store, others: dict[str, int]) -> None:
    first = page(store, limit=2)
    assert ([row.name for row in first.rows], first.total, first.following) == (["Agreed", "Stopped"], 5, 2)
    assert page(store, limit=5).following is None


def test_one_is_told_whole(store: Store, subscribed: Subscribed) -> None:
    january, february = store.run("kim", create_fees, subscribed.subscription, TWO_MONTHS)
    spread = FeeAccrual(
        fee_id=january,
        starts_on=FIRST,
        ends_on=date(2026, 1, 31),
        amount=D(310),
        posted_on=date(2026, 1, 31),
        reversed_on=None,
    )
    store.run("kim", settle, january, spread)
    found = detail(store, subscribed.subscription)
    assert (found.customer, found.group, found.article, found.agreement) == (
        "Harbour Brewery",
        "Monthly",
        "Remote watch · F-1",
        "",
    )
    assert (found.paid_until, found.next_days) == (date(2026, 2, 28), Span(date(2026, 3, 1), date(2026, 3, 31)))
    assert [(each.id, each.earned, each.accrued) for each in found.fees] == [
        (february, D(0), False),
        (january, D(310), True),
    ]
    assert [(each.fee_id, each.amount, each.posted_on) for each in found.accruals] == [
        (january, D(310), date(2026, 1, 31))
    ]
    assert [str(each.state) for each in found.periods] == ["earned", "open", "gap", "later"]


def test_what_is_earned_of_a_fee_is_whole_even_if_its_accruals_are_not_all_told(
    store: Store, subscribed: Subscribed
) -> None:
    count = MOST * 3 // 4
    fee_ids = store.run("kim", create_fees, subscribed.subscription, TWO_MONTHS)
    for fee_id in fee_ids:
        store.run("kim", settle, fee_id)
        store.run("kim", earn_daily, fee_id, count)
    found = detail(store, subscribed.subscription)
    assert len(found.accruals) == MOST
    assert [(each.earned, each.accrued) for each in found.fees] == [(D(count), True), (D(count), True)]


def earn_daily(work: UnitOfWork, fee_id: int, count: int) -> None:
    days = [FIRST + timedelta(days=at) for at in range(count)]
    daily = [FeeAccrual(fee_id=fee_id, starts_on=day, ends_on=day, amount=D(1), posted_on=day) for day in days]
    work.add_all(daily, "fee_accrual.planned")


def test_which_price_holds_is_told_with_all_that_could(store: Store, subscribed: Subscribed) -> None:
    store.run("kim", set_rate, subscribed.subscription, RateDraft(date(2026, 6, 1), 330))
    listed = FeePriceDraft(PeriodCode.MONTH, FIRST, 99)
    store.run("kim", create_fee_price, listed)
    store.run("kim", create_fee_price, FeePriceDraft(PeriodCode.YEAR, FIRST, 999))
    found = detail(store, subscribed.subscription)
    assert [(step.words, step.rate.price, step.holds) for step in found.prices] == [
        ("Price of this subscription", D(330), False),
        ("Price of this subscription", D(310), True),
        ("Price list: all (level 8 of 8)", D(99), False),
    ]
    assert found.price == found.prices[1]


def test_without_a_price_of_its_own_that_of_the_lists_holds(store: Store, subscribed: Subscribed) -> None:
    bare = store.run("kim", create_subscription, BREWERY, SubscriptionDraft("By the list", subscribed.group, FIRST))
    for effective_on, price in ((FIRST, 99), (date(2026, 4, 1), 120)):
        store.run("kim", create_fee_price, FeePriceDraft(PeriodCode.MONTH, effective_on, price))
    assert [(step.rate.price, step.holds, step.rate_id) for step in detail(store, bare).prices] == [
        (D(120), False, None),
        (D(99), True, None),
    ]


def test_one_that_is_gone_is_none(store: Store, subscribed: Subscribed) -> None:
    with store.read() as session:
        assert subscription_detail(session, 99, TODAY) is None


def test_one_that_is_billed_by_usage_alone_stands_by_its_usage(
    store: Store, subscribed: Subscribed, workshop: Workshop
) -> None:
    bare = store.run("setup", create_subscription, BREWERY, SubscriptionDraft("Cooling", subscribed.group, FIRST))
    meter = store.run("setup", create_meter, workshop.asset, MeterDraft("Running hours", "h"))
    for day, value in ((date(2025, 12, 31), 0), (date(2026, 2, 3), 340)):
        store.run("kim", take_reading, meter, ReadingDraft(datetime.combine(day, time(12), UTC), value))
    store.run("setup", set_usage, bare, UsageDraft(meter, (TierDraft(None, "1.50"),)), 1)
    store.run("kim", create_fees, bare, Wish(Span(FIRST, date(2026, 1, 31))))
    found = detail(store, bare)
    assert (found.meter, found.paid_until) == ("Running hours", date(2026, 1, 31))
    assert found.next_days == Span(date(2026, 2, 1), date(2026, 2, 28))
    assert [str(each.state) for each in found.periods] == ["open", "gap", "gap", "later"]
    assert page(store, words="cooling").rows[0].paid_until == date(2026, 1, 31)
    with store.read() as session:
        assert meter_choices(session, BREWERY) == ((meter, "Running hours · Chiller 1 A-00001"),)
        assert meter_choices(session, CLINIC) == ()


def test_forms_offer_what_can_be_chosen(store: Store, subscribed: Subscribed, others: dict[str, int]) -> None:
    with store.read() as session:
        choices = subscription_choices(session, None)
        assert (choices.agreements, choices.groups[0]) == ((), (subscribed.group, "Monthly · Month"))
        assert choices.articles == ((subscribed.article, "F-1 Remote watch"),)
        assert agreement_choices(session, CLINIC) == ((others["agreement"], "AG-000001 · Full service"),)
        assert len(fee_choices(session).subscriptions) == 5


def test_groups_and_prices_are_rows_of_the_settings(
    store: Store, subscribed: Subscribed, others: dict[str, int]
) -> None:
    particulars: tuple[dict[str, Any], ...] = (
        {},
        {"agreement_id": others["agreement"]},
        {"article_id": subscribed.article},
    )
    for more in particulars:
        store.run("ada", create_fee_price, FeePriceDraft(PeriodCode.YEAR, FIRST, 100, **more))
    with store.read() as session:
        assert [(row.name, row.article, row.subscriptions) for row in group_rows(session)] == [
            ("Monthly", "Remote watch", 4),
            ("Yearly", "Remote watch", 1),
        ]
        assert [row.level_words for row in fee_price_rows(session)] == [
            "agreement (level 6 of 8)",
            "category (level 7 of 8)",
            "all (level 8 of 8)",
        ]
