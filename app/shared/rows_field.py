"""A field that holds several lines, each with inputs of its own, to be added and taken away."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.shared.buttons import IconButton
from app.shared.fields import Field
from app.shared.layout import column, row
from app.shared.theme import Theme
from domain.language import tr

#: What can be chosen: (value, word), in the order shown.
Choices = Sequence[tuple[Any, str]]


class Line(QWidget):
    """One line: `value()` and `set_value()` speak plain Python, `edited` comes with every change."""

    edited = Signal()
    removed = Signal(object)
    """This line; it wants to be taken away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.inputs = row(self, spacing=6)
        self.remove_button = IconButton("x", tr("Remove this line"), theme)
        self.remove_button.clicked.connect(self._on_removed)

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def offer(self, choices: Choices) -> None:
        """Take over what can be chosen; a line without choices passes it over."""

    @Slot()
    def tell(self) -> None:
        """Say that something was changed."""
        self.edited.emit()

    @Slot()
    def _on_removed(self) -> None:
        self.removed.emit(self)


class RowsField(Field):
    """Lines under each other; the value is the tuple of theirs."""

    def __init__(self, name: str, title: str, make: Callable[[], Line], add_words: str) -> None:
        whole = QWidget()
        self._make = make
        self._lines: list[Line] = []
        self._choices: Choices = ()
        self._layout = column(spacing=4)
        self.add_button = QPushButton(add_words)
        super().__init__(name, title, whole)
        outer = column(whole, spacing=4)
        outer.addLayout(self._layout)
        outer.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        whole.setFocusProxy(self.add_button)
        self.add_button.clicked.connect(self.add_line)

    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines)

    def offer(self, choices: Choices) -> None:
        """What can be chosen in each line."""
        self._choices = choices
        for line in self._lines:
            line.offer(choices)

    def value(self) -> tuple[Any, ...]:
        return tuple(line.value() for line in self._lines)

    def set_value(self, value: Any) -> None:
        wanted = tuple(value or ())
        while len(self._lines) > len(wanted):
            self._drop(self._lines[-1])
        while len(self._lines) < len(wanted):
            self._append()
        for line, each in zip(self._lines, wanted, strict=True):
            line.set_value(each)

    @Slot()
    def add_line(self) -> None:
        """Begin another line, and go there."""
        line = self._append()
        for widget in line.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        self.edited.emit()

    def _append(self) -> Line:
        line = self._make()
        line.inputs.addWidget(line.remove_button, alignment=Qt.AlignmentFlag.AlignTop)
        line.offer(self._choices)
        self._lines.append(line)
        self._layout.addWidget(line)
        line.edited.connect(self._on_edited)
        line.removed.connect(self._on_line_removed)
        return line

    def _drop(self, line: Line) -> None:
        self._lines.remove(line)
        self._layout.removeWidget(line)
        line.hide()
        line.deleteLater()

    @Slot(object)
    def _on_line_removed(self, line: Line) -> None:
        if line in self._lines:
            self._drop(line)
            self.edited.emit()
