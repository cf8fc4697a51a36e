"""Groups, subscriptions and their prices are kept; what would make a fee wrong is refused at its field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.catalogue.service import switch_article
from domain.errors import Gone, Overtaken, Refusal
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions import group_service, rate_service, service
from domain.subscriptions.group_service import GroupDraft
from domain.subscriptions.model import Fee, FeeKind, FeeStatus, Subscription, SubscriptionGroup, SubscriptionRate
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.rate_service import RateDraft
from domain.subscriptions.service import SubscriptionDraft
from tests.support.subscribed import BREWERY, CLINIC, FIRST, Subscribed, subscribe
from tests.support.workshop import Workshop


@pytest.fixture
def subscribed(store: Store, workshop: Workshop) -> Subscribed:
    return store.run("setup", subscribe)


def draft(subscribed: Subscribed, **more: Any) -> SubscriptionDraft:
    return replace(SubscriptionDraft("Remote watch of the cellar", subscribed.group, FIRST), **more)


def subscription(store: Store, key: int) -> Subscription:
    with store.read() as session:
        return session.get_one(Subscription, key)


def add_fee(
    work: UnitOfWork, subscription_id: int, first: date, last: date, status: FeeStatus = FeeStatus.OPEN
) -> None:
    work.add(
        Fee(
            subscription_id=subscription_id,
            starts_on=first,
            ends_on=last,
            text="Remote watch",
            quantity=Decimal(1),
            base_price=Decimal(310),
            index_value=Decimal(100),
            price=Decimal(310),
            amount=Decimal(310),
            currency="EUR",
            tax_percent=Decimal(19),
            made_at=datetime(2026, 1, 1, tzinfo=UTC),
            kind=FeeKind.REGULAR,
            status=status,
        ),
        "fee.made",
    )


@pytest.fixture
def billed(store: Store, subscribed: Subscribed) -> Subscribed:
    """With fees for February and March."""
    for first, last in ((date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 3, 1), date(2026, 3, 31))):
        store.run("kim", add_fee, subscribed.subscription, first, last)
    return subscribed


def refused(store: Store, function: Callable[..., object], *given: object, field: str | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


# --- groups ---


def test_a_group_is_made_changed_and_removed(store: Store, subscribed: Subscribed) -> None:
    wanted = GroupDraft(" By the year ", PeriodCode.YEAR, subscribed.article, PeriodCode.MONTH)
    group = store.run("kim", group_service.create_group, wanted)
    store.run("kim", group_service.change_group, group, replace(wanted, code=PeriodCode.QUARTER), 1)
    with store.read() as session:
        found = session.get_one(SubscriptionGroup, group)
        assert (found.name, found.code, found.accrual_code) == ("By the year", PeriodCode.QUARTER, PeriodCode.MONTH)
    with pytest.raises(Overtaken):
        store.run("kim", group_service.change_group, group, wanted, 1)
    store.run("kim", group_service.delete_group, group, 2)
    with pytest.raises(Gone):
        store.run("kim", group_service.delete_group, group, 2)


def test_a_group_needs_a_name_of_its_own_a_fee_and_accrual_that_fits(store: Store, subscribed: Subscribed) -> None:
    good = GroupDraft("Weekly", PeriodCode.WEEK, subscribed.article)
    for wrong, field in (
        (replace(good, name=" "), "name"),
        (replace(good, name="MONTHLY"), "name"),
        (replace(good, article_id=subscribed.hour), "article_id"),
        (replace(good, accrual_code=PeriodCode.MONTH), "accrual_code"),
    ):
        refused(store, group_service.create_group, wrong, field=field)
    store.run("kim", switch_article, subscribed.article, active=False)
    assert "offered" in refused(store, group_service.create_group, good, field="article_id")
    store.run("kim", group_service.change_group, subscribed.group, replace(good, code=PeriodCode.MONTH), 1)


def test_a_group_with_subscriptions_stays(store: Store, subscribed: Subscribed) -> None:
    assert "subscriptions in" in refused(store, group_service.delete_group, subscribed.group, 1)


def test_the_period_of_a_group_stays_once_there_are_fees_by_it(store: Store, subscribed: Subscribed) -> None:
    quarterly = GroupDraft("Monthly", PeriodCode.QUARTER, subscribed.article)
    store.run("kim", group_service.change_group, subscribed.group, quarterly, 1)
    store.run("kim", add_fee, subscribed.subscription, FIRST, date(2026, 3, 31))
    monthly = replace(quarterly, code=PeriodCode.MONTH)
    assert "Quarter" in refused(store, group_service.change_group, subscribed.group, monthly, 2, field="code")
    renamed = replace(quarterly, name="By the quarter")
    store.run("kim", group_service.change_group, subscribed.group, renamed, 2)


# --- subscriptions ---


def test_a_subscription_has_a_number_and_the_currency_of_the_house(store: Store, subscribed: Subscribed) -> None:
    found = subscription(store, subscribed.subscription)
    assert (found.number, found.currency, found.quantity, found.active) == ("SU-000001", "EUR", Decimal(1), True)


def test_what_is_wrong_is_refused_at_its_field(store: Store, subscribed: Subscribed) -> None:
    foreign = store.run("kim", create_agreement, CLINIC, AgreementDraft("Other", FIRST))
    for more, field in (
        ({"name": ""}, "name"),
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": "1000000.1"}, "quantity"),
        ({"quantity": "many"}, "quantity"),
        ({"currency": "Euro"}, "currency"),
        ({"agreement_id": foreign}, "agreement_id"),
        ({"article_id": subscribed.hour}, "article_id"),
    ):
        refused(store, service.create_subscription, BREWERY, draft(subscribed, **more), field=field)
    with pytest.raises(Gone):
        store.run("kim", service.create_subscription, 99, draft(subscribed))
    with pytest.raises(Gone):
        store.run("kim", service.create_subscription, BREWERY, draft(subscribed, group_id=99))


def test_a_change_over_one_that_was_never_seen_is_refused(store: Store, subscribed: Subscribed) -> None:
    agreement = store.run("kim", create_agreement, BREWERY, AgreementDraft("Own", FIRST))
    wanted = draft(subscribed, quantity="2.5", agreement_id=agreement, from_start=True)
    store.run("kim", service.change_subscription, subscribed.subscription, wanted, 1)
    with pytest.raises(Overtaken):
        store.run("lou", service.change_subscription, subscribed.subscription, draft(subscribed), 1)
    found = subscription(store, subscribed.subscription)
    assert (found.quantity, found.agreement_id, found.from_start, found.version) == (Decimal("2.5"), agreement, True, 2)


def test_what_fees_count_by_stays_with_them(store: Store, billed: Subscribed) -> None:
    yearly = store.run("kim", group_service.create_group, GroupDraft("Yearly", PeriodCode.YEAR, billed.article))
    for more, field in (
        ({"starts_on": date(2026, 2, 2)}, "starts_on"),
        ({"ends_on": date(2026, 3, 30)}, "ends_on"),
        ({"group_id": yearly}, "group_id"),
        ({"from_start": True}, "from_start"),
        ({"currency": "CHF"}, "currency"),
    ):
        refused(store, service.change_subscription, billed.subscription, draft(billed, **more), 1, field=field)
    fits = draft(billed, name="Watch", starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 31))
    store.run("kim", service.change_subscription, billed.subscription, fits, 1)


def test_a_subscription_ends_and_goes_on(store: Store, billed: Subscribed) -> None:
    key = billed.subscription
    assert "until 31/03/2026" in refused(store, service.end_subscription, key, 1, date(2026, 3, 30), field="ends_on")
    refused(store, service.end_subscription, key, 1, date(2025, 1, 1), field="ends_on")
    store.run("kim", service.end_subscription, key, 1, date(2026, 3, 31))
    assert subscription(store, key).ends_on == date(2026, 3, 31)
    with pytest.raises(Overtaken):
        store.run("lou", service.end_subscription, key, 1, date(2026, 12, 31))
    store.run("kim", service.end_subscription, key, 2, None)
    assert subscription(store, key).ends_on is None


def test_a_subscription_is_stopped_and_goes_on_with_a_fact_for_each(store: Store, subscribed: Subscribed) -> None:
    for step in (service.deactivate, service.deactivate, service.activate, service.activate):
        store.run("kim", step, subscribed.subscription)
    assert subscription(store, subscribed.subscription).active
    with store.read() as session:
        kinds = session.scalars(select(journal.c.kind).where(journal.c.subject == "subscription")).all()
    assert kinds == ["subscription.created", "subscription.deactivated", "subscription.activated"]


# --- prices ---


def test_a_price_is_set_from_a_day_after_what_is_billed(store: Store, billed: Subscribed) -> None:
    key = billed.subscription
    for wrong, field in (
        (RateDraft(date(2026, 3, 31), 320), "effective_on"),
        (RateDraft(FIRST, 320), "effective_on"),
        (RateDraft(date(2026, 4, 1), -1), "base"),
        (RateDraft(date(2026, 4, 1), "1.00001"), "base"),
        (RateDraft(date(2026, 4, 1), 10**11, 10**11), "base"),
        (RateDraft(date(2026, 4, 1), 320, 0), "index"),
    ):
        refused(store, rate_service.set_rate, key, wrong, field=field)
    store.run("kim", rate_service.set_rate, key, RateDraft(date(2026, 4, 1), 320, 110))
    with store.read() as session:
        rates = session.scalars(select(SubscriptionRate).order_by(SubscriptionRate.effective_on)).all()
        assert [(rate.effective_on, rate.base, rate.index_value) for rate in rates] == [
            (FIRST, Decimal(310), Decimal(100)),
            (date(2026, 4, 1), Decimal(320), Decimal(110)),
        ]


def test_a_price_is_taken_back_only_if_no_fee_was_made_by_it(store: Store, billed: Subscribed) -> None:
    later = store.run("kim", rate_service.set_rate, billed.subscription, RateDraft(date(2026, 4, 1), 320))
    assert "Fees were made" in refused(store, rate_service.remove_rate, billed.rate)
    store.run("kim", rate_service.remove_rate, later)
    with pytest.raises(Gone):
        store.run("kim", rate_service.remove_rate, later)


def test_a_credited_fee_holds_nothing(store: Store, subscribed: Subscribed) -> None:
    last = date(2026, 1, 31)
    store.run("kim", add_fee, subscribed.subscription, FIRST, last, status=FeeStatus.CREDITED)
    store.run("kim", service.end_subscription, subscribed.subscription, 1, date(2026, 1, 15))
    store.run("kim", rate_service.remove_rate, subscribed.rate)
