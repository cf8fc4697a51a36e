"""What a rule holds for: all assets, those of a kind, model or group, or one of them."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.settings.rules.inputs import ChoiceInput
from app.shared.fields import Field
from app.shared.layout import row
from app.shared.rows_field import Choices
from app.shared.search_choice import SearchCombo
from domain.language import tr

ALL = "all"


class ScopeField(Field):
    """The value is what it is ("all", "kind", "model", "group", "asset") and its key, None while nothing is chosen."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        words = {
            ALL: tr("All assets"),
            "kind": tr("Assets of a kind"),
            "model": tr("Assets of a model"),
            "group": tr("Assets of a group"),
            "asset": tr("One asset"),
        }
        self.what = ChoiceInput(tr("What the rule holds for"), words)
        self.which = SearchCombo()
        self.which.setAccessibleName(tr("Which"))
        self._offered: Choices = ()
        self._keys: list[Any] = []
        super().__init__(name, title, whole)
        beside = row(whole, spacing=6)
        beside.addWidget(self.what)
        beside.addWidget(self.which, 1)
        beside.addStretch(0)
        whole.setFocusProxy(self.what)
        self._show_choices(None)
        self.what.edited.connect(self._on_what)
        self.which.currentIndexChanged.connect(self._on_edited)

    def offer(self, choices: Choices) -> None:
        """Each value with its word; what is chosen stays."""
        if list(choices) != list(self._offered):
            kept = self.value()
            self._offered = choices
            self.set_value(kept)

    def value(self) -> tuple[str, int | str | None]:
        at = self.which.currentIndex()
        what: str = self.what.value()
        return what, self._keys[at] if what != ALL and at >= 0 else None

    def set_value(self, value: Any) -> None:
        what, key = value
        self.what.set_value(what)
        self._show_choices(key)

    def word(self) -> str:
        """By which name people know what is chosen."""
        return self.which.currentText() if self.value()[1] is not None else ""

    def named(self, what: str, name: str) -> tuple[str, int | str | None]:
        """The value that has that name; without a key where nothing has."""
        return next((value for value, word in self._offered if value[0] == what and word == name), (what, None))

    def _show_choices(self, key: int | str | None) -> None:
        what = self.what.value()
        found = [(value[1], word) for value, word in self._offered if value[0] == what]
        self._keys = [each for each, _ in found]
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([word for _, word in found])
        self.which.setCurrentIndex(self._keys.index(key) if key in self._keys else -1)
        self.which.blockSignals(False)
        self.which.setVisible(what != ALL)

    @Slot()
    def _on_what(self) -> None:
        self._show_choices(None)
        self.edited.emit()
