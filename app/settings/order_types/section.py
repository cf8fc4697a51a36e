"""The section of order types."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.fields import ChecksField
from app.settings.order_types.line_line import TypeLineLine
from app.settings.order_types.source import SOURCE, give_stages, take_stages
from app.settings.order_types.task_line import TaskLine
from app.settings.section import Deed, Section
from app.settings.words import yes_or_no
from app.shared.columns import RIGHT, Column
from app.shared.fields import CheckField, ChoiceField, NumberField, TextField
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from domain.language import tr
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.orders.type_queries import TypeRow, TypeTaskRow
from domain.orders.types import TypeLine
from domain.words import Priority

AN_HOUR = 60.0
MOST_MINUTES = 60 * 24 * 14


def order_types_section(kit: Kit) -> Section[TypeRow]:
    return Section(
        key="order_types",
        title=tr("Order types"),
        icon="clipboard-list",
        new_title=tr("New order type"),
        hint=tr("Templates: the lines, tasks, skills and expected work that an order begins with."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("lines", tr("Lines"), lambda row: str(len(row.lines)), width=60, align=RIGHT, muted=True),
            Column("tasks", tr("Tasks"), lambda row: str(len(row.tasks)), width=60, align=RIGHT, muted=True),
            Column("stages", tr("Own stages"), lambda row: yes_or_no(row.own_stages), width=90, muted=True),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=70, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            ChoiceField("priority", tr("Priority"), [(each, each.label) for each in Priority]),
            NumberField("minutes", tr("Expected work"), most=MOST_MINUTES, unit=tr("min")),
            ChecksField("skills", tr("Skills")),
            RowsField("lines", tr("Lines"), partial(TypeLineLine, kit.theme), tr("Add a line")),
            RowsField("tasks", tr("Tasks"), partial(TaskLine, kit.theme), tr("Add a task")),
            CheckField("active", tr("Offered for new orders")),
        ),
        values=_values,
        name=lambda row: row.name,
        deeds=(
            Deed(
                "type_stages",
                tr("Give it stages of its own"),
                "Ctrl+Shift+S",
                "list-tree",
                give_stages,
                _without_stages,
            ),
            Deed(
                "type_no_stages",
                tr("Let it stand in the stages for all"),
                "Ctrl+Shift+D",
                "unlink",
                take_stages,
                _with_stages,
            ),
        ),
        form_share=62,
        least={"active": 420, "stages": 500},
    )


def _with_stages(row: TypeRow) -> bool:
    return row.own_stages


def _without_stages(row: TypeRow) -> bool:
    return not row.own_stages


def _values(row: TypeRow | None, _beside: TypeRow | None) -> Mapping[str, Any]:
    if row is None:
        return {
            "name": "",
            "priority": Priority.NORMAL,
            "minutes": AN_HOUR,
            "skills": frozenset(),
            "lines": (),
            "tasks": (),
            "active": True,
        }
    return {
        "name": row.name,
        "priority": row.priority,
        "minutes": float(row.minutes),
        "skills": row.skill_ids,
        "lines": tuple(TypeLine(line.kind, line.article_id, line.text, line.quantity) for line in row.lines),
        "tasks": tuple(_task(task) for task in row.tasks),
        "active": row.active,
    }


def _task(task: TypeTaskRow) -> TaskDraft:
    checks = tuple(CheckDraft(text, required) for text, required in task.checks)
    return TaskDraft(task.name, task.internal_note, task.external_note, checks)
