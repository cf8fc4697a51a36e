"""What people do with the tasks of the order that is shown."""

from functools import partial
from typing import Any

from app.orders.order_work import OrderWork
from app.shared.dialog import FormDialog
from app.shared.fields import Field, LongTextField, TextField
from app.shared.links import Notice
from domain.language import tr
from domain.orders import tasks
from domain.orders.permissions import Permission
from domain.orders.task_queries import TaskRow
from domain.orders.tasks import CheckDraft, TaskDraft

REQUIRED = "*"
"""Before a point of a checklist: it must be checked."""


class OrderTasks:
    """Add, change, take away, tick."""

    def __init__(self, work: OrderWork) -> None:
        self._work = work

    def can_change(self) -> bool:
        view = self._work.view
        return view is not None and Permission.MODIFY in view.header.allowed

    def add(self) -> None:
        """Ask for a new task."""
        dialog = self._work.dialog(tr("New task"), _fields(), tr("Add the task"), self._on_add)
        dialog.set_said(_hint())
        dialog.begin({"name": "", "checks": "", "internal_note": "", "external_note": ""})

    def change(self, task: TaskRow) -> None:
        """Ask what is different."""
        submit = partial(self._on_change, task)
        dialog = self._work.dialog(tr("Change the task"), _fields(), tr("Save changes"), submit)
        dialog.set_said(_hint())
        notes = {"internal_note": task.internal_note, "external_note": task.external_note}
        dialog.begin({"name": task.name, "checks": check_lines(task), **notes})

    def remove(self, task: TaskRow) -> None:
        """Take it away."""
        done = Notice(tr("“{task}” is taken away.", task=task.name))
        self._work.deeds.do(done, tasks.remove_task, task.id, task.version)

    def tick_task(self, task_id: int, ticked: bool) -> None:
        """Say that it is done, or not after all."""
        self._work.deeds.do_quietly(tasks.finish_task if ticked else tasks.reopen_task, task_id)

    def tick_point(self, check_id: int, ticked: bool) -> None:
        """Check a point, or take that back."""
        self._work.deeds.do_quietly(tasks.check_point, check_id, checked=ticked)

    def _on_add(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        order_id = self._work.shown.detail.id
        draft = _draft(values, None)
        self._work.deeds.do_for(dialog.finish, dialog.show_refusal, None, tasks.add_task, order_id, draft)

    def _on_change(self, task: TaskRow, dialog: FormDialog, values: dict[str, Any]) -> None:
        draft = _draft(values, task)
        self._work.deeds.do_for(
            dialog.finish, dialog.show_refusal, None, tasks.change_task, task.id, draft, task.version
        )


def check_lines(task: TaskRow) -> str:
    """The checklist as it is typed: a point in each line, with a star before what is required."""
    return "\n".join(f"{REQUIRED} {check.text}" if check.required else check.text for check in task.checks)


def _draft(values: dict[str, Any], task: TaskRow | None) -> TaskDraft:
    """Points keep who checked them as long as their words stay."""
    known = {} if task is None else {check.text: check.id for check in task.checks}
    lines = [line.strip() for line in str(values["checks"]).splitlines() if line.strip()]
    points = [(line.removeprefix(REQUIRED).strip(), line.startswith(REQUIRED)) for line in lines]
    checks = tuple(CheckDraft(text, required, known.get(text)) for text, required in points)
    return TaskDraft(values["name"], values["internal_note"], values["external_note"], checks)


def _hint() -> str:
    return tr("A point of the checklist in each line; with a star before it, it must be checked.")


def _fields() -> tuple[Field, ...]:
    return (
        TextField("name", tr("Task"), tr("What is to be done")),
        LongTextField("checks", tr("Checklist")),
        LongTextField("internal_note", tr("Internal note"), tr("For the technician alone")),
        LongTextField("external_note", tr("Note for the customer"), tr("Stands on the papers too")),
    )
