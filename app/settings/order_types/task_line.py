"""A task that orders of a type begin with, and its checklist."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.shared.layout import column
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.orders.tasks import CheckDraft, TaskDraft

MUST = "*"
CHECKS_HEIGHT = 76


class TaskLine(Line):
    """Name, notes, and a line of text for each point of the checklist; a star says that it must be checked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._name = _line(tr("Task"))
        self._internal = _line(tr("Note for the technician"))
        self._external = _line(tr("Note for the customer"))
        self._checks = QPlainTextEdit()
        self._checks.setPlaceholderText(tr("Checklist: one point a line; a * before it says that it must be done"))
        self._checks.setAccessibleName(tr("Checklist"))
        self._checks.setTabChangesFocus(True)
        self._checks.setFixedHeight(CHECKS_HEIGHT)
        stack = column(spacing=4)
        for widget in (self._name, self._internal, self._external):
            stack.addWidget(widget)
            widget.textChanged.connect(self.tell)
        stack.addWidget(self._checks)
        stack.addSpacing(6)
        self._checks.textChanged.connect(self.tell)
        self.inputs.addLayout(stack, 1)

    def value(self) -> TaskDraft:
        lines = [line.strip() for line in self._checks.toPlainText().splitlines()]
        checks = tuple(_check(line) for line in lines if line.strip(MUST + " "))
        return TaskDraft(
            self._name.text().strip(), self._internal.text().strip(), self._external.text().strip(), checks
        )

    def set_value(self, value: Any) -> None:
        if isinstance(value, TaskDraft):
            self._name.setText(value.name)
            self._internal.setText(value.internal_note)
            self._external.setText(value.external_note)
            text = "\n".join(f"{MUST} {check.text}" if check.required else check.text for check in value.checks)
            if text != self._checks.toPlainText():
                self._checks.setPlainText(text)


def _check(line: str) -> CheckDraft:
    return CheckDraft(line.lstrip(MUST).strip(), line.startswith(MUST))


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line
