"""The figures of both versions side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.shared.layout import label
from app.shared.trials.values import Found
from app.shared.trials.words import figures

ROW = 2
GAP = 20


class Figures(QWidget):
    """A line for each figure, a column for each version."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(ROW)
        self._cells: dict[tuple[int, int], QLabel] = {}

    def show_found(self, found: Found) -> None:
        """Tell what a try came to."""
        heads = ("", *(result.version.title for result in found.results))
        lines = [heads, *((title, *cells) for title, _, cells in figures(found))]
        tips = ["", *(words for _, words, _ in figures(found))]
        for each in self._cells.values():
            each.hide()
        for at, line in enumerate(lines):
            for place, words in enumerate(line):
                cell = self._cell(at, place)
                cell.setText(words)
                cell.setToolTip(tips[at])
                cell.show()
        self._grid.setRowStretch(len(lines), 1)

    def rows(self) -> list[list[str]]:
        """What is told, line by line."""
        shown = {place: cell.text() for place, cell in self._cells.items() if not cell.isHidden()}
        return [[shown[place] for place in sorted(shown) if place[0] == at] for at in sorted({at for at, _ in shown})]

    def _cell(self, at: int, place: int) -> QLabel:
        if (at, place) not in self._cells:
            role = "section" if at == 0 else "strong" if place else "muted"
            cell = self._cells[at, place] = label("", role)
            side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(cell, at, place, side | Qt.AlignmentFlag.AlignVCenter)
        return self._cells[at, place]
