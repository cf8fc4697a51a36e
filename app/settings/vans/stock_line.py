"""One article in a van, and how many of it."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.settings.article_combo import ArticleCombo
from app.settings.fields import typed_number, written
from app.settings.source import Choices
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr

NUMBER_WIDTH = 72


class StockLine(Line):
    """The value is article and quantity, the quantity as typed where it is no number; without an article None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.article = ArticleCombo()
        self.quantity = QLineEdit("1")
        self.quantity.setAccessibleName(tr("Quantity"))
        self.quantity.setFixedWidth(NUMBER_WIDTH)
        self.inputs.addWidget(self.article, 1)
        self.inputs.addWidget(self.quantity)
        self.article.edited.connect(self.tell)
        self.quantity.textChanged.connect(self.tell)

    def value(self) -> tuple[int, Decimal | str | None] | None:
        article_id = self.article.value()
        return None if article_id is None else (article_id, typed_number(self.quantity.text()))

    def set_value(self, value: Any) -> None:
        if value is not None and value != self.value():
            self.article.set_value(value[0])
            self.quantity.setText(written(value[1]) if isinstance(value[1], Decimal) else str(value[1] or ""))

    def offer(self, choices: Choices) -> None:
        self.article.offer(choices)
