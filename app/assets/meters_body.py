"""The meters of an asset as a table, and below it what was read from one of them, as a curve and a log."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.assets.meters_columns import LEAST, LEAST_READING, fallen_words, meter_columns, reading_columns
from app.assets.meters_presenter import MeterLine, Meters, ReadingLine
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.narrow import NarrowColumns
from app.shared.plot import Series, TimePlot
from app.shared.table import RowTable
from domain.clock import to_ms
from domain.language import tr

EDGE = 12
SHARES = (0, 1, 1)
METERS_HEIGHT = 150
FEW = 60


class MetersBody(QWidget):
    """Shows `Meters`; made when somebody looks."""

    meter_chosen = Signal(int)
    """The id of a meter whose readings are wanted."""
    meter_opened = Signal()
    reading_opened = Signal()
    changed = Signal()
    """Another meter or reading is current."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.meters: RowTable[MeterLine] = RowTable(meter_columns(kit.times), kit, "asset_meters", tr("Meters"))
        self._caption = label("", "hint")
        self.plot = TimePlot(kit, tr("Total of the meter"))
        self.readings: RowTable[ReadingLine] = RowTable(
            reading_columns(kit.times), kit, "meter_readings", tr("Readings of the meter")
        )
        self._times = kit.times
        self._fallen = label("", "wrong", wrap=True)
        self._curve = QWidget()
        self._known = False
        self._arrange()
        self._connect()

    def show_meters(self, shown: Meters | None) -> None:
        """Fill everything; nothing is news where nothing was known before."""
        self.meters.set_rows(() if shown is None else shown.lines, mark=self._known)
        if shown is not None and shown.chosen is not None and self.meters.chosen() is None:
            self.meters.choose(shown.chosen.id)
        self.readings.set_rows(() if shown is None else shown.readings, mark=False)
        self._draw(shown)
        self._fallen.setText("" if shown is None else "\n".join(fallen_words(shown, self._times)))
        self._fallen.setVisible(bool(self._fallen.text()))
        self._known = shown is not None

    def _arrange(self) -> None:
        NarrowColumns(self.meters, LEAST)
        NarrowColumns(self.readings, LEAST_READING)
        self.meters.set_empty(
            tr("No meter yet"), tr("Put one on, such as running hours; visits and fees can go by it."), "gauge"
        )
        self.readings.set_empty(
            tr("Nothing was read yet"), tr("Take a reading, or let a device report the value."), "history"
        )
        curve = column(self._curve, margins=(EDGE, 6, EDGE, 0), spacing=2)
        curve.addWidget(self._caption)
        curve.addWidget(self.plot, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        widgets: tuple[QWidget, ...] = (self.meters, self._curve, self.readings)
        for widget, share in zip(widgets, SHARES, strict=True):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, share)
        parts.setSizes([METERS_HEIGHT, 2 * METERS_HEIGHT, 3 * METERS_HEIGHT])
        self._fallen.setContentsMargins(EDGE, 0, EDGE, 6)
        self._fallen.hide()
        whole = column(self)
        whole.addWidget(self._fallen)
        whole.addWidget(parts, 1)
        self.setFocusProxy(self.meters)

    def _connect(self) -> None:
        self.meters.row_chosen.connect(self._on_meter)
        self.meters.row_opened.connect(self._on_meter_opened)
        self.readings.row_chosen.connect(self._on_reading)
        self.readings.row_opened.connect(self._on_reading_opened)

    def _draw(self, shown: Meters | None) -> None:
        """The total over time; the latest reading comes first in the log and last in the curve."""
        chosen = None if shown is None or not shown.readings else shown.chosen
        self._curve.setVisible(chosen is not None)
        if shown is None or chosen is None:
            return
        draft = chosen.meter.draft
        self._caption.setText(tr("Total of {name}, in {unit}", name=draft.name, unit=draft.unit))
        ordered = shown.readings[::-1]
        ms = [to_ms(line.reading.draft.taken_at) for line in ordered]
        values = [float(line.reading.total) for line in ordered]
        self.plot.show_series([Series(self.plot.accessibleName(), ms, values, len(values) <= FEW)])
        self.plot.follow()

    @Slot(object)
    def _on_meter(self, line: MeterLine | None) -> None:
        if line is not None:
            self.meter_chosen.emit(line.id)
        self.changed.emit()

    @Slot(object)
    def _on_reading(self, _line: ReadingLine | None) -> None:
        self.changed.emit()

    @Slot(object)
    def _on_meter_opened(self, _line: MeterLine) -> None:
        self.meter_opened.emit()

    @Slot(object)
    def _on_reading_opened(self, _line: ReadingLine) -> None:
        self.reading_opened.emit()
