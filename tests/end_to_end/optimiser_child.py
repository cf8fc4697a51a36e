"""The console on a screen, which tells what its optimiser shows and where. Usage: PROFILE"""

import sys
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.optimising.table import TICK
from app.dispatch.view import DispatchPage
from tests.end_to_end.board_child import Teller, main


class OptimiserTeller(Teller):
    """Knows the pane of the optimiser too."""

    def __init__(self, page: DispatchPage) -> None:
        super().__init__(page)
        (self._pane,) = page.findChildren(OptimisingPane)
        self.answers = {
            **self.answers,
            "at rest": self._at_rest,
            "board": self._board,
            "button": self._button,
            "hurry": self._hurry,
            "lines": self._lines,
            "ghosts": self._ghosts,
            "words": self._words,
            "grab": self._grab,
        }

    def _at_rest(self, _question: dict[str, Any]) -> bool:
        """Whether the board shows its technicians, and nothing is being read or done."""
        return self._ready({}) and not self.page.kit.tasks.busy

    def _board(self, _question: dict[str, Any]) -> list[int]:
        """Somewhere on the board."""
        viewport = self.page.board.viewport()
        return _on_screen(viewport, viewport.rect().center())

    def _button(self, question: dict[str, Any]) -> list[int] | None:
        """The middle of a button that is in sight and can be pressed now."""
        found = self.page.findChild(QWidget, question["name"])
        if not isinstance(found, QWidget) or not found.isEnabled() or found.visibleRegion().isEmpty():
            return None
        return _on_screen(found, found.rect().center())

    def _hurry(self, _question: dict[str, Any]) -> bool:
        """Choose to search as shortly as one can; whether the pane asks already, and goals can be chosen."""
        asking = self._pane.asking
        asking.common.effort.setCurrentIndex(0)
        return asking.isVisible() and asking.common.goals.count() > 0

    def _lines(self, _question: dict[str, Any]) -> list[dict[str, Any]] | None:
        """The changes that the table shows, from the top, and where the box of each is, if it is in sight."""
        table = self._pane.proposal.table
        if not table.isVisible():
            return None
        model = table.row_model()
        tick = [column.name for column in model.columns].index(TICK)
        return [self._line(model.index(number, tick)) for number in range(model.rowCount())]

    def _line(self, index: Any) -> dict[str, Any]:
        table = self._pane.proposal.table
        row, box = table.row_model().row_at(index), table.visualRect(index).center()
        cells = (index.siblingAtColumn(at).data() for at in range(index.model().columnCount()))
        return {
            "order": row.order_id,
            "kind": row.kind.value,
            "ticked": row.ticked,
            "acceptable": row.acceptable,
            "cells": [str(cell or "") for cell in cells],
            "box": _on_screen(table.viewport(), box) if table.viewport().rect().contains(box) else None,
        }

    def _ghosts(self, _question: dict[str, Any]) -> int:
        """How many changes are drawn over the board."""
        return len(self.page.board.scene.changes)

    def _words(self, _question: dict[str, Any]) -> str:
        """All that the pane says in words, and what the window was told."""
        said = (each.text() for each in self.page.window().findChildren(QLabel) if each.isVisible())
        return "\n".join(filter(None, said))

    def _grab(self, question: dict[str, Any]) -> bool:
        """Keep a picture of the window."""
        return bool(self.page.window().grab().save(question["path"]))


def _on_screen(widget: QWidget, at: QPoint) -> list[int]:
    point = widget.mapToGlobal(at)
    return [point.x(), point.y()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], OptimiserTeller))
