"""Fields of a rule for a length of time, for when it counts, and for whether more is shown."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from app.settings.calendars.week_field import WeekField
from app.settings.rules.inputs import SpanInput
from app.shared.fields import Field
from domain.language import tr


class SpanField(Field):
    """Seconds, typed in the unit that suits."""

    def __init__(self, name: str, title: str) -> None:
        self.input = SpanInput(title)
        super().__init__(name, title, self.input)
        self.input.edited.connect(self._on_edited)

    def value(self) -> float:
        return self.input.value()

    def set_value(self, value: Any) -> None:
        self.input.set_value(value or 0.0)


class ScheduleField(WeekField):
    """When a rule counts, by the day of the week; without any hours it always does."""

    def __init__(self, name: str, title: str) -> None:
        hint = tr("Several windows a day with commas: 08:00-12:00, 13:00-17:00. 22:00-06:00 runs into the next day.")
        super().__init__(name, title, hint)
        self.edited.connect(self._show_default)
        self._show_default()

    @Slot()
    def _show_default(self) -> None:
        words = tr("not on this day") if any(self.value()) else tr("at all hours")
        for line in self.lines:
            line.setPlaceholderText(words)


class MoreField(Field):
    """No value, but whether the rest of the form is shown."""

    def __init__(self, name: str) -> None:
        self.button = QPushButton()
        super().__init__(name, "", self.button)
        self.button.setCheckable(True)
        self.button.setAccessibleName(tr("More settings"))
        self.button.toggled.connect(self._on_edited)
        self._row_id: int | None = -1
        self.tell(0)

    def is_open(self) -> bool:
        """Whether the rest is shown."""
        return self.button.isChecked()

    def begin(self, row_id: int | None, *, shown: bool) -> None:
        """Another rule is shown: begin with what it needs."""
        if row_id != self._row_id:
            self._row_id = row_id
            self.button.setChecked(shown)

    def tell(self, count: int) -> None:
        """How many of the settings that are folded away say something."""
        words = tr("Fewer settings") if self.is_open() else tr("More settings")
        self.button.setText(tr("{words} ({count} set)", words=words, count=count) if count else words)

    def value(self) -> None:
        return None

    def set_value(self, value: Any) -> None:
        """There is nothing to fill in."""
