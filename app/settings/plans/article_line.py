"""An article that the order of a step begins with."""

from typing import Any

from app.settings.article_combo import ArticleCombo
from app.shared.rows_field import Choices, Line
from app.shared.theme import Theme


class ArticleLine(Line):
    """One article; none while nothing is chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.article = ArticleCombo()
        self.inputs.addWidget(self.article, 1)
        self.article.edited.connect(self.tell)

    def offer(self, choices: Choices) -> None:
        self.article.offer(list(choices))

    def value(self) -> int | None:
        return self.article.value()

    def set_value(self, value: Any) -> None:
        self.article.set_value(value)
