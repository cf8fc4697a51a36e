"""The section of price lists for fees."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.fee_prices.source import SOURCE
from app.settings.fields import DecimalField
from app.settings.section import Section
from app.shared.columns import RIGHT, Column
from app.shared.date_fields import DateField
from app.shared.days import short_day
from app.shared.fields import ChoiceField, TextField
from app.shared.kit import Kit
from app.shared.money import money
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.settings_queries import FeePriceRow


def fee_prices_section(kit: Kit) -> Section[FeePriceRow]:
    return Section(
        key="fee_prices",
        title=tr("Fee prices"),
        icon="banknote",
        new_title=tr("New fee price"),
        hint=tr(
            "What subscriptions without a price of their own cost; of the prices that fit, the most specific holds."
        ),
        source=SOURCE,
        columns=(
            Column("for", tr("Holds for"), holds_for, width=170, stretch=True, strong=True, tip=_whole),
            Column("level", tr("How specific"), _level, sort=lambda row: row.level, width=150, muted=True, tip=_level),
            Column("code", tr("Period"), lambda row: row.code.label, sort=_length, width=76),
            Column("price", tr("Price"), partial(_price, kit), sort=lambda row: row.price, width=100, align=RIGHT),
            Column("from", tr("From"), _from, sort=lambda row: row.effective_on, width=96, muted=True),
        ),
        fields=(
            ChoiceField("code", tr("One fee for each"), [(code, code.label) for code in PeriodCode]),
            DateField("effective_on", tr("Holds from")),
            DecimalField("price", tr("Price")),
            TextField("currency", tr("Currency")),
            SearchChoiceField("subscription_id", tr("Subscription")),
            SearchChoiceField("agreement_id", tr("Agreement")),
            SearchChoiceField("article_id", tr("Category (article)")),
        ),
        values=partial(_values, kit),
        name=_named,
        form_share=38,
        least={"level": 600, "from": 480},
    )


def holds_for(row: FeePriceRow) -> str:
    """All that narrows a price."""
    return ", ".join(filter(None, (row.subscription, row.agreement, row.article))) or tr("all")


def _level(row: FeePriceRow) -> str:
    return row.level_words


def _whole(row: FeePriceRow) -> str:
    return f"{holds_for(row)} · {row.level_words}"


def _length(row: FeePriceRow) -> int:
    return list(PeriodCode).index(row.code)


def _price(kit: Kit, row: FeePriceRow) -> str:
    return money(row.price, row.currency, kit.times)


def _from(row: FeePriceRow) -> str:
    return short_day(row.effective_on)


def _named(row: FeePriceRow) -> str:
    return f"{holds_for(row)} · {row.code.label}"


def _values(kit: Kit, row: FeePriceRow | None, beside: FeePriceRow | None) -> Mapping[str, Any]:
    if row is None:
        return {
            "code": beside.code if beside else PeriodCode.MONTH,
            "effective_on": kit.times.local(kit.times.now()).date(),
            "price": None,
            "currency": beside.currency if beside else "",
            "subscription_id": None,
            "agreement_id": beside.agreement_id if beside else None,
            "article_id": beside.article_id if beside else None,
        }
    names = ("code", "effective_on", "price", "currency", "subscription_id", "agreement_id", "article_id")
    return {name: getattr(row, name) for name in names}
