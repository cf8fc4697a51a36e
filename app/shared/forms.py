"""Forms: what is wrong stands beside the input, filling is not editing, a draft survives."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.shared.fields import Field
from app.shared.layout import column, label
from domain.errors import Refusal

ALL = 100
GAP = 2


class Form(QWidget):
    """Fields under each other, each with its title above and room for one sentence below."""

    edited = Signal(str)
    """The user, not the program, changed the field of this name."""

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {field.name: field for field in fields}
        self._wrongs: dict[str, QLabel] = {}
        self._titles: dict[str, QLabel] = {}
        self._gaps: dict[str, QWidget] = {}
        self._framed: dict[str, QWidget] = {}
        self._general = label("", "wrong", wrap=True)
        self._filled: dict[str, Any] = {}
        self._filling = 0
        self._arrange()

    def values(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self.fields.items()}

    def check(self) -> None:
        """Raise Refusal at the first field whose input cannot be read."""
        for name, field in self.fields.items():
            if field.widget.isVisibleTo(self) and (why := field.misread()):
                raise Refusal(why, field=name)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show a record; this is not editing."""
        with self.filling():
            for name, value in values.items():
                self.fields[name].set_value(value)
        self._filled = self.values()
        self.forgive()

    def draft(self) -> dict[str, Any]:
        """What the user changed since `fill`, to give back to `restore`."""
        return {name: value for name, value in self.values().items() if self._filled.get(name) != value}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Lay the user's changes over what was filled in meanwhile."""
        with self.filling():
            for name, value in draft.items():
                if name in self.fields:
                    self.fields[name].set_value(value)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """While inside, changes are the program's and `edited` is silent; may be nested."""
        self._filling += 1
        try:
            yield
        finally:
            self._filling -= 1

    def show_refusal(self, refusal: Exception) -> None:
        """Put the sentence beside the field that it is about, else above all, and go there."""
        self.forgive()
        field = self.fields.get((refusal.field or "") if isinstance(refusal, Refusal) else "")
        sentence = self._wrongs[field.name] if field else self._general
        sentence.setText(str(refusal))
        sentence.show()
        if field:
            part = self._framed[field.name] = field.part_of(str(refusal))
            field.widget.setAccessibleDescription(str(refusal))
            _mark(part, wrong=True)
            part.setFocus()
            self._bring_into_view(field.widget, sentence, part)
        else:
            self._bring_into_view(sentence)

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field with its title, such as one that makes sense only with a certain choice in another."""
        self.fields[name].widget.setVisible(shown)
        self._gaps[name].setVisible(shown)
        if name in self._titles:
            self._titles[name].setVisible(shown)

    def give_room(self, name: str) -> None:
        """Let a field take all the height that the others leave."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretchFactor(self.fields[name].widget, ALL)

    def general(self) -> str:
        """What is said above all fields."""
        return "" if self._general.isHidden() else self._general.text()

    def forgive(self) -> None:
        """Take every sentence away."""
        self._general.hide()
        for name in self.fields:
            self._forgive_one(name)

    def _bring_into_view(self, *widgets: QWidget) -> None:
        """A form that scrolls shows what is wrong and why, above all the last of these."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and (content := area.widget()) is not None:
            layout = self.layout()
            if layout is not None:  # the sentence has no place yet
                layout.activate()
            content.resize(content.width(), max(content.height(), content.sizeHint().height()))
            for each in dict.fromkeys(widgets):
                area.ensureWidgetVisible(each)

    def _forgive_one(self, name: str) -> None:
        self._wrongs[name].hide()
        self.fields[name].widget.setAccessibleDescription("")
        if name in self._framed:
            _mark(self._framed.pop(name), wrong=False)

    def _arrange(self) -> None:
        layout = column(self, margins=(16, 12, 16, 12), spacing=4)
        layout.addWidget(self._general)
        for field in self.fields.values():
            if not field.says_title:
                title = label(field.title, "section")
                title.setBuddy(field.widget)
                self._titles[field.name] = title
                layout.addWidget(title)
            wrong = label("", "wrong", wrap=True)
            wrong.hide()
            self._wrongs[field.name] = wrong
            layout.addWidget(field.widget)
            layout.addWidget(wrong)
            self._gaps[field.name] = QWidget()
            self._gaps[field.name].setFixedHeight(GAP)
            layout.addWidget(self._gaps[field.name])
            field.edited.connect(self._on_edited)
        self._general.hide()
        layout.addStretch(1)

    @Slot()
    def _on_edited(self) -> None:
        field = self.sender()
        if not self._filling and isinstance(field, Field):
            self._forgive_one(field.name)
            self.edited.emit(field.name)


def scrolled(form: Form) -> QScrollArea:
    """A form that scrolls where the window is low."""
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    return area


def _mark(widget: QWidget, *, wrong: bool) -> None:
    if bool(widget.property("wrong")) != wrong:
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
