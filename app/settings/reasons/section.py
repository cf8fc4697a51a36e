"""The section of reasons."""

from collections.abc import Mapping
from typing import Any

from app.settings.reasons.source import SOURCE
from app.settings.section import Section
from app.settings.source import Loaded
from app.settings.words import yes_or_no
from app.shared.columns import Column
from app.shared.fields import CheckField, ChoiceField, TextField
from app.shared.forms import Form
from domain.language import tr
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import ReasonRow


def reasons_section() -> Section[ReasonRow]:
    return Section(
        key="reasons",
        title=tr("Reasons"),
        icon="circle-question-mark",
        new_title=tr("New reason"),
        hint=tr("What can be chosen when a reason is asked: for a stage, a pause, a broken promise."),
        source=SOURCE,
        columns=(
            Column("for", tr("Given for"), lambda row: row.reason_for.label, width=150),
            Column("code", tr("Code"), lambda row: row.code, width=90, strong=True),
            Column("name", tr("Name"), lambda row: row.name, stretch=True),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=76, muted=True),
        ),
        fields=(
            ChoiceField("reason_for", tr("Given for"), [(each, each.label) for each in ReasonFor]),
            TextField("code", tr("Code")),
            TextField("name", tr("Name")),
            CheckField("active", tr("Offered where a reason is asked")),
        ),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        form_share=42,
        least={"active": 420, "code": 340},
    )


def _values(row: ReasonRow | None, beside: ReasonRow | None) -> Mapping[str, Any]:
    if row is None:
        reason_for = beside.reason_for if beside else ReasonFor.STAGE
        return {"reason_for": reason_for, "code": "", "name": "", "active": True}
    return {"reason_for": row.reason_for, "code": row.code, "name": row.name, "active": row.active}


def _follow(form: Form, row: ReasonRow | None, _loaded: Loaded[ReasonRow]) -> None:
    form.fields["reason_for"].widget.setEnabled(row is None)
