"""The section of SLAs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.section import Section
from app.settings.slas.level_line import LevelLine
from app.settings.slas.source import SOURCE
from app.settings.slas.spans import written
from app.settings.slas.targets_field import TargetsField
from app.settings.source import Loaded
from app.settings.words import yes_or_no
from app.shared.chips import Chip
from app.shared.columns import Column
from app.shared.fields import CheckField, ChoiceField, LongTextField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.sla.queries import SlaRow
from domain.words import Priority


def slas_section(kit: Kit) -> Section[SlaRow]:
    return Section(
        key="slas",
        title=tr("SLAs"),
        icon="timer",
        new_title=tr("New SLA"),
        hint=tr("What is promised for each priority, when the desk is warned, and what happens then."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("default", tr("Default"), _default, width=80, chip=_default_chip),
            Column("calendar", tr("Calendar"), lambda row: row.calendar_name, width=150, muted=True),
            Column("completion", tr("Completion"), _completion, width=92, tip=_completion_tip),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=70, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            ChoiceField("calendar", tr("Calendar")),
            TargetsField("targets", tr("Promised")),
            RowsField(
                "levels", tr("What happens as time is used up"), partial(LevelLine, kit.theme), tr("Add a level")
            ),
            LongTextField("description", tr("Description")),
            CheckField("is_default", tr("Holds for every order that has no other")),
            CheckField("active", tr("Offered for customers, agreements, assets and orders")),
        ),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        form_share=62,
        least={"active": 520, "completion": 440, "calendar": 340},
        reckons="sla",
    )


def _default(row: SlaRow) -> str:
    return tr("default") if row.is_default else ""


def _default_chip(row: SlaRow) -> Chip | None:
    return Chip(tr("default"), "accent", soft=True) if row.is_default else None


def _completion(row: SlaRow) -> str:
    minutes = row.minutes(TargetKind.COMPLETION, Priority.NORMAL)
    return written(minutes) if minutes else ""


def _completion_tip(_row: SlaRow) -> str:
    return tr("For orders of normal priority")


def _values(row: SlaRow | None, beside: SlaRow | None) -> Mapping[str, Any]:
    shown = row or beside
    return {
        "name": row.name if row else "",
        "calendar": shown.draft.calendar_id if shown else None,
        "targets": dict(shown.draft.targets) if shown else {},
        "levels": shown.draft.levels if shown else (),
        "description": row.draft.description if row else "",
        "is_default": row.is_default if row else False,
        "active": row.active if row else True,
    }


def _follow(form: Form, _row: SlaRow | None, loaded: Loaded[SlaRow]) -> None:
    targets = form.fields["targets"]
    if isinstance(targets, TargetsField):
        targets.set_day(loaded.more.get("days", {}).get(form.fields["calendar"].value(), 0))
