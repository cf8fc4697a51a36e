"""The section of vans."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.section import Section
from app.settings.vans.source import SOURCE
from app.settings.vans.stock_line import StockLine
from app.shared.columns import RIGHT, Column
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from domain.language import tr
from domain.scheduling.needs.van_service import VanRow


def vans_section(kit: Kit) -> Section[VanRow]:
    return Section(
        key="vans",
        title=tr("Vans"),
        icon="boxes",
        new_title="",
        hint=tr("What technicians have with them. The board warns where a part of an order is not in the van."),
        source=SOURCE,
        columns=(
            Column("name", tr("Technician"), lambda row: row.name, stretch=True, strong=True),
            Column("team", tr("Team"), lambda row: row.team, width=110, muted=True),
            Column(
                "articles",
                tr("Articles"),
                partial(_articles, kit),
                sort=lambda row: len(row.stock),
                width=112,
                align=RIGHT,
            ),
        ),
        fields=(RowsField("stock", tr("In the van"), partial(StockLine, kit.theme), tr("Add an article")),),
        values=_values,
        name=lambda row: row.name,
    )


def _articles(kit: Kit, row: VanRow) -> str:
    return kit.times.number(len(row.stock)) if row.stock else tr("not counted")


def _values(row: VanRow | None, _beside: VanRow | None) -> Mapping[str, Any]:
    return {"stock": () if row is None else tuple(sorted(row.stock))}
