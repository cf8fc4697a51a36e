"""One line of a parts template, further inside the more it stands to the right."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from app.settings.article_combo import ArticleCombo
from app.settings.fields import typed_number, written
from app.settings.source import Choices
from app.shared.buttons import IconButton
from app.shared.calm import CalmCombo
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.parts.drafts import PartDraft
from domain.parts.model import PartKind

KINDS = tuple(PartKind)
NUMBER_WIDTH = 52
LEAST_LETTERS = 6
STEP = 20


class PartLine(Line):
    """Level, kind, article, text, quantity and unit; the value is a `PartDraft`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._level = 0
        self._articles: Choices = ()
        self.out_button = IconButton("arrow-left", tr("One level up"), theme)
        self.in_button = IconButton("arrow-right", tr("Into the assembly above"), theme)
        self.kind = CalmCombo()
        self.kind.addItems([kind.label for kind in KINDS])
        self.kind.setAccessibleName(tr("Kind of part"))
        self.article = ArticleCombo()
        self.article.setMinimumContentsLength(LEAST_LETTERS)
        self.text = _line(tr("Name, if not that of the article"))
        self.quantity = _line(tr("Quantity"), NUMBER_WIDTH)
        self.unit = _line(tr("Unit"), NUMBER_WIDTH)
        for widget in (self.out_button, self.in_button, self.kind):
            self.inputs.addWidget(widget)
        self.inputs.addWidget(self.article, 3)
        self.inputs.addWidget(self.text, 3)
        self.inputs.addWidget(self.quantity)
        self.inputs.addWidget(self.unit)
        self.set_value(PartDraft(PartKind.PART))
        self._connect()

    def offer(self, choices: Choices) -> None:
        self._articles = choices
        self._offer()

    def value(self) -> PartDraft:
        quantity: Any = typed_number(self.quantity.text())
        return PartDraft(
            KINDS[self.kind.currentIndex()],
            self.article.value(),
            self.text.text().strip(),
            quantity or 0,
            self.unit.text().strip(),
            self._level,
        )

    def set_value(self, value: Any) -> None:
        if isinstance(value, PartDraft) and value != self.value():
            self.article.set_value(value.article_id)
            self.kind.setCurrentIndex(KINDS.index(value.kind))
            self.text.setText(value.text)
            self.text.setCursorPosition(0)
            self.quantity.setText(written(Decimal(value.quantity)))
            self.unit.setText(value.unit)
            self._set_level(value.level)
            self._offer()

    def _connect(self) -> None:
        self.out_button.clicked.connect(self._on_out)
        self.in_button.clicked.connect(self._on_in)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.article.edited.connect(self.tell)
        for edit in (self.text, self.quantity, self.unit):
            edit.textChanged.connect(self.tell)

    def _set_level(self, level: int) -> None:
        self._level = level
        self.inputs.setContentsMargins(level * STEP, 0, 0, 0)
        self.out_button.setEnabled(level > 0)

    def _offer(self) -> None:
        kind = KINDS[self.kind.currentIndex()]
        self.article.offer([(key, words) for (of_kind, key), words in self._articles if of_kind is kind])

    @Slot()
    def _on_out(self) -> None:
        self._set_level(max(0, self._level - 1))
        self.edited.emit()

    @Slot()
    def _on_in(self) -> None:
        self._set_level(self._level + 1)
        self.edited.emit()

    @Slot()
    def _on_kind(self) -> None:
        self._offer()
        self.article.settle()
        self.edited.emit()


def _line(name: str, width: int = 0) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    if width:
        made.setFixedWidth(width)
    return made
