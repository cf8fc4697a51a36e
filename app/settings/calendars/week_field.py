"""The hours of a week: a line of text for each day."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from app.settings.calendars.names import weekdays
from app.shared.fields import Field
from app.shared.layout import label
from domain.language import tr

WORKING_DAYS = 5


class WeekField(Field):
    """The value is the text of each day, from Monday on."""

    def __init__(self, name: str, title: str, hint: str = "") -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        self.lines: list[QLineEdit] = []
        for at, day in enumerate(weekdays()):
            line = QLineEdit()
            line.setPlaceholderText(tr("closed"))
            line.setAccessibleName(day)
            line.textChanged.connect(self._on_edited)
            grid.addWidget(label(day, "muted"), at, 0)
            grid.addWidget(line, at, 1)
            self.lines.append(line)
        self.copy_button = QPushButton(tr("Tuesday to Friday as Monday"))
        self.copy_button.clicked.connect(self._on_copy)
        grid.addWidget(self.copy_button, len(self.lines), 1)
        usual = tr(
            "Several windows a day with commas: 08:00-12:00, 13:00-17:00. 24:00 is midnight; a night is two days."
        )
        grid.addWidget(label(hint or usual, "hint", wrap=True), len(self.lines) + 1, 0, 1, 2)
        whole.setFocusProxy(self.lines[0])

    def value(self) -> tuple[str, ...]:
        return tuple(line.text().strip() for line in self.lines)

    def set_value(self, value: Any) -> None:
        for line, text in zip(self.lines, value, strict=True):
            line.setText(text)

    def part_of(self, sentence: str) -> QWidget:
        """The line of the day that is named, if one is."""
        named = (line for line in self.lines if sentence.startswith(f"{line.accessibleName()}:"))
        return next(named, self.widget)

    @Slot()
    def _on_copy(self) -> None:
        for line in self.lines[1:WORKING_DAYS]:
            line.setText(self.lines[0].text())
