"""The section of repair codes."""

from collections.abc import Mapping
from typing import Any

from app.settings.repair_codes.source import SOURCE
from app.settings.section import Section
from app.settings.source import Loaded
from app.settings.words import yes_or_no
from app.shared.columns import Column
from app.shared.fields import CheckField, ChoiceField, TextField
from app.shared.forms import Form
from domain.language import tr
from domain.repairs.model import CodeKind
from domain.repairs.queries import CodeRow


def repair_codes_section() -> Section[CodeRow]:
    return Section(
        key="repair_codes",
        title=tr("Repair codes"),
        icon="wrench",
        new_title=tr("New repair code"),
        hint=tr("What repairs are told in: condition, symptom, diagnosis, resolution and repair stage."),
        source=SOURCE,
        columns=(
            Column("kind", tr("Kind"), lambda row: row.kind.label, sort=_rank, width=118),
            Column("area", tr("Area"), lambda row: row.area, width=130, muted=True),
            Column("code", tr("Code"), lambda row: row.code, width=90, strong=True),
            Column("name", tr("Name"), lambda row: row.name, stretch=True),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=76, muted=True),
        ),
        fields=(
            ChoiceField("kind", tr("Kind"), [(each, each.label) for each in CodeKind]),
            ChoiceField("area", tr("Area")),
            TextField("code", tr("Code")),
            TextField("name", tr("Name")),
            CheckField("finishes", tr("Ends the repair")),
            CheckField("active", tr("Offered for new repairs")),
        ),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        form_share=42,
        least={"active": 560, "area": 440},
    )


def _rank(row: CodeRow) -> tuple[int, str, str]:
    return list(CodeKind).index(row.kind), row.area, row.code


def _values(row: CodeRow | None, beside: CodeRow | None) -> Mapping[str, Any]:
    if row is None:
        kind, area = (beside.kind, beside.area_id) if beside else (CodeKind.CONDITION, None)
        return {"kind": kind, "area": area, "code": "", "name": "", "finishes": False, "active": True}
    return {
        "kind": row.kind,
        "area": row.area_id,
        "code": row.code,
        "name": row.name,
        "finishes": row.finishes,
        "active": row.active,
    }


def _follow(form: Form, row: CodeRow | None, loaded: Loaded[CodeRow]) -> None:
    kind, area = form.fields["kind"], form.fields["area"]
    kind.widget.setEnabled(row is None)
    wanted = kind.value().area if kind.value() else None
    if isinstance(area, ChoiceField):
        area.offer([(each.id, each.name) for each in loaded.rows if each.kind is wanted])
    form.show_field("area", wanted is not None)
    form.show_field("finishes", kind.value() is CodeKind.REPAIR_STAGE)
