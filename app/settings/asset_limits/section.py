"""The section of limits that assets have for themselves."""

from collections.abc import Mapping
from typing import Any

from app.settings.asset_limits.limit_field import LimitField
from app.settings.asset_limits.source import SOURCE
from app.settings.section import Section
from app.shared.columns import RIGHT, Column
from app.shared.fields import TextField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.monitoring.definitions.wording import number
from domain.monitoring.limit_queries import LimitRow


def asset_limits_section() -> Section[LimitRow]:
    return Section(
        key="asset_limits",
        title=tr("Limits of assets"),
        icon="gauge",
        new_title=tr("New limit"),
        hint=tr("A limit that an asset has for itself, under the name by which rules ask for it."),
        source=SOURCE,
        columns=(
            Column("asset", tr("Asset"), lambda row: row.asset, stretch=True, strong=True),
            Column("name", tr("Name"), lambda row: row.name, width=150),
            Column(
                "value", tr("Limit"), lambda row: number(row.value), width=90, align=RIGHT, sort=lambda row: row.value
            ),
        ),
        fields=(
            SearchChoiceField("asset", tr("Asset")),
            TextField("name", tr("Name"), tr("As rules ask for it, such as warmest")),
            LimitField("value", tr("Limit")),
        ),
        values=_values,
        name=lambda row: row.name,
    )


def _values(row: LimitRow | None, beside: LimitRow | None) -> Mapping[str, Any]:
    if row is not None:
        return {"asset": row.asset_id, "name": row.name, "value": row.value}
    return {"asset": None, "name": beside.name if beside else "", "value": None}
