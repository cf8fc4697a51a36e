"""The section of service tasks."""

from collections.abc import Mapping
from typing import Any

from app.settings.section import Section
from app.settings.service_tasks.source import SOURCE
from app.settings.words import yes_or_no
from app.shared.columns import RIGHT, Column
from app.shared.fields import CheckField, LongTextField, NumberField, TextField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.visits.queries import TaskRow
from domain.visits.task_service import HIGHEST_RANK, ServiceTaskDraft


def service_tasks_section() -> Section[TaskRow]:
    return Section(
        key="service_tasks",
        title=tr("Service tasks"),
        icon="circle-check",
        new_title=tr("New service task"),
        hint=tr(
            "What is done at a visit: its order type brings skills, parts and checklist, its notes go on the order."
        ),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.draft.name, stretch=True, strong=True),
            Column("type", tr("Order type"), lambda row: row.order_type, width=130, muted=True),
            Column("rank", tr("Rank"), lambda row: str(row.draft.rank), _rank, width=60, align=RIGHT),
            Column("lines", tr("Lines"), lambda row: str(row.lines), sort=lambda row: row.lines, width=60, align=RIGHT),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=70, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            SearchChoiceField("order_type", tr("Order type")),
            LongTextField("internal_note", tr("Note for the technician")),
            LongTextField("external_note", tr("Note for the customer")),
            NumberField(
                "rank", tr("Rank: of two services due on one day, the higher takes in the lower"), most=HIGHEST_RANK
            ),
            CheckField("active", tr("Offered for further lines")),
        ),
        values=_values,
        name=lambda row: row.draft.name,
        least={"active": 460, "lines": 400, "type": 340},
    )


def _rank(row: TaskRow) -> int:
    return row.draft.rank


def _values(row: TaskRow | None, _beside: TaskRow | None) -> Mapping[str, Any]:
    draft = ServiceTaskDraft("") if row is None else row.draft
    return {
        "name": draft.name,
        "order_type": draft.order_type_id,
        "internal_note": draft.internal_note,
        "external_note": draft.external_note,
        "rank": float(draft.rank),
        "active": row is None or row.active,
    }
