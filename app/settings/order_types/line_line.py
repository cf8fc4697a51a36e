"""A line that orders of a type begin with."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from app.settings.article_combo import ArticleCombo
from app.settings.fields import typed_number, written
from app.settings.source import Choices
from app.shared.calm import CalmCombo
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.types import TypeLine

KINDS = tuple(LineKind)
NUMBER_WIDTH = 64


class TypeLineLine(Line):
    """Kind, article, text and quantity."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._kind = CalmCombo()
        self._kind.addItems([kind.label for kind in KINDS])
        self._kind.setAccessibleName(tr("Kind of line"))
        self._article = ArticleCombo()
        self._text = QLineEdit()
        self._text.setPlaceholderText(tr("Text, if not that of the article"))
        self._text.setAccessibleName(tr("Text of the line"))
        self._quantity = QLineEdit("1")
        self._quantity.setAccessibleName(tr("Quantity"))
        self._quantity.setFixedWidth(NUMBER_WIDTH)
        self._articles: Choices = ()
        self.inputs.addWidget(self._kind)
        self.inputs.addWidget(self._article, 3)
        self.inputs.addWidget(self._text, 2)
        self.inputs.addWidget(self._quantity)
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._article.edited.connect(self.tell)
        for edit in (self._text, self._quantity):
            edit.textChanged.connect(self.tell)

    def offer(self, choices: Choices) -> None:
        self._articles = choices
        self._offer()

    def value(self) -> TypeLine:
        kind = KINDS[self._kind.currentIndex()]
        quantity: Any = typed_number(self._quantity.text())
        return TypeLine(kind, self._article.value(), self._text.text().strip(), quantity)

    def set_value(self, value: Any) -> None:
        if isinstance(value, TypeLine):
            self._article.set_value(value.article_id)
            self._kind.setCurrentIndex(KINDS.index(value.kind))
            self._text.setText(value.text)
            self._quantity.setText(written(value.quantity) if isinstance(value.quantity, Decimal) else "")
            self._offer()

    def _offer(self) -> None:
        kind = KINDS[self._kind.currentIndex()]
        self._article.offer([(key, words) for (of_kind, key), words in self._articles if of_kind is kind])

    @Slot()
    def _on_kind(self) -> None:
        self._offer()
        self._article.settle()
        self.edited.emit()
