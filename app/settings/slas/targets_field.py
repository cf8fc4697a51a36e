"""What an SLA promises, as a grid: a row for each kind of promise, a column for each priority."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.settings.slas.spans import parsed, written
from app.shared.fields import Field
from app.shared.layout import label
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.words import Priority

Key = tuple[TargetKind, Priority]
DAY = 24 * 60


class TargetsField(Field):
    """The value are the minutes by kind and priority; what is no span of time stays what was typed."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        self.lines: dict[Key, QLineEdit] = {}
        self._day = DAY
        self._hint = label("", "hint", wrap=True)
        for at, priority in enumerate(Priority, 1):
            grid.addWidget(label(priority.label, "section"), 0, at)
        for at_row, kind in enumerate(TargetKind, 1):
            grid.addWidget(label(kind.label, "muted"), at_row, 0)
            for at, priority in enumerate(Priority, 1):
                line = QLineEdit()
                line.setAccessibleName(f"{kind.label}, {priority.label}")
                line.setPlaceholderText("–")
                line.textChanged.connect(self._on_edited)
                line.editingFinished.connect(self._tidy)
                self.lines[kind, priority] = line
                grid.addWidget(line, at_row, at)
        grid.addWidget(self._hint, len(TargetKind) + 1, 0, 1, len(Priority) + 1)
        whole.setFocusProxy(next(iter(self.lines.values())))

    def set_day(self, minutes: int) -> None:
        """How long a working day of the chosen calendar is."""
        self._day = minutes or DAY
        self._hint.setText(
            tr("Working time, such as 30 min, 4 h or 2 d 4 h; a day of this calendar is {day}.", day=written(self._day))
        )

    def value(self) -> dict[Key, int | str]:
        typed = {key: line.text().strip() for key, line in self.lines.items()}
        return {key: parsed(text, self._day) or text for key, text in typed.items() if text}

    def set_value(self, value: Any) -> None:
        for key, line in self.lines.items():
            given = (value or {}).get(key, "")
            line.setText(written(given) if isinstance(given, int) else given)

    @Slot()
    def _tidy(self) -> None:
        """Say in hours and minutes what was typed, so that nobody has to guess how long a day is."""
        for line in self.lines.values():
            minutes = parsed(line.text(), self._day)
            if minutes is not None and line.text() != written(minutes):
                line.setText(written(minutes))
