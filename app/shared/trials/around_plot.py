"""The plot around an alert or a trouble: the measure, limits, alerts of both versions as bands, troubles as lines."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.layout import column, label
from app.shared.plot import Band, Instant, Limit, Series, TimePlot, near
from app.shared.trials.marks import TONES
from app.shared.trials.values import Around, Found, Happening
from app.shared.trials.words import tip
from domain.clock import from_ms
from domain.language import tr
from domain.monitoring.definitions.wording import number

BANDS = ("neutral", "accent")
LIMITS = ("neutral", "critical")
SHARES = (0.02, 0.4)


class AroundPlot(QWidget):
    """Says what is drawn above it, and what would be drawn while nothing is chosen."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.said = label("", "muted", wrap=True)
        self._hint = label(tr("Choose an alert or a trouble to see what was measured around it."), "hint", wrap=True)
        self._place = Later(partial(TimePlot, kit, tr("Readings around the alert")))
        self._stack = QStackedWidget()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(self._place)
        layout = column(self, margins=(12, 6, 0, 0), spacing=4)
        layout.addWidget(self.said)
        layout.addWidget(self._stack, 1)

    @property
    def plot(self) -> TimePlot:
        """What is drawn."""
        return self._place.content

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self.said.setText("")
        self._stack.setCurrentWidget(self._hint)

    def show_around(self, found: Found, around: Around, unit: str) -> None:
        """Draw it, and say what it is about."""
        words = tip(found, around.happening, self._kit.times).splitlines()
        lines = [line for line in around.lines if line.ms]
        if not lines:
            words.append(tr("No numbers were measured around it."))
        self.said.setText(" · ".join(words))
        bands = [_band(each, found) for each in around.beside if not each.is_trouble]
        instants = [_instant(each) for each in around.beside if each.is_trouble]
        self.plot.show_series(
            [Series(line.title, line.ms, line.values) for line in lines],
            limits=[_limit(at, each, unit) for at, each in enumerate(around.limits)],
            bands=bands,
            instants=instants,
            unit=unit,
        )
        self._stack.setCurrentWidget(self._place)
        self.plot.follow()
        self.plot.show_span(from_ms(around.since), from_ms(around.until))
        values = [value for line in lines for value in line.values]
        if values:
            near_limits = [value for _, value in around.limits if near(value, min(values), max(values))]
            self.plot.show_values(min(values + near_limits), max(values + near_limits))


def _band(each: Happening, found: Found) -> Band:
    tone = TONES[each.verdict] if len(found.results) == 1 else BANDS[each.version or 0]
    return Band(from_ms(each.at), from_ms(found.period.until if each.cleared is None else each.cleared), tone)


def _instant(each: Happening) -> Instant:
    return Instant(from_ms(each.at), each.words or tr("Failure"), TONES[each.verdict])


def _limit(at: int, limit: tuple[str, float], unit: str) -> Limit:
    title, value = limit
    return Limit(value, f"{title}: {number(value, unit)}", LIMITS[min(at, 1)], SHARES[min(at, 1)])
