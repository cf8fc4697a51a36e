"""The line under the list: how many of how many are shown, and the way to the next ones."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.shared.kit import Kit
from app.shared.layout import label, row
from domain.language import tr


class PageOfRows(Protocol):
    """The first rows of a list in the database; `following` says where the next ones begin, None that there are none.

    With `at_least`, `total` was not counted to its end.
    """

    @property
    def rows(self) -> Sequence[Any]: ...

    @property
    def total(self) -> int: ...

    @property
    def at_least(self) -> bool: ...

    @property
    def following(self) -> Any: ...


class MoreBar(QWidget):
    """Hidden where everything is shown."""

    more_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._words = label("", "hint")
        self.button = QPushButton(tr("Show more"))
        line = row(self, margins=(16, 6, 16, 6), spacing=12)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.button.clicked.connect(self.more_asked)
        self.hide()

    def total_of(self, page: PageOfRows) -> str:
        """How many there are in all, as far as was counted."""
        count = self._kit.times.number(page.total)
        return tr("{count}+", count=count) if page.at_least else count

    def show_page(self, page: PageOfRows) -> None:
        """Say how many of how many."""
        shown = self._kit.times.number(len(page.rows))
        self._words.setText(tr("{shown} of {total} shown", shown=shown, total=self.total_of(page)))
        self.setVisible(page.following is not None)
