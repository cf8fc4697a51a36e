"""The section of stages."""

from collections.abc import Mapping
from typing import Any

from app.settings.fields import ChecksField
from app.settings.section import Deed, Section
from app.settings.stages.source import SOURCE, indent, move_down, move_up, outdent
from app.shared.columns import Column
from app.shared.fields import CheckField, ChoiceField, TextField
from domain.language import tr
from domain.orders.model import StageMeaning
from domain.orders.permissions import Permission
from domain.orders.requirements import FIELDS, label
from domain.orders.stage_queries import StageRow
from domain.sla.clock import TargetKind


def stages_section() -> Section[StageRow]:
    return Section(
        key="stages",
        title=tr("Stages"),
        icon="list-tree",
        new_title=tr("New stage"),
        hint=tr("Where orders can stand, which stage follows which, and what may be done in each."),
        source=SOURCE,
        columns=(
            Column("name", tr("Stage"), lambda row: row.name, width=210, strong=True, stretch=True),
            Column("meaning", tr("Means"), lambda row: row.meaning.label, width=88, muted=True),
            Column("pauses", tr("Pauses"), _pauses, width=130, tip=_pauses, muted=True),
            Column("type", tr("Order type"), lambda row: row.order_type, width=90, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            ChoiceField("meaning", tr("Means"), [(each, each.label) for each in StageMeaning]),
            ChoiceField("parent", tr("Follows")),
            ChecksField("allows", tr("Allowed here"), [(each, each.label) for each in Permission]),
            ChecksField("pauses", tr("Clocks that pause here"), [(each, each.label) for each in TargetKind]),
            CheckField("reason_required", tr("Asks for a reason")),
            ChecksField("required_fields", tr("Must be filled to enter"), [(name, label(name)) for name in FIELDS]),
        ),
        values=_values,
        name=lambda row: row.name,
        deeds=(
            Deed("stage_up", tr("Move up"), "Alt+Up", "arrow-up", move_up),
            Deed("stage_down", tr("Move down"), "Alt+Down", "arrow-down", move_down),
            Deed("stage_out", tr("One level up"), "Alt+Left", "arrow-left", outdent),
            Deed("stage_in", tr("Below the one above"), "Alt+Right", "arrow-right", indent),
        ),
        tree=True,
        form_share=40,
    )


def _pauses(row: StageRow) -> str:
    paused = (row.pauses_response, row.pauses_arrival, row.pauses_completion)
    return ", ".join(kind.label for kind, is_paused in zip(TargetKind, paused, strict=True) if is_paused)


def _values(row: StageRow | None, beside: StageRow | None) -> Mapping[str, Any]:
    if row is None:
        return {
            "name": "",
            "meaning": StageMeaning.ACTIVE if beside else StageMeaning.NEW,
            "parent": beside.id if beside else None,
            "allows": frozenset({Permission.MODIFY, Permission.CANCEL}),
            "pauses": frozenset(),
            "reason_required": False,
            "required_fields": frozenset(),
        }
    return {
        "name": row.name,
        "meaning": row.meaning,
        "parent": row.parent_id,
        "allows": frozenset(each for each in Permission if getattr(row, f"allows_{each.value}")),
        "pauses": frozenset(each for each in TargetKind if getattr(row, f"pauses_{each.value}")),
        "reason_required": row.reason_required,
        "required_fields": frozenset(row.required_fields),
    }
