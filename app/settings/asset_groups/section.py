"""The section of groups of assets."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.asset_groups.source import SOURCE
from app.settings.section import Section
from app.shared.columns import RIGHT, Column
from app.shared.fields import TextField
from app.shared.kit import Kit
from domain.assets.group_queries import AssetGroupRow
from domain.language import tr


def asset_groups_section(kit: Kit) -> Section[AssetGroupRow]:
    return Section(
        key="asset_groups",
        title=tr("Asset groups"),
        icon="boxes",
        new_title=tr("New asset group"),
        hint=tr("Classes of assets, such as kitchen equipment; the list of assets can be narrowed to them."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("assets", tr("Assets"), partial(_assets, kit), sort=lambda row: row.assets, width=100, align=RIGHT),
        ),
        fields=(TextField("name", tr("Name")),),
        values=_values,
        name=lambda row: row.name,
    )


def _assets(kit: Kit, row: AssetGroupRow) -> str:
    return kit.times.number(row.assets)


def _values(row: AssetGroupRow | None, _beside: AssetGroupRow | None) -> Mapping[str, Any]:
    return {"name": "" if row is None else row.name}
