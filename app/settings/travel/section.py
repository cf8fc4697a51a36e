"""The section of ways between sites."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.settings.fields import DecimalField
from app.settings.section import Section
from app.settings.travel.source import SOURCE
from app.shared.columns import RIGHT, Column
from app.shared.fields import NumberField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.scheduling.travel.queries import WayRow
from domain.scheduling.travel.service import MOST_MINUTES

USUAL = 30


def travel_section() -> Section[WayRow]:
    return Section(
        key="travel",
        title=tr("Ways"),
        icon="map-pin",
        new_title=tr("New way"),
        hint=tr("How long a way takes really where a ferry, a pass or a bridge makes it other than its distance says."),
        source=SOURCE,
        columns=(
            Column("start", tr("From the site"), lambda row: row.start, width=150, stretch=True, strong=True),
            Column("end", tr("To the site"), lambda row: row.end, width=150, strong=True),
            Column(
                "minutes",
                tr("Minutes"),
                lambda row: str(row.draft.minutes),
                sort=lambda row: row.draft.minutes,
                align=RIGHT,
                width=80,
            ),
            Column(
                "estimate",
                tr("Estimate"),
                lambda row: str(row.estimate),
                sort=lambda row: row.estimate,
                align=RIGHT,
                width=80,
                muted=True,
                tip=lambda row: tr("{minutes} min, as the distance says", minutes=row.estimate),
            ),
        ),
        fields=(
            SearchChoiceField("from_site_id", tr("From the site")),
            SearchChoiceField("to_site_id", tr("To the site")),
            NumberField("minutes", tr("Minutes"), least=0, most=MOST_MINUTES, unit=tr("min")),
            DecimalField("km", tr("Kilometres")),
        ),
        values=_values,
        name=lambda row: f"{row.start} – {row.end}",
        form_share=42,
        least={"estimate": 480},
    )


def _values(row: WayRow | None, _beside: WayRow | None) -> Mapping[str, Any]:
    if row is None:
        return {"from_site_id": None, "to_site_id": None, "minutes": USUAL, "km": None}
    draft = row.draft
    return {
        "from_site_id": draft.from_site_id,
        "to_site_id": draft.to_site_id,
        "minutes": draft.minutes,
        "km": None if draft.km is None else Decimal(str(draft.km)),
    }
