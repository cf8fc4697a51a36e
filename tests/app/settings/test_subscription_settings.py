"""The sections of groups of subscriptions and of price lists for fees."""

from datetime import date
from decimal import Decimal

import pytest

from app.shared.fields import ChoiceField
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.settings_queries import FeePriceRow, GroupRow, fee_price_rows, group_rows
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import Subscribed, subscribe

TODAY = date(2026, 3, 2)


@pytest.fixture
def subscribed(desk: ServiceDesk) -> Subscribed:
    return desk.store.run("setup", subscribe)


def groups(desk: ServiceDesk) -> tuple[GroupRow, ...]:
    with desk.store.read() as session:
        return group_rows(session)


def prices(desk: ServiceDesk) -> tuple[FeePriceRow, ...]:
    with desk.store.read() as session:
        return fee_price_rows(session)


def test_a_group_is_entered_and_offers_only_periods_that_fit(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    page = show("subscription_groups")
    page.pane.begin_new()
    put(page, "name", "Quarterly")
    fields = page.pane.editor.form.fields
    fields["code"].set_value(PeriodCode.QUARTER)
    fields["article_id"].set_value(subscribed.article)
    accrual = fields["accrual_code"]
    assert isinstance(accrual, ChoiceField)
    assert (accrual.word(PeriodCode.YEAR), accrual.word(PeriodCode.MONTH)) == ("", "month by month")
    accrual.set_value(PeriodCode.MONTH)
    page.pane.save()
    made = next(row for row in groups(desk) if row.name == "Quarterly")
    assert (made.code, made.accrual_code, made.article) == (PeriodCode.QUARTER, PeriodCode.MONTH, "Remote watch")


def test_a_group_without_a_name_of_its_own_or_an_article_is_refused(
    desk: ServiceDesk, show: Show, subscribed: Subscribed
) -> None:
    page = show("subscription_groups")
    page.pane.begin_new()
    put(page, "name", "monthly")
    page.pane.editor.form.fields["article_id"].set_value(subscribed.article)
    page.pane.save()
    assert wrong(page, "name") == "There is a group “monthly” already."
    put(page, "name", "Weekly")
    page.pane.editor.form.fields["article_id"].set_value(None)
    page.pane.save()
    assert wrong(page, "article_id") == "Choose the article first."
    assert len(groups(desk)) == 1


def test_a_group_with_subscriptions_stays(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    page = show("subscription_groups")
    page.pane.show_record(subscribed.group)
    page.pane.remove()
    assert page.pane.editor.form.general() == "There are subscriptions in the group “Monthly”."
    assert len(groups(desk)) == 1


def test_a_price_says_in_words_what_it_goes_before(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    page = show("fee_prices")
    page.pane.begin_new()
    put(page, "price", "99.50")
    page.pane.save()
    page.pane.begin_new()
    put(page, "price", "89")
    page.pane.editor.form.fields["subscription_id"].set_value(subscribed.subscription)
    page.pane.save()
    columns = {column.name: column for column in page.pane.section.columns}
    assert [(columns["for"].text(row), columns["level"].text(row), row.price) for row in prices(desk)] == [
        ("SU-000001", "subscription (level 4 of 8)", Decimal(89)),
        ("all", "all (level 8 of 8)", Decimal("99.5")),
    ]
    assert {(row.currency, row.effective_on) for row in prices(desk)} == {("EUR", TODAY)}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("price", "a lot", "A number is needed here."),
        ("price", "-1", "A price cannot be negative."),
        ("currency", "CHF", "SU-000001 is billed in EUR."),
        ("currency", "EURO", "A currency is three letters, such as EUR."),
    ],
)
def test_a_price_that_could_never_hold_is_refused_at_its_field(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, field: str, typed: str, sentence: str
) -> None:
    page = show("fee_prices")
    page.pane.begin_new()
    put(page, "price", "89")
    page.pane.editor.form.fields["subscription_id"].set_value(subscribed.subscription)
    put(page, field, typed)
    page.pane.save()
    assert wrong(page, field) == sentence
    assert prices(desk) == ()


def test_both_sections_are_translated(desk: ServiceDesk, show: Show, subscribed: Subscribed) -> None:
    own = frozenset({"Monthly", "F-1 Remote watch", "SU-000001 Remote watch of the cellar · Harbour Brewery"})
    with pseudo_language():
        page = show("subscription_groups")
        page.pane.show_record(subscribed.group)
        assert untranslated(page.pane, own) == set()
        page.show_section("fee_prices")
        page.pane.begin_new()
        assert untranslated(page.pane, own) == set()
