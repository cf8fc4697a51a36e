"""The band from the least to the greatest under a line of means."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from app.assets.charts.stretch import Stretch

WIDTH = 2.0


class Shade(pg.PlotCurveItem):  # type: ignore[misc]
    """An upright stroke at each point: beside each other they are a band, painted far sooner than an area is."""

    def __init__(self, colour: QColor) -> None:
        super().__init__(connect="pairs", antialias=False, pen=pg.mkPen(colour, width=WIDTH))
        self.setSegmentedLineMode("on")
        self.setZValue(-5)

    def show_stretch(self, stretch: Stretch) -> None:
        """Draw the band of a stretch."""
        spread = stretch.low < stretch.high
        at = np.repeat(stretch.at[spread] / 1000, 2)
        self.setData(at, np.column_stack([stretch.low[spread], stretch.high[spread]]).ravel())
