"""The meters of an asset, and everything that can be done with them; its tables are made when somebody looks."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.assets.meters_body import MetersBody
from app.assets.meters_deeds import MetersDeeds
from app.assets.meters_presenter import Meters, MetersPresenter
from app.shared.actions import Action, Bound, grouped
from app.shared.buttons import ActionButton
from app.shared.desk import Desk
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.layout import column
from domain.language import tr
from domain.meters.queries import MeterRow, ReadingRow

EDGE = 12
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
        self._body = Later(self._make_body)
        buttons = column(margins=(EDGE, 8, EDGE, 8))
        buttons.addLayout(self._buttons)
        whole = column(self)
        whole.addLayout(buttons)
        whole.addWidget(self._body, 1)
        self.setFocusProxy(self._body)
        self.presenter.loaded.connect(self._show)
        self.deeds.told.connect(self.told)

    @property
    def body(self) -> MetersBody:
        """The tables and the curve."""
        return self._body.content

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
        return self.has_meter() and self._reading() is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.set_visible(False)

    def _make_body(self) -> MetersBody:
        body = MetersBody(self._kit)
        body.meter_chosen.connect(self.presenter.choose)
        body.meter_opened.connect(self._on_meter_opened)
        body.reading_opened.connect(self._on_reading_opened)
        body.show_meters(self._shown)
        body.changed.connect(self.changed)
        return body

    @Slot(object)
    def _show(self, shown: Meters | None) -> None:
        self._shown = shown
        if self._body.made is not None:
            self._body.made.show_meters(shown)
        self.changed.emit()

    def _meter(self) -> MeterRow | None:
        line = None if self._body.made is None else self._body.made.meters.chosen()
        return None if line is None else line.meter

    def _reading(self) -> ReadingRow | None:
        line = None if self._body.made is None else self._body.made.readings.chosen()
        return None if line is None else line.reading

    @Slot()
    def _on_meter_opened(self) -> None:
        if self.is_read():
            self._read()

    @Slot()
    def _on_reading_opened(self) -> None:
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
        if self._shown is not None and (meter := self._meter()) is not None:
            self.deeds.replace(meter, self._shown.fallen_of(meter.id))

    def _correct(self) -> None:
        if (meter := self._meter()) is not None and (reading := self._reading()) is not None:
            self.deeds.correct(meter, reading)

    def _take_away(self) -> None:
        if (reading := self._reading()) is not None:
            self.deeds.take_away(reading)

    def _rest(self) -> None:
        if (meter := self._meter()) is not None:
            self.deeds.rest(meter)

    def _delete(self) -> None:
        if (meter := self._meter()) is not None:
            self.deeds.delete(meter)
