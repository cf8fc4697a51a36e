"""Several small inputs that belong together, beside each other as far as there is room."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.shared.fields import CheckField, Field
from app.shared.flow import FlowLayout
from app.shared.layout import column, label


class GroupField(Field):
    """Its value is that of each input by name."""

    def __init__(self, name: str, title: str, fields: Sequence[Field]) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self.fields = {field.name: field for field in fields}
        self._places: dict[str, QWidget] = {}
        self._meant = ""
        flow = FlowLayout(whole, 12, 6)
        for field in fields:
            flow.addWidget(self._placed(field))
            field.edited.connect(self._on_edited)
        whole.setFocusProxy(fields[0].widget)

    def value(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self.fields.items()}

    def set_value(self, value: Any) -> None:
        given: Mapping[str, Any] = value or {}
        for name, field in self.fields.items():
            field.set_value(given.get(name))

    def show_part(self, name: str, *, shown: bool) -> None:
        """Show or hide one input."""
        self._places[name].setVisible(shown)

    def mean(self, name: str) -> None:
        """The next refusal is about this input."""
        self._meant = name

    def part_of(self, _sentence: str) -> QWidget:
        return self.fields[self._meant].widget if self._meant in self.fields else self.widget

    def _placed(self, field: Field) -> QWidget:
        place = QWidget()
        self._places[field.name] = place
        lines = column(place, spacing=2)
        if not isinstance(field, CheckField):
            title = label(field.title, "hint")
            title.setBuddy(field.widget)
            lines.addWidget(title)
        lines.addWidget(field.widget)
        return place
