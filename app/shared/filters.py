"""Filters that read as a sentence: "open · Berlin · due today"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.shared.layout import label, row
from domain.language import tr

Chosen = Mapping[str, frozenset[str]]
SHOWN = 2
GAP = 3


@dataclass(frozen=True, slots=True)
class Filter:
    """One part of the sentence: `any_text` ("any severity") until values of `choices` (value, word) are chosen."""

    key: str
    any_text: str
    choices: tuple[tuple[str, str], ...]
    several: bool = True


class FilterButton(QPushButton):
    """One word of the sentence, with its choices in a menu."""

    chosen_changed = Signal()

    def __init__(self, declared: Filter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.declared = declared
        self._chosen: frozenset[str] = frozenset()
        self._menu = QMenu(self)
        self.setProperty("role", "filter")
        self.setObjectName(f"filter_{declared.key}")
        self.setMenu(self._menu)
        self._fill()
        self._menu.triggered.connect(self._on_triggered)
        self._tell()

    def chosen(self) -> frozenset[str]:
        return self._chosen

    def choose(self, values: frozenset[str]) -> None:
        """Choose exactly `values`, as far as they are among the choices."""
        known = frozenset(value for value, _ in self.declared.choices) & values
        if known != self._chosen:
            self._chosen = known
            self._tell()
            self.chosen_changed.emit()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices, such as when new sites appear; what is chosen stays where it can."""
        self.declared = Filter(self.declared.key, self.declared.any_text, tuple(choices), self.declared.several)
        self._fill()
        self.choose(self._chosen)
        self._tell()

    def _fill(self) -> None:
        self._menu.clear()
        nothing = self._menu.addAction(_capital(self.declared.any_text))
        nothing.setData(None)
        self._menu.addSeparator()
        for value, word in self.declared.choices:
            action = self._menu.addAction(_capital(word))
            action.setData(value)
            action.setCheckable(True)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        value = action.data()
        if value is None:
            self.choose(frozenset())
        elif self.declared.several:
            self.choose(self._chosen ^ {value})
        else:
            self.choose(frozenset() if value in self._chosen else frozenset({value}))
        self._tell()

    def _tell(self) -> None:
        words = [word for value, word in self.declared.choices if value in self._chosen]
        shown = tr(" or ").join(words[:SHOWN])
        if len(words) > SHOWN:
            shown = tr("{words} or {count} more", words=shown, count=len(words) - SHOWN)
        self.setText(shown or self.declared.any_text)
        self.setAccessibleName(tr("Filter: {words}", words=self.text()))
        self.setToolTip(tr(" or ").join(words) or self.declared.any_text)
        self.setProperty("active", bool(words))
        self.style().unpolish(self)
        self.style().polish(self)
        for action in self._menu.actions():
            action.setChecked(action.isCheckable() and action.data() in self._chosen)


class FilterBar(QWidget):
    """The sentence; says the whole of what is chosen whenever a word of it changes."""

    changed = Signal(object)
    """A `Chosen`: the chosen values by filter key; nothing chosen means any."""

    def __init__(self, filters: Sequence[Filter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, FilterButton] = {}
        self._dots: list[QWidget] = []
        layout = row(self, spacing=GAP)
        for declared in filters:
            dot = label("·", "dot")
            layout.addWidget(dot)
            self._dots.append(dot)
            button = FilterButton(declared, self)
            button.chosen_changed.connect(self._on_changed)
            self._buttons[declared.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.show_only([each.key for each in filters])

    def show_only(self, keys: Collection[str]) -> None:
        """Let the sentence have only these words; what is chosen of the others stays."""
        begun = False
        for dot, (key, button) in zip(self._dots, self._buttons.items(), strict=True):
            button.setVisible(key in keys)
            dot.setVisible(begun and key in keys)
            begun = begun or key in keys

    def chosen(self) -> Chosen:
        return {key: button.chosen() for key, button in self._buttons.items()}

    def choose(self, wanted: Mapping[str, Any]) -> None:
        """Choose what was saved; says so once, if it differs."""
        before = self.chosen()
        self.blockSignals(True)
        for key, button in self._buttons.items():
            button.choose(frozenset(wanted.get(key, ())))
        self.blockSignals(False)
        if self.chosen() != before:
            self.changed.emit(self.chosen())

    def offer(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices of one filter."""
        self._buttons[key].offer(choices)

    def reset(self) -> bool:
        """Choose nothing; says whether anything was chosen."""
        had = any(self.chosen().values())
        self.choose({})
        return had

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit(self.chosen())


def plain(chosen: Chosen) -> dict[str, list[str]]:
    """What is chosen, as memory keeps it."""
    return {key: sorted(values) for key, values in chosen.items() if values}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
