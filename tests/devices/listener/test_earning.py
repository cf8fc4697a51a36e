"""The watch over revenue as it runs: what is over is earned at the start and when it is invoiced, by one alone."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from devices.listener.earning import Earning
from domain.parameters.registry import Parameters
from domain.parameters.service import change
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.periods import PeriodCode, Rhythm, period_of
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from tests.devices.conftest import until
from tests.support.billed_fees import accruals, bill, make_fees
from tests.support.silence import LogWatch
from tests.support.subscribed import BREWERY, subscribe
from tests.support.watches import begins
from tests.support.workshop import build


@pytest.fixture
def watching(store: Store) -> Iterator[Callable[[], Earning]]:
    """Begins to watch, as often as it is called."""
    with begins(Earning, store) as begin:
        yield begin


@pytest.fixture
def last_month(store: Store) -> date:
    """The first day of the month before this one, for which there is an open fee, earned by the day."""
    first = period_of(Rhythm(PeriodCode.MONTH), store.clock.now().date().replace(day=1) - timedelta(days=1)).starts_on

    def build_it(work: UnitOfWork) -> None:
        build(work)
        group = create_group(work, GroupDraft("Daily", PeriodCode.MONTH, subscribe(work).article, PeriodCode.DAY))
        key = create_subscription(work, BREWERY, SubscriptionDraft("Watch", group, first))
        set_rate(work, key, RateDraft(first, "310.00"))
        make_fees(work, key, first, period_of(Rhythm(PeriodCode.MONTH), first).ends_on)

    store.run("setup", build_it)
    return first


def earned(store: Store) -> list[bool]:
    return [each.posted_on is not None for each in accruals(store)]


def test_at_the_start_what_is_over_is_earned(store: Store, last_month: date, watching: Callable[[], Earning]) -> None:
    store.run("kim", bill)
    assert not any(earned(store))
    assert watching().watching.wait(15)
    assert all(earned(store))


def test_what_is_invoiced_later_is_earned_at_once(
    store: Store, last_month: date, watching: Callable[[], Earning]
) -> None:
    assert watching().watching.wait(15)
    store.run("kim", bill)
    until(lambda: bool(earned(store)) and all(earned(store)))


def test_of_two_watches_one_acts_and_the_other_takes_over(
    store: Store, last_month: date, watching: Callable[[], Earning]
) -> None:
    first = watching()
    assert first.watching.wait(15)
    second = watching()
    store.run("kim", bill)
    until(lambda: bool(earned(store)) and all(earned(store)))
    assert not second.watching.is_set()
    first.stop()
    assert second.watching.wait(15)


def test_accounts_that_say_nothing_are_told_and_waited_for(
    store: Store, last_month: date, watching: Callable[[], Earning], expected_logs: LogWatch
) -> None:
    expected_logs.expect("devices.listener.earning", "both on account 1")
    store.run("kim", bill)
    usual = Parameters().accounts
    store.run("kim", change, "accounts", {**usual, "subscription.wip": "1", "subscription.accrued_revenue": "1"})
    assert watching().watching.wait(15)
    assert not any(earned(store))
    store.run("kim", change, "accounts", usual)
    until(lambda: all(earned(store)))
