"""The sections of articles and price lists."""

from datetime import date
from decimal import Decimal

import pytest

from domain.catalogue.model import LineKind
from domain.catalogue.queries import ArticleRow, articles
from domain.catalogue.service import ArticleDraft, create_article
from domain.pricing.queries import PriceRow, prices
from domain.pricing.service import PriceDraft, create_price
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk

TODAY = date(2026, 3, 2)


def hour(desk: ServiceDesk) -> int:
    draft = ArticleDraft("H-1", "Technician", LineKind.HOUR, "h", Decimal(40), Decimal("86.50"))
    return desk.store.run("ada", create_article, draft)


def kept(desk: ServiceDesk) -> list[PriceRow]:
    with desk.store.read() as session:
        return prices(session)


def catalogue(desk: ServiceDesk) -> tuple[ArticleRow, ...]:
    with desk.store.read() as session:
        return articles(session)


def test_an_article_is_entered_with_exact_prices(desk: ServiceDesk, show: Show) -> None:
    page = show("articles")
    page.pane.begin_new()
    for field, text in (("number", "P-7"), ("name", "Filter"), ("unit", "pcs"), ("sales_price", "12.3456")):
        put(page, field, text)
    page.pane.save()
    assert [(row.number, row.sales_price, row.tax_percent, row.currency) for row in catalogue(desk)] == [
        ("P-7", Decimal("12.3456"), Decimal(19), "EUR")
    ]


@pytest.mark.parametrize(
    ("field", "typed"), [("sales_price", "a lot"), ("cost_price", "-3"), ("currency", "EURO"), ("tax_percent", "101")]
)
def test_a_wrong_figure_is_refused_beside_its_field(desk: ServiceDesk, show: Show, field: str, typed: str) -> None:
    made = hour(desk)
    page = show("articles")
    page.pane.show_record(made)
    put(page, field, typed)
    page.pane.save()
    assert wrong(page, field)
    assert catalogue(desk)[0].sales_price == Decimal("86.50")


def test_a_price_for_a_customer_offers_the_articles_of_its_kind(desk: ServiceDesk, show: Show) -> None:
    made = hour(desk)
    page = show("prices")
    page.pane.begin_new()
    put(page, "name", "Brewery 2026")
    fields = page.pane.editor.form.fields
    fields["kind"].set_value(LineKind.ITEM)
    fields["article_id"].set_value(made)
    assert fields["article_id"].value() is None
    fields["kind"].set_value(LineKind.HOUR)
    fields["article_id"].set_value(made)
    fields["customer_id"].set_value(desk.company.brewery.id)
    put(page, "sales_price", "79")
    page.pane.save()
    row = kept(desk)[0]
    assert (row.article, row.customer, row.sales_price, row.valid_from) == (
        "Technician",
        "Harbour Brewery",
        Decimal(79),
        TODAY,
    )


def test_a_price_in_another_currency_than_the_customers_is_refused(desk: ServiceDesk, show: Show) -> None:
    page = show("prices")
    page.pane.begin_new()
    put(page, "name", "Brewery in francs")
    page.pane.editor.form.fields["customer_id"].set_value(desk.company.brewery.id)
    put(page, "sales_price", "79")
    put(page, "currency", "CHF")
    page.pane.save()
    assert wrong(page, "currency") == "Harbour Brewery is invoiced in EUR, not in CHF."
    assert kept(desk) == []


def test_an_end_before_the_start_is_refused(desk: ServiceDesk, show: Show) -> None:
    draft = PriceDraft("Winter", LineKind.HOUR, TODAY, sales_price=Decimal(90))
    made = desk.store.run("ada", create_price, draft)
    page = show("prices")
    page.pane.show_record(made)
    page.pane.editor.form.fields["valid_until"].set_value(date(2026, 3, 1))
    page.pane.save()
    assert wrong(page, "valid_until") == "The end is before the start."


def test_articles_and_prices_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = hour(desk)
    draft = PriceDraft("Winter", LineKind.HOUR, TODAY, article_id=made, sales_price=Decimal(90))
    price = desk.store.run("ada", create_price, draft)
    own = {"H-1 Technician", "Winter", "Harbour Brewery", "Clinic on the Hill", "Nordfrost CX 400", "Airon S 11"}
    with pseudo_language():
        page = show("articles")
        page.pane.show_record(made)
        assert untranslated(page.pane, frozenset(own)) == set()
        page.show_section("prices")
        page.pane.show_record(price)
        assert untranslated(page.pane, frozenset(own)) == set()
