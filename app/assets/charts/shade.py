"""The band from the least to the greatest under a line of means."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from app.assets.charts.stretch import Numbers, Stretch


class Shade(QGraphicsPathItem):
    """Fills between least and greatest, piece by piece between the gaps."""

    def __init__(self, colour: QColor) -> None:
        super().__init__()
        self.setBrush(pg.mkBrush(colour))
        self.setPen(pg.mkPen(None))
        self.setZValue(-5)

    def show_stretch(self, stretch: Stretch) -> None:
        """Draw the band of a stretch whose gaps are points without value."""
        path = QPainterPath()
        if stretch.banded:
            ends = [*np.flatnonzero(np.isnan(stretch.mean)), len(stretch)]
            begin = 0
            for end in ends:
                _outline(path, *(each[begin:end] for each in (stretch.at / 1000, stretch.low, stretch.high)))
                begin = end + 1
        self.setPath(path)


def _outline(path: QPainterPath, at: Numbers, low: Numbers, high: Numbers) -> None:
    if len(at):
        there_and_back = np.concatenate([at, at[::-1]]), np.concatenate([low, high[::-1]])
        path.addPath(pg.arrayToQPath(*there_and_back, connect="all"))
