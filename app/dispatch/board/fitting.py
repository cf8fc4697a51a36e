"""The board in the height that there is: where it is low, rows are compact unless the user wants them tall."""

from dataclasses import replace
from datetime import datetime, tzinfo

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.board.chart import BoardChart
from app.dispatch.board.look import BoardLook
from app.shared.theme import Theme
from app.shared.tokens import Density

LOW = 440
"""Pixels of the board below which rows of normal height leave too few of them in view."""


class FittingChart(BoardChart):
    """Knows the look that is wanted, and shows it as it fits."""

    def __init__(self, theme: Theme, now: datetime, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(theme, now, zone, parent)
        self.wanted_look = self.scene.look

    def set_look(self, look: BoardLook) -> None:
        self.wanted_look = look
        super().set_look(self._fitted())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        super().set_look(self._fitted())

    def _fitted(self) -> BoardLook:
        look = self.wanted_look
        low = look.density is Density.NORMAL and self.height() < LOW
        return replace(look, density=Density.COMPACT) if low else look
