"""The axis of values of a plot, in the user's locale."""

from math import ceil, log10

import pyqtgraph as pg

from app.shared.times import Times

MOST_DECIMALS = 6


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Numbers as the rest of the screen writes them, with as many decimals as tell ticks apart."""

    def __init__(self, times: Times, orientation: str = "left") -> None:
        super().__init__(orientation=orientation)
        self._times = times
        self.enableAutoSIPrefix(enable=False)

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        decimals = min(MOST_DECIMALS, max(0, ceil(-log10(spacing)))) if spacing > 0 else 0
        return [self._times.number(value, decimals) for value in values]
