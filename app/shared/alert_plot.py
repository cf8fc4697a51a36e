"""The readings around an alert, with the limit drawn in and the time of the alert marked."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.plot import Band, Limit, Series, TimePlot
from domain.language import tr
from domain.monitoring.alert_curve import AlertCurve
from domain.monitoring.definitions.wording import number
from domain.words import Severity

FEW = 60
NOTHING_HEIGHT = 24


class AlertPlot(QWidget):
    """Draws an `AlertCurve`, or says why there is nothing to draw."""

    def __init__(self, kit: Kit, height: int) -> None:
        super().__init__()
        self._title = label("", "section")
        self._plot = TimePlot(kit, tr("Readings around the alert"))
        self._nothing = label(tr("No readings are kept from that time."), "hint", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._plot)
        self._height = height
        layout = column(self, spacing=4)
        layout.addWidget(self._title)
        layout.addWidget(self._stack)
        self._turn(0)

    def show_curve(self, curve: AlertCurve, severity: Severity, *, fit: bool = True) -> None:
        """Draw `curve`; with `fit` the view goes back to the whole of it."""
        self._title.setText(curve.metric)
        self._turn(1 if curve.ms else 0)
        points = len(curve.ms) <= FEW
        limits = [] if curve.limit is None else [_limit(curve.limit, curve.unit)]
        self._plot.show_series(
            [Series(curve.metric, curve.ms, curve.values, points)],
            limits=limits,
            bands=[Band(curve.start, curve.finish, severity.value)],
            unit=curve.unit,
        )
        if fit:
            self._plot.follow()

    def show_nothing(self) -> None:
        self._title.setText("")
        self._turn(0)

    def _turn(self, side: int) -> None:
        self._stack.setCurrentIndex(side)
        self._stack.setFixedHeight(self._height if side else NOTHING_HEIGHT)

    def has_curve(self) -> bool:
        """Whether readings are drawn."""
        return self._stack.currentIndex() == 1


def _limit(value: float, unit: str) -> Limit:
    return Limit(value, tr("Limit {value}", value=number(value, unit)))
