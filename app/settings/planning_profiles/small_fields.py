"""What stands between the inputs: headings, sentences, and the prices as they are delivered."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.shared.fields import Field
from app.shared.flow import FlowLayout
from app.shared.layout import column, label, line
from domain.planning.goals import Goals
from domain.planning.standard import standard_goals


class SilentField(Field):
    """Has no value of its own."""

    def value(self) -> None:
        return None

    def set_value(self, value: Any) -> None:
        """There is nothing to fill in."""


class HeadingField(SilentField):
    """Begins a group of inputs, with a sentence on it where it needs one."""

    says_title = True

    def __init__(self, name: str, title: str, hint: str = "") -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        lines = column(whole, margins=(0, 10, 0, 0), spacing=4)
        lines.addWidget(line())
        lines.addSpacing(4)
        lines.addWidget(label(title, "strong"))
        if hint:
            lines.addWidget(label(hint, "hint", wrap=True))


class NoteField(SilentField):
    """A sentence that follows what is chosen."""

    says_title = True

    def __init__(self, name: str, title: str) -> None:
        self.said = label("", "hint", wrap=True)
        super().__init__(name, title, self.said)
        self.said.setAccessibleName("")  # who hears the screen hears the sentence

    def say(self, words: str) -> None:
        """Show this sentence."""
        self.said.setText(words)


class DeliveredField(SilentField):
    """A button for each of the usual goals; `take` gives those that were asked for, once."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._goals = standard_goals()
        self._asked: Goals | None = None
        flow = FlowLayout(whole, 6, 4)
        self.buttons: dict[str, QPushButton] = {}
        for word in self._goals:
            button = QPushButton(word)
            button.setAccessibleName(f"{title}: {word}")
            button.clicked.connect(self._on_clicked)
            flow.addWidget(button)
            self.buttons[word] = button
        whole.setFocusProxy(next(iter(self.buttons.values())))

    def take(self) -> Goals | None:
        """What was asked for since it was taken last."""
        asked, self._asked = self._asked, None
        return asked

    @Slot()
    def _on_clicked(self) -> None:
        self._asked = next(self._goals[word] for word, button in self.buttons.items() if button is self.sender())
        self.edited.emit()
