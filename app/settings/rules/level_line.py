"""One level of an alert: how bad it is while a further condition holds."""

from typing import Any

from app.settings.rules.condition_editor import ConditionEditor
from app.settings.rules.inputs import ChoiceInput
from app.settings.rules.metric_inputs import Known
from app.shared.layout import column
from app.shared.rows_field import Choices, Line
from app.shared.theme import Theme
from domain.language import tr
from domain.monitoring.definitions.definition import Level
from domain.words import Severity


class LevelLine(Line):
    """The severity, and when it is that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        by_weight = sorted(Severity, key=lambda each: -each.rank)
        self._severity = ChoiceInput(tr("Severity"), {each: each.label for each in by_weight})
        self.editor = ConditionEditor(theme)
        lines = column(spacing=4)
        lines.addWidget(self._severity)
        lines.addWidget(self.editor)
        self.inputs.addLayout(lines, 1)
        self._severity.edited.connect(self.tell)
        self.editor.edited.connect(self.tell)

    def offer(self, choices: Choices) -> None:
        for known, _ in choices:
            if isinstance(known, Known):
                self.editor.set_known(known)

    def value(self) -> Level:
        return Level(self._severity.value(), self.editor.value())

    def set_value(self, value: Any) -> None:
        self._severity.set_value(value.severity)
        self.editor.set_value(value.when)
