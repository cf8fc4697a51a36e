"""The section of response plans: what follows an alert, step by step."""

from collections.abc import Mapping
from typing import Any

from app.settings.exchange_field import ExchangeField
from app.settings.plans.source import SOURCE, copy
from app.settings.plans.steps_field import StepsField
from app.settings.section import Deed, Section
from app.settings.source import Loaded
from app.shared.columns import Column
from app.shared.fields import TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from domain.language import tr
from domain.monitoring.plan_file import PlanFile, file_of, read, steps_of, written
from domain.monitoring.plan_queries import PlanRow
from domain.monitoring.plans.plan import Notify
from domain.monitoring.plans.wording import Names, in_short


def plans_section(kit: Kit) -> Section[PlanRow]:
    return Section(
        key="plans",
        title=tr("Response plans"),
        icon="list-tree",
        new_title=tr("New plan"),
        hint=tr("What is done about an alert, step by step: told, commanded, waited for, ordered."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, width=150, stretch=True, strong=True),
            Column("steps", tr("What it does"), _steps, width=190, muted=True, tip=_steps),
            Column("rules", tr("Rules that follow it"), _rules, width=130, muted=True, tip=_rules),
        ),
        fields=(
            TextField("name", tr("Name")),
            StepsField("steps", tr("Steps"), kit.theme),
            ExchangeField("file", tr("As a file"), tr("Response plans (*.json)"), read, written),
        ),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        deeds=(Deed("plan_copy", tr("Duplicate"), "Ctrl+Shift+C", "copy", copy),),
        form_share=66,
        least={"rules": 480, "steps": 300},
    )


def _steps(row: PlanRow) -> str:
    return in_short(row.steps)


def _rules(row: PlanRow) -> str:
    return ", ".join(row.rules) or tr("none")


def _values(row: PlanRow | None, _beside: PlanRow | None) -> Mapping[str, Any]:
    if row is None:
        return {"name": "", "steps": (Notify(),), "file": None}
    return {"name": row.name, "steps": row.steps, "file": None}


def _follow(form: Form, _row: PlanRow | None, loaded: Loaded[PlanRow]) -> None:
    file = form.fields["file"]
    assert isinstance(file, ExchangeField)
    known: Names = loaded.more.get("names", Names())
    imported = file.take()
    if imported is not None:
        _import(form, file, imported, known)
    values = form.values()
    file.show_carried(file_of(values["name"], values["steps"], known))


def _import(form: Form, file: ExchangeField[PlanFile], plan: PlanFile, known: Names) -> None:
    steps, missing = steps_of(plan, known)
    form.fields["name"].set_value(plan.name)
    form.fields["steps"].set_value(steps)
    if missing:
        file.say(tr("Nobody here knows {names}; the steps do without.", names=", ".join(missing)))
