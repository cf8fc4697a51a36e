"""One of many values, found by typing a part of its words."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from app.shared.calm import CalmCombo
from app.shared.fields import ChoiceField

LEAST_LETTERS = 12


class SearchCombo(CalmCombo):
    """A choice that one may type: Enter takes the first that has these words, leaving the only one that has them.

    What is no choice goes back to the one before when the keyboard leaves.
    """

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
        typed = self.lineEdit()
        if typed is not None:
            typed.returnPressed.connect(self._take_first)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        found = self._having(self.currentText())
        if len(found) == 1:
            self.setCurrentIndex(found[0])
        else:
            self.setEditText(self.itemText(self.currentIndex()))

    @Slot()
    def _take_first(self) -> None:
        found = self._having(self.currentText())
        if found:
            self.setCurrentIndex(found[0])

    def _having(self, words: str) -> list[int]:
        """The choice that reads so, else all that have the words in them."""
        exact = self.findText(words, Qt.MatchFlag.MatchFixedString)
        if exact >= 0 or not words.strip():
            return [exact] if exact >= 0 else []
        wanted = words.strip().casefold()
        return [at for at in range(self.count()) if wanted in self.itemText(at).casefold()]


class SearchChoiceField(ChoiceField):
    """Like `ChoiceField`, for lists that are too long to look through."""

    def _made(self) -> QComboBox:
        return SearchCombo()
