"""The section of groups of agreements."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.agreement_groups.source import SOURCE
from app.settings.section import Section
from app.shared.columns import RIGHT, Column
from app.shared.fields import ChoiceField, TextField
from app.shared.kit import Kit
from domain.agreements.group_queries import AgreementGroupRow
from domain.language import tr


def agreement_groups_section(kit: Kit) -> Section[AgreementGroupRow]:
    return Section(
        key="agreement_groups",
        title=tr("Agreement groups"),
        icon="file-text",
        new_title=tr("New agreement group"),
        hint=tr("Classes of agreements, such as gold; their SLA holds where an agreement names none."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("sla", tr("SLA"), lambda row: row.sla, width=150, muted=True),
            Column(
                "agreements",
                tr("Agreements"),
                partial(_agreements, kit),
                sort=lambda row: row.agreements,
                width=100,
                align=RIGHT,
            ),
        ),
        fields=(TextField("name", tr("Name")), ChoiceField("sla_id", tr("SLA"))),
        values=_values,
        name=lambda row: row.name,
    )


def _agreements(kit: Kit, row: AgreementGroupRow) -> str:
    return kit.times.number(row.agreements)


def _values(row: AgreementGroupRow | None, _beside: AgreementGroupRow | None) -> Mapping[str, Any]:
    return {"name": "", "sla_id": None} if row is None else {"name": row.name, "sla_id": row.sla_id}
