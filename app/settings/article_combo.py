"""An article in a line of a template: one of those that fit the kind of the line, or none."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot

from app.shared.search_choice import SearchCombo
from domain.language import tr


class ArticleCombo(SearchCombo):
    """Remembers what is wanted also while that is not offered."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._articles: list[tuple[int, str]] | None = None
        self._offered: list[int | None] = [None]
        self._wanted: int | None = None
        self.setAccessibleName(tr("Article"))
        self.currentIndexChanged.connect(self._on_chosen)

    def offer(self, articles: Sequence[tuple[int, str]]) -> None:
        """Replace the choices: ids and words."""
        if list(articles) == self._articles:
            return
        self._articles = list(articles)
        with QSignalBlocker(self):
            self.clear()
            self.addItems([tr("no article"), *(words for _, words in articles)])
            self._offered = [None, *(key for key, _ in articles)]
            self._show()

    def value(self) -> int | None:
        return self._wanted

    def set_value(self, wanted: int | None) -> None:
        self._wanted = wanted
        with QSignalBlocker(self):
            self._show()

    def settle(self) -> None:
        """Want what is shown, as what was wanted is not offered any more."""
        self._wanted = self._offered[max(0, self.currentIndex())]

    def _show(self) -> None:
        self.setCurrentIndex(self._offered.index(self._wanted) if self._wanted in self._offered else 0)
        if (line := self.lineEdit()) is not None:  # the beginning of the words is what tells them apart
            line.setCursorPosition(0)

    @Slot()
    def _on_chosen(self) -> None:
        self.settle()
        self.edited.emit()
