"""The input for a day, which takes what is typed as it is meant, or says that it is no day."""

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from app.shared.calm import inset, turn
from app.shared.days import day_format, to_plain, to_qt
from app.shared.typed_day import is_whole, typed_day
from domain.language import tr

LETTERS = frozenset("0123456789/.- ")
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class CalmDate(QDateEdit):
    """A day. Qt's own input goes on to the next part by itself, so that a typed mark would skip one."""

    misread_changed = Signal()
    """What was typed is no day, or all is well again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._wrong = ""
        self._before = super().date()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)
        self.setDisplayFormat(day_format())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn(self, event, super().wheelEvent)

    def date(self) -> QDate:
        """The day; what is being typed counts."""
        self.settle()
        return super().date()

    def setDate(self, day: QDate) -> None:
        self._typed = ""
        self._mark("")
        super().setDate(day)

    def misread(self) -> str:
        """Why what was typed is no day; empty where it is one."""
        return tr("“{typed}” is not a day.", typed=self._wrong) if self._wrong else ""

    def settle(self) -> None:
        """Take what was typed for the day that is meant."""
        if not self._typed:
            return
        typed, self._typed = self._typed, ""
        meant = typed_day(typed, to_plain(self._before))
        self._mark("" if meant else typed)
        super().setDate(self._before if meant is None else to_qt(meant))
        self._write(typed if meant is None else self.textFromDateTime(self.dateTime()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._type(QGuiApplication.clipboard().text().strip())
        elif event.text() and event.text() in LETTERS and not event.modifiers() & COMMANDS:
            self._type(self._typed + event.text())
        elif event.key() == Qt.Key.Key_Backspace and self._typed:
            self._type(self._typed[:-1])
        else:
            self.settle()
            super().keyPressEvent(event)

    def validate(self, words: str, at: int) -> tuple[QValidator.State, str, int]:
        """Qt would put right what it is shown, as 31 February to the 28th."""
        if self._typed or self._wrong:
            return QValidator.State.Acceptable, words, at
        return super().validate(words, at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._wrong:
            self._typed = self._wrong

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        self._write(self.textFromDateTime(self.dateTime()))
        super().focusOutEvent(event)
        if self._wrong:
            self._write(self._wrong)

    def _type(self, typed: str) -> None:
        if not self._typed:
            self._before = super().date()
        self._mark("")
        self._typed = typed
        meant = typed_day(typed, to_plain(self._before)) if is_whole(typed) else None
        if meant is not None:
            super().setDate(to_qt(meant))
        self._write(typed)

    def _mark(self, wrong: str) -> None:
        """Show that something is no day, or that all is well again."""
        if wrong != self._wrong:
            self._wrong = wrong
            self.setToolTip(self.misread())
            self.setAccessibleDescription(self.misread())
            self.setProperty("wrong", bool(wrong))
            self.style().unpolish(self)
            self.style().polish(self)
            self.misread_changed.emit()

    def _write(self, words: str) -> None:
        """Show words that Qt is not to read."""
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().setText(words)
