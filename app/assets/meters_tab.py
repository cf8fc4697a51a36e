"""The meters of an asset: how they stand and what is due by them, and below what was read, as a curve and a log."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.assets.meters_columns import LEAST, LEAST_READING, meter_columns, reading_columns
from app.assets.meters_deeds import MetersDeeds
from app.assets.meters_presenter import MeterLine, Meters, MetersPresenter, ReadingLine
from app.shared.actions import Action, Bound, grouped
from app.shared.buttons import ActionButton
from app.shared.desk import Desk
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.narrow import NarrowColumns
from app.shared.plot import Series, TimePlot
from app.shared.table import RowTable
from domain.clock import to_ms
from domain.language import tr
from domain.meters.queries import MeterRow

EDGE = 12
SHARES = (0, 1, 1)
METERS_HEIGHT = 150
FEW = 60
ON_BUTTONS = ("meters_read", "meters_replace", "meters_new", "meters_change")


class MetersTab(QWidget):
    """Shows `Meters` and lets people read and change them."""

    told = Signal(object)
    """A `Notice`."""
    changed = Signal()
    """What can be done may have changed."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._kit = kit
        self._asset_id: int | None = None
        self._shown: Meters | None = None
        self.presenter = MetersPresenter(kit, desk, self)
        self.deeds = MetersDeeds(kit, desk, self)
        self._buttons = FlowLayout(across=6, down=6)
        self.meters: RowTable[MeterLine] = RowTable(meter_columns(kit.times), kit, "asset_meters", tr("Meters"))
        self._caption = label("", "hint")
        self.plot = TimePlot(kit, tr("Total of the meter"))
        self.readings: RowTable[ReadingLine] = RowTable(
            reading_columns(kit.times), kit, "meter_readings", tr("Readings of the meter")
        )
        self._arrange()
        self._connect()

    def actions_of_meters(self) -> tuple[Action, ...]:
        """Everything, in the order of the menu."""
        meter, reading = self.has_meter, self.has_reading
        return grouped(
            tr("Meters"),
            (
                Action("meters_read", tr("Take a reading…"), self._read, "L", "gauge", self.is_read),
                Action("meters_replace", tr("Meter replaced…"), self._replace, "Shift+L", "refresh-cw", self.is_read),
                Action("meters_new", tr("New meter…"), self._new, "Ctrl+L", "plus", self.has_asset),
                Action("meters_change", tr("Change the meter…"), self._change, "Alt+L", "pencil", meter),
                Action("meters_correct", tr("Correct the reading…"), self._correct, "C", "pencil", reading),
                Action("meters_take_away", tr("Take the reading away…"), self._take_away, "Shift+C", "x", reading),
                Action("meters_rest", tr("Put the meter to rest, or read it again"), self._rest, "", "pause", meter),
                Action("meters_delete", tr("Delete the meter…"), self._delete, "", "trash-2", meter),
            ),
        )

    def offer_actions(self, bound: Bound) -> None:
        """Put the actions, made for the page, on buttons."""
        for name in ON_BUTTONS:
            self._buttons.addWidget(ActionButton(bound[name], self._kit.theme))

    def look_at(self, asset_id: int | None) -> None:
        """Show the meters of another asset, or of the same one anew."""
        if asset_id != self._asset_id:
            self._asset_id = asset_id
            self._show(None)
        self.presenter.look_at(asset_id)

    def has_asset(self) -> bool:
        return self._shown is not None

    def has_meter(self) -> bool:
        return self._meter() is not None

    def is_read(self) -> bool:
        meter = self._meter()
        return meter is not None and meter.active

    def has_reading(self) -> bool:
        return self.has_meter() and self.readings.chosen() is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.set_visible(False)

    def _arrange(self) -> None:
        NarrowColumns(self.meters, LEAST)
        NarrowColumns(self.readings, LEAST_READING)
        self.meters.set_empty(
            tr("No meter yet"), tr("Put one on, such as running hours; visits and fees can go by it."), "gauge"
        )
        self.readings.set_empty(
            tr("Nothing was read yet"), tr("Take a reading, or let a device report the value."), "history"
        )
        buttons = column(margins=(EDGE, 8, EDGE, 8))
        buttons.addLayout(self._buttons)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        self._curve = QWidget()
        curve = column(self._curve, margins=(EDGE, 6, EDGE, 0), spacing=2)
        curve.addWidget(self._caption)
        curve.addWidget(self.plot, 1)
        widgets: tuple[QWidget, ...] = (self.meters, self._curve, self.readings)
        for widget, share in zip(widgets, SHARES, strict=True):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, share)
        parts.setSizes([METERS_HEIGHT, 2 * METERS_HEIGHT, 3 * METERS_HEIGHT])
        whole = column(self)
        whole.addLayout(buttons)
        whole.addWidget(parts, 1)
        self.setFocusProxy(self.meters)

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._show)
        self.deeds.told.connect(self.told)
        self.meters.row_chosen.connect(self._on_meter)
        self.meters.row_opened.connect(self._on_meter_opened)
        self.readings.row_chosen.connect(self._on_reading)
        self.readings.row_opened.connect(self._on_reading_opened)

    @Slot(object)
    def _show(self, shown: Meters | None) -> None:
        known = self._shown is not None
        self._shown = shown
        self.meters.set_rows(() if shown is None else shown.lines, mark=known)
        if shown is not None and shown.chosen is not None and self.meters.chosen() is None:
            self.meters.choose(shown.chosen.id)
        self.readings.set_rows(() if shown is None else shown.readings, mark=False)
        self._draw(shown)
        self.changed.emit()

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
        series = Series(self.plot.accessibleName(), ms, values, len(values) <= FEW)
        self.plot.show_series([series])
        self.plot.follow()

    def _meter(self) -> MeterRow | None:
        line = self.meters.chosen()
        return None if line is None else line.meter

    @Slot(object)
    def _on_meter(self, line: MeterLine | None) -> None:
        if line is not None:
            self.presenter.choose(line.id)
        self.changed.emit()

    @Slot(object)
    def _on_reading(self, _line: ReadingLine | None) -> None:
        self.changed.emit()

    @Slot(object)
    def _on_meter_opened(self, _line: MeterLine) -> None:
        if self.is_read():
            self._read()

    @Slot(object)
    def _on_reading_opened(self, _line: ReadingLine) -> None:
        self._correct()

    def _new(self) -> None:
        if self._shown is not None:
            self.deeds.new(self._shown.asset_id)

    def _change(self) -> None:
        if self._shown is not None and (meter := self._meter()) is not None:
            self.deeds.change(self._shown.asset_id, meter)

    def _read(self) -> None:
        if (meter := self._meter()) is not None:
            self.deeds.read(meter)

    def _replace(self) -> None:
        if (meter := self._meter()) is not None:
            self.deeds.replace(meter)

    def _correct(self) -> None:
        if (meter := self._meter()) is not None and (line := self.readings.chosen()) is not None:
            self.deeds.correct(meter, line.reading)

    def _take_away(self) -> None:
        if (line := self.readings.chosen()) is not None:
            self.deeds.take_away(line.reading)

    def _rest(self) -> None:
        if (meter := self._meter()) is not None:
            self.deeds.rest(meter)

    def _delete(self) -> None:
        if (meter := self._meter()) is not None:
            self.deeds.delete(meter)
