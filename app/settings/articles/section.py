"""The section of articles."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.articles.source import SOURCE
from app.settings.fields import DecimalField
from app.settings.section import Section
from app.settings.source import Loaded
from app.settings.words import yes_or_no
from app.shared.columns import RIGHT, Column
from app.shared.fields import CheckField, ChoiceField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.money import money
from domain.catalogue.model import LineKind
from domain.catalogue.queries import ArticleRow
from domain.language import tr


def articles_section(kit: Kit) -> Section[ArticleRow]:
    return Section(
        key="articles",
        title=tr("Articles"),
        icon="package",
        new_title=tr("New article"),
        hint=tr("What lines of orders charge: parts, and rates for hours, expenses and fees."),
        source=SOURCE,
        columns=(
            Column("number", tr("Number"), lambda row: row.number, width=100, strong=True),
            Column("name", tr("Name"), lambda row: row.name, stretch=True),
            Column("kind", tr("Kind"), lambda row: row.kind.label, width=76, muted=True),
            Column("unit", tr("Unit"), lambda row: row.unit, width=56, muted=True),
            Column(
                "sales",
                tr("Sales price"),
                partial(_sales, kit),
                sort=lambda row: row.sales_price,
                width=104,
                align=RIGHT,
            ),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=70, muted=True),
        ),
        fields=(
            ChoiceField("kind", tr("Kind"), [(each, each.label) for each in LineKind]),
            TextField("number", tr("Number")),
            TextField("name", tr("Name")),
            TextField("unit", tr("Unit"), tr("such as h, pcs or km")),
            DecimalField("sales_price", tr("Sales price")),
            DecimalField("cost_price", tr("Cost price")),
            DecimalField("tax_percent", tr("Tax in percent")),
            TextField("currency", tr("Currency")),
            CheckField("active", tr("Offered for new lines")),
        ),
        values=_values,
        name=lambda row: f"{row.number} {row.name}",
        follow=_follow,
        form_share=40,
        least={"active": 560, "unit": 480, "kind": 420},
    )


def _sales(kit: Kit, row: ArticleRow) -> str:
    return money(row.sales_price, row.currency, kit.times)


def _values(row: ArticleRow | None, beside: ArticleRow | None) -> Mapping[str, Any]:
    if row is None:
        return {
            "kind": beside.kind if beside else LineKind.ITEM,
            "number": "",
            "name": "",
            "unit": beside.unit if beside else "",
            "sales_price": None,
            "cost_price": None,
            "tax_percent": beside.tax_percent if beside else None,
            "currency": beside.currency if beside else "",
            "active": True,
        }
    return {
        "kind": row.kind,
        "number": row.number,
        "name": row.name,
        "unit": row.unit,
        "sales_price": row.sales_price,
        "cost_price": row.cost_price,
        "tax_percent": row.tax_percent,
        "currency": row.currency,
        "active": row.active,
    }


def _follow(form: Form, row: ArticleRow | None, _loaded: Loaded[ArticleRow]) -> None:
    form.fields["kind"].widget.setEnabled(row is None)
