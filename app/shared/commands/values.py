"""Asks for the values of a command: one input for each, and what does not fit is said beside its input."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.commands.value_fields import value_field
from app.shared.forms import Form
from app.shared.layout import column
from domain.errors import Refusal
from domain.monitoring.command_fields import Fields, Value, fitting


class CommandValues(QWidget):
    """The inputs of one command after the other: `show_fields` says which values it takes."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: Fields = ()
        self._layout = column(self)
        self.form = self._made()

    def show_fields(self, fields: Fields) -> None:
        """Ask for these values; what was given to inputs that stay as they are is kept."""
        if fields == self._fields:
            return
        kept = {each.name: self.given().get(each.name) for each in fields if each in self._fields}
        self._layout.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self._fields = fields
        self.form = self._made()
        self.form.fill(kept)
        self.form.show()

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Fill in what is known; everything else is empty."""
        self.form.fill({field.name: values.get(field.name) for field in self._fields})

    def given(self) -> dict[str, Value]:
        """What was given, fitting or not."""
        return {name: value for name, value in self.form.values().items() if value is not None}

    def checked(self) -> dict[str, Value]:
        """The values as they are sent. What does not fit is said beside its input, and raised as a Refusal."""
        self.form.forgive()
        try:
            return fitting(self._fields, self.given())
        except Refusal as refusal:
            self.show_refusal(refusal)
            raise

    def asks_for(self, name: str | None) -> bool:
        """Whether a refusal about `name` belongs to one of the inputs."""
        return name in self.form.fields

    def show_refusal(self, refusal: Refusal) -> None:
        """Say it beside its input."""
        self.form.show_refusal(refusal)

    def _made(self) -> Form:
        form = Form([value_field(each) for each in self._fields], self)
        if (layout := form.layout()) is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        form.edited.connect(self._on_edited)
        self._layout.addWidget(form)
        if form.fields:
            self.setFocusProxy(next(iter(form.fields.values())).widget)
        return form

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()
