"""One of very many records as an input: found by typing, never loaded all."""

from typing import Any

from PySide6.QtCore import Signal, Slot

from app.shared.fields import Field
from app.shared.type_ahead import Found, TypeAhead


class SearchedField(Field):
    """Holds the `Found` that was taken, or None; whoever hears `searched` offers to `line`."""

    searched = Signal(str)

    def __init__(self, name: str, title: str, nothing: str, hint: str = "") -> None:
        self.line = TypeAhead(nothing)
        super().__init__(name, title, self.line)
        self._chosen: Found | None = None
        self.line.setPlaceholderText(hint)
        self.line.searched.connect(self.searched)
        self.line.taken.connect(self._on_taken)
        self.line.textEdited.connect(self._on_typed)

    def value(self) -> Found | None:
        return self._chosen

    def set_value(self, value: Any) -> None:
        self._chosen = value if isinstance(value, Found) else None
        self.line.setText(self._chosen.title if self._chosen else "")

    @Slot(object)
    def _on_taken(self, found: Found) -> None:
        self.set_value(found)
        self.edited.emit()

    @Slot()
    def _on_typed(self) -> None:
        """What is no longer as it was found is none of the records."""
        self._chosen = None
        self.edited.emit()
