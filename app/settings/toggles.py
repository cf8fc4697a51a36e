"""Several of a few values, each a button that stays down."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

GAP = 2


class Toggles(QWidget):
    """Buttons with words, `across` of them in a line; says when one of them is pressed."""

    edited = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[int, str]], across: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[int, QToolButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for at, (value, word) in enumerate(choices):
            button = QToolButton()
            button.setText(word)
            button.setCheckable(True)
            button.setProperty("role", "toggle")
            button.setAccessibleName(f"{name} · {word}")
            button.clicked.connect(self._on_clicked)
            grid.addWidget(button, at // across, at % across)
            self.buttons[value] = button
        grid.setColumnStretch(across, 1)

    def value(self) -> tuple[int, ...]:
        """What is down, in the order shown."""
        return tuple(value for value, button in self.buttons.items() if button.isChecked())

    def set_value(self, values: Iterable[int]) -> None:
        """Press these buttons and no others."""
        wanted = set(values)
        for value, button in self.buttons.items():
            button.setChecked(value in wanted)

    @Slot()
    def _on_clicked(self) -> None:
        self.edited.emit()
