"""One of many values, found by typing a part of its words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from app.shared.calm import CalmCombo
from app.shared.fields import ChoiceField

LEAST_LETTERS = 12


class SearchCombo(CalmCombo):
    """A choice that one may type; what is no choice goes back to the one before when the keyboard leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)
        completer = self.completer()
        if isinstance(completer, QCompleter):
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        at = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if at < 0:
            self.setEditText(self.itemText(self.currentIndex()))
        else:
            self.setCurrentIndex(at)


class SearchChoiceField(ChoiceField):
    """Like `ChoiceField`, for lists that are too long to look through."""

    def _made(self) -> QComboBox:
        return SearchCombo()
