"""Plans of lines set and taken away, and how the visits of an agreement go together."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.agreements.plans import forms
from app.agreements.plans.dialog import PlanDialog
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved
from app.shared.links import Notice
from app.shared.refusals import at_field
from domain.language import tr
from domain.monitoring.device_queries import MetricRow, metrics_of_asset
from domain.store.unit_of_work import UnitOfWork
from domain.visits.plan_choices import Choices, PlanChoices, calendar_choices, plan_choices
from domain.visits.plan_service import PlanDraft, PlanningDraft, remove_plan, set_plan, set_planning
from domain.visits.queries import PlanRow

#: What is refused of an interval stands at the field in which it was chosen.
OF_AN_INTERVAL = ("include", "exclude", "breaks", "count", "every", "weekdays", "nth", "days", "last", "months")
Values = dict[str, Any]


class PlanDeeds:
    """What can be done with the plan of a line."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def set_plan(self, row: PlanRow, today: date) -> None:
        """Ask when a line falls due."""
        draft = row.draft
        interval, task = (None, None) if draft is None else (draft.interval_id, draft.task_id)
        read = partial(plan_choices, line_id=row.line_id, interval_id=interval, task_id=task)
        self._entry.read(partial(_offered, read), partial(self._ask, row, today))

    def remove(self, row: PlanRow) -> None:
        """Let a line bring no further visits, once it was said again."""
        title, verb = tr("Take away the plan of {name}?", name=row.name), tr("Take it away")
        said = tr("The line brings no further visits; those that were made stay.")
        self._entry.ask("remove_plan", title, (), verb, partial(self._remove, row), said=said)

    def set_planning(self, agreement_id: int, draft: PlanningDraft, version: int | None) -> None:
        """Ask how the visits of an agreement go together."""
        self._entry.read(calendar_choices, partial(self._ask_planning, agreement_id, draft, version))

    def _ask(self, row: PlanRow, today: date, offered: tuple[PlanChoices, Sequence[MetricRow]]) -> None:
        fields, values = forms.plan_fields(*offered, row.draft), forms.plan_values(row.draft, today)
        title = tr("When {name} falls due", name=row.name)
        self._entry.ask("plan", title, fields, tr("Save"), partial(self._save, row), values, kind=PlanDialog)

    def _save(self, row: PlanRow, dialog: FormDialog, values: Values) -> None:
        draft = forms.plan_draft(values, row.draft)
        self._entry.keep(dialog, partial(_saved, row.name), keep_plan, row.line_id, draft, row.version)

    def _remove(self, row: PlanRow, dialog: FormDialog, _values: Values) -> None:
        done = partial(_told, tr("{name} brings no further visits.", name=row.name))
        self._entry.keep(dialog, done, remove_plan, row.line_id, row.version)

    def _ask_planning(self, agreement_id: int, draft: PlanningDraft, version: int | None, choices: Choices) -> None:
        fields, title = forms.planning_fields(choices), tr("How the visits go together")
        submit = partial(self._save_planning, agreement_id, version)
        self._entry.ask("planning", title, fields, tr("Save"), submit, forms.planning_values(draft))

    def _save_planning(self, agreement_id: int, version: int | None, dialog: FormDialog, values: Values) -> None:
        draft = forms.planning_draft(values)
        done = partial(_saved, tr("How the visits go together"))
        self._entry.keep(dialog, done, set_planning, agreement_id, draft, version)


def keep_plan(work: UnitOfWork, line_id: int, draft: PlanDraft, version: int | None) -> None:
    """Set a plan; an interval that makes no sense from its first day on is refused where it was chosen."""
    with at_field("interval", OF_AN_INTERVAL):
        set_plan(work, line_id, draft, version)


def _offered(read: Callable[[Session], PlanChoices], session: Session) -> tuple[PlanChoices, Sequence[MetricRow]]:
    """What can be chosen for a line, and what the devices of its asset measure."""
    choices = read(session)
    return choices, () if choices.asset_id is None else metrics_of_asset(session, choices.asset_id)


def _saved(name: str, _result: object) -> Notice:
    return saved(name, None)


def _told(words: str, _result: object) -> Notice:
    return Notice(words)
