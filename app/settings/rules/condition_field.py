"""Conditions as fields of the form."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.settings.rules.condition_editor import ConditionEditor
from app.settings.rules.metric_inputs import Known
from app.shared.fields import Field
from app.shared.layout import column, label
from app.shared.theme import Theme
from domain.monitoring.definitions.condition import Condition


class ConditionField(Field):
    """A condition, and below it what all of the rule means in words."""

    def __init__(self, name: str, title: str, theme: Theme) -> None:
        whole = QWidget()
        self.editor = ConditionEditor(theme)
        self.words = label("", "strong", wrap=True)
        super().__init__(name, title, whole)
        lines = column(whole, spacing=6)
        lines.addWidget(self.editor)
        lines.addWidget(self.words)
        whole.setFocusProxy(self.editor)
        self.editor.edited.connect(self._on_edited)

    def part_of(self, sentence: str) -> QWidget:
        """The input of the line that a refusal speaks of."""
        return self.editor.wrong_part(sentence) or self.widget

    def value(self) -> Condition:
        return self.editor.value()

    def set_value(self, value: Any) -> None:
        self.editor.set_value(value)


class OwnConditionField(Field):
    """A condition that need not be; None without."""

    def __init__(self, name: str, title: str, question: str, theme: Theme) -> None:
        whole = QWidget()
        self.box = QCheckBox(question)
        self.editor = ConditionEditor(theme)
        super().__init__(name, title, whole)
        lines = column(whole, spacing=4)
        lines.addWidget(self.box)
        lines.addWidget(self.editor)
        whole.setFocusProxy(self.box)
        self.editor.hide()
        self.box.toggled.connect(self._on_toggled)
        self.editor.edited.connect(self._on_edited)

    def set_known(self, known: Known) -> None:
        """What can be chosen."""
        self.editor.set_known(known)

    def part_of(self, sentence: str) -> QWidget:
        """The input of the line that a refusal speaks of."""
        return self.editor.wrong_part(sentence) or self.widget

    def value(self) -> Condition | None:
        return self.editor.value() if self.box.isChecked() else None

    def set_value(self, value: Any) -> None:
        self.box.setChecked(value is not None)
        if value is not None:
            self.editor.set_value(value)

    @Slot(bool)
    def _on_toggled(self, own: bool) -> None:
        self.editor.setVisible(own)
        self.edited.emit()
