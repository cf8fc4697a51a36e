"""The section of territories."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.section import Section
from app.settings.territories.source import SOURCE
from app.shared.columns import RIGHT, Column
from app.shared.fields import TextField
from app.shared.kit import Kit
from domain.language import tr
from domain.workforce.territory_queries import TerritoryRow


def territories_section(kit: Kit) -> Section[TerritoryRow]:
    return Section(
        key="territories",
        title=tr("Territories"),
        icon="map-pin",
        new_title=tr("New territory"),
        hint=tr("Stretches of country that technicians look after. Each site may lie in one."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("sites", tr("Sites"), partial(_sites, kit), sort=lambda row: row.sites, width=80, align=RIGHT),
            Column(
                "technicians",
                tr("Technicians"),
                partial(_technicians, kit),
                sort=lambda row: row.technicians,
                width=100,
                align=RIGHT,
            ),
        ),
        fields=(TextField("name", tr("Name")),),
        values=_values,
        name=lambda row: row.name,
    )


def _sites(kit: Kit, row: TerritoryRow) -> str:
    return kit.times.number(row.sites)


def _technicians(kit: Kit, row: TerritoryRow) -> str:
    return kit.times.number(row.technicians)


def _values(row: TerritoryRow | None, _beside: TerritoryRow | None) -> Mapping[str, Any]:
    return {"name": "" if row is None else row.name}
