"""How much of each limit is used, as bars under the cover; from the warning on they say so."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from app.agreements.table import CoverLine
from app.shared.days import short_day
from app.shared.layout import label
from app.shared.times import Times
from domain.language import tr
from domain.orders.cover_queries import CoverageRow

HUNDRED = 100
HEIGHT = 8


class UsedBars(QWidget):
    """One line for each limit that counts today."""

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self._said: list[str] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 16, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(tr("Limits used"))

    def show_covers(self, covers: Sequence[CoverLine]) -> None:
        """Fill it anew."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        limited = [(each.cover.draft.name, each.used) for each in covers if each.used is not None]
        self._said = [self._words(used) for _, used in limited]
        for at, (name, used) in enumerate(limited):
            self._grid.addWidget(label(name), at, 0)
            self._grid.addWidget(_bar(name, used), at, 1)
            self._grid.addWidget(label(self._said[at], "wrong" if used.warned else "muted"), at, 2)
        self.setVisible(bool(limited))

    def words(self) -> list[str]:
        """What stands beside the bars."""
        return self._said

    def _words(self, used: CoverageRow) -> str:
        number = self._times.number
        values = {
            "used": number(float(used.used), 0 if used.used == int(used.used) else 2),
            "limit": number(float(used.limit), 0 if used.limit == int(used.limit) else 2),
            "unit": used.unit.counted,
            "percent": number(float(used.percent)),
        }
        until = "" if used.ends_on is None else tr("until {day}", day=short_day(used.ends_on))
        said = tr("{used} of {limit} {unit}, {percent} %", **values)
        return " · ".join(part for part in (said, until) if part)


def _bar(name: str, used: CoverageRow) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, HUNDRED)
    bar.setValue(min(HUNDRED, int(used.percent)))
    bar.setTextVisible(False)
    bar.setFixedHeight(HEIGHT)
    bar.setAccessibleName(tr("How much of {name} is used", name=name))
    bar.setProperty("tone", ("critical" if used.left <= 0 else "major") if used.warned else "")
    return bar
