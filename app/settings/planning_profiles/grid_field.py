"""Prices by priority, as a small grid of four."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.settings.planning_profiles.rows import WIDTH, Typed, never_box, price_line, price_words, typed_price
from app.shared.fields import Field
from app.shared.layout import column, label, row
from domain.planning.goals import ByPriority
from domain.words import Priority

Prices = dict[Priority, Typed]


class GridField(Field):
    """The value is what was typed for each priority; None is "not for sale", for those with `never`."""

    says_title = True

    def __init__(self, name: str, title: str, usual: ByPriority, *, never: bool = False) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._usual = usual
        self.never = never_box(title)
        self.lines: dict[Priority, QLineEdit] = {
            priority: price_line(f"{title}, {priority.label}") for priority in Priority
        }
        self._arrange(whole)
        self.never.setVisible(never)
        whole.setFocusProxy(next(iter(self.lines.values())))
        self.never.toggled.connect(self._on_never)
        for line in self.lines.values():
            line.textChanged.connect(self._on_edited)

    def value(self) -> Prices | None:
        if self.never.isChecked():
            return None
        return {priority: typed_price(line.text()) for priority, line in self.lines.items()}

    def set_value(self, value: Any) -> None:
        self.never.setChecked(value is None)
        for priority, line in self.lines.items():
            line.setText("" if value is None else price_words(value[priority]))

    def part_of(self, sentence: str) -> QWidget:
        """The input of the priority that is named."""
        named = (line for priority, line in self.lines.items() if sentence.startswith(f"{priority.label}:"))
        return next(named, self.widget)

    def _arrange(self, whole: QWidget) -> None:
        whole.setMaximumWidth(WIDTH)
        head, grid = row(spacing=8), QGridLayout()
        head.addWidget(label(self.title, wrap=True), 1)
        head.addWidget(self.never)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for at, (priority, line) in enumerate(self.lines.items()):
            grid.addWidget(label(priority.label, "section"), 0, at)
            grid.addWidget(line, 1, at)
            grid.setColumnStretch(at, 1)
        lines = column(whole, spacing=4)
        lines.addLayout(head)
        lines.addLayout(grid)

    @Slot(bool)
    def _on_never(self, never: bool) -> None:
        for priority, line in self.lines.items():
            line.setEnabled(not never)
            if not never and not line.text():
                line.setText(price_words(self._usual.of(priority)))
        self.edited.emit()
