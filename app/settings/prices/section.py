"""The section of price lists."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from app.settings.fields import DecimalField
from app.settings.prices.source import SOURCE
from app.settings.section import Section
from app.settings.source import Loaded
from app.shared.columns import RIGHT, Column
from app.shared.date_fields import DateField, OptionalDateField
from app.shared.days import short_day
from app.shared.fields import ChoiceField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.money import money
from app.shared.search_choice import SearchChoiceField
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.pricing.queries import PriceRow


def prices_section(kit: Kit) -> Section[PriceRow]:
    return Section(
        key="prices",
        title=tr("Price lists"),
        icon="tag",
        new_title=tr("New price"),
        hint=tr("Prices that hold for a customer, an agreement, a category of technicians, an asset model or a time."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("what", tr("For"), _what, width=130),
            Column("whom", tr("Holds where"), holds_where, width=150, muted=True, tip=holds_where),
            Column(
                "sales",
                tr("Sales price"),
                partial(_sales, kit),
                sort=lambda row: row.sales_price,
                width=100,
                align=RIGHT,
            ),
            Column("from", tr("From"), _from, sort=lambda row: row.valid_from, width=104, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            ChoiceField("kind", tr("Kind of line"), [(each, each.label) for each in LineKind]),
            SearchChoiceField("article_id", tr("Article")),
            SearchChoiceField("customer_id", tr("Customer")),
            SearchChoiceField("agreement_id", tr("Agreement")),
            ChoiceField("technician_category", tr("Category of technicians")),
            SearchChoiceField("asset_model_id", tr("Asset model")),
            DateField("valid_from", tr("Holds from")),
            OptionalDateField("valid_until", tr("Holds until")),
            DecimalField("sales_price", tr("Sales price"), tr("that of the article")),
            DecimalField("cost_price", tr("Cost price"), tr("that of the article")),
            TextField("currency", tr("Currency")),
        ),
        values=partial(_values, kit),
        name=lambda row: row.name,
        follow=_follow,
        form_share=38,
        least={"from": 680, "whom": 520},
    )


def holds_where(row: PriceRow) -> str:
    """All that narrows a price."""
    narrowed = (row.customer, row.agreement, row.technician_category, row.asset_model)
    return ", ".join(filter(None, narrowed)) or tr("everywhere")


def _what(row: PriceRow) -> str:
    return row.article or row.kind.label


def _sales(kit: Kit, row: PriceRow) -> str:
    return money(row.sales_price, row.currency, kit.times)


def _from(row: PriceRow) -> str:
    return short_day(row.valid_from)


def _values(kit: Kit, row: PriceRow | None, beside: PriceRow | None) -> Mapping[str, Any]:
    if row is None:
        today: date = kit.times.local(kit.times.now()).date()
        return {
            "name": beside.name if beside else "",
            "kind": beside.kind if beside else LineKind.HOUR,
            "article_id": None,
            "customer_id": beside.customer_id if beside else None,
            "agreement_id": beside.agreement_id if beside else None,
            "technician_category": "",
            "asset_model_id": None,
            "valid_from": today,
            "valid_until": None,
            "sales_price": None,
            "cost_price": None,
            "currency": beside.currency if beside else "",
        }
    names = (
        "name", "kind", "article_id", "customer_id", "agreement_id", "technician_category", "asset_model_id",
        "valid_from", "valid_until", "sales_price", "cost_price", "currency",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names}


def _follow(form: Form, _row: PriceRow | None, loaded: Loaded[PriceRow]) -> None:
    kind, article = form.fields["kind"].value(), form.fields["article_id"]
    fitting = [(key, words) for of_kind, key, words in loaded.more.get("articles", ()) if of_kind is kind]
    if isinstance(article, ChoiceField):
        article.offer([(None, tr("any")), *fitting])
