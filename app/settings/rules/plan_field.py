"""Which response plan answers the alerts of a rule, and what that means for its order."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.fields import CheckField, ChoiceField, Field
from app.shared.layout import column, label
from app.shared.rows_field import Choices
from domain.language import tr


class PlanField(Field):
    """A plan or none, and below it how the plan minds the severity of an alert."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        self.choice = ChoiceField(name, title)
        super().__init__(name, title, whole)
        self._hint = label(
            tr("Steps of a plan may have a least severity, so that it does more for what is worse."), "hint", wrap=True
        )
        lines = column(whole, spacing=4)
        lines.addWidget(self.choice.widget)
        lines.addWidget(self._hint)
        whole.setFocusProxy(self.choice.widget)
        self.choice.edited.connect(self._on_chosen)

    def offer(self, choices: Choices) -> None:
        """Replace the plans; the chosen one stays if it is still among them."""
        self.choice.offer(choices)

    def value(self) -> Any:
        return self.choice.value()

    def set_value(self, value: Any) -> None:
        self.choice.set_value(value)
        self._show_hint()

    def word(self) -> str:
        """The name of the chosen plan; empty for none."""
        return "" if self.value() is None else self.choice.word(self.value())

    def _show_hint(self) -> None:
        self._hint.setVisible(self.value() is not None)

    @Slot()
    def _on_chosen(self) -> None:
        self._show_hint()
        self.edited.emit()


class OwnOrderField(CheckField):
    """Whether a rule opens an order by itself, which is left to its plan if it follows one."""

    def leave_to_plan(self, *, taken_over: bool) -> None:
        """Say who sees to orders; the choice stays for the day without a plan."""
        self.widget.setEnabled(not taken_over)
        self._box.setText(tr("Orders are seen to by the plan") if taken_over else self.title)
