"""What can be done with the meters of an asset and with what was read from them, each through a form."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.assets import meters_forms as forms
from app.assets.meters_dialog import ReadingDialog
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, entered, saved
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.numbers import written
from domain.language import tr
from domain.meters.counter import Event
from domain.meters.queries import MeterRow, ReadingRow
from domain.meters.reading_service import delete_reading, edit_reading, take_reading
from domain.meters.service import (
    MeterDraft,
    activate_meter,
    change_meter,
    create_meter,
    deactivate_meter,
    delete_meter,
)
from domain.monitoring.device_queries import MetricRow, metrics_of_asset
from domain.monitoring.meter_feed import Fallen

Values = dict[str, Any]


class MetersDeeds(QObject):
    """Opens the forms about meters; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit = kit
        self.entry = Entry(kit, desk, pane)
        self.entry.told.connect(self.told)

    def new(self, asset_id: int) -> None:
        """A counter on an asset."""
        self.entry.read(partial(metrics_of_asset, asset_id=asset_id), partial(self._ask_new, asset_id))

    def change(self, asset_id: int, meter: MeterRow) -> None:
        self.entry.read(partial(metrics_of_asset, asset_id=asset_id), partial(self._ask_change, meter))

    def read(self, meter: MeterRow) -> None:
        """Note what it shows."""
        name = meter.draft.name
        fields, values = forms.reading_fields(meter.draft.unit), forms.reading_values(self._kit.times.now())
        self._ask_reading(tr("Reading of {name}", name=name), fields, tr("Take the reading"), meter, values)

    def replace(self, meter: MeterRow, fallen: Fallen | None) -> None:
        """Note that it was replaced or reset, and from where it counts on; its device may have shown that."""
        title = tr("{name} was replaced or reset", name=meter.draft.name)
        fields = forms.reading_fields(meter.draft.unit, forms.ANEW)
        values = forms.reading_values(self._kit.times.now(), Event.REPLACED)
        if fallen is not None:
            values |= {"value": written(fallen.value), "taken_at": fallen.at}
        said = tr("The total goes on: what the old one showed last, and the new one since it began, is counted.")
        self._ask_reading(title, fields, tr("Count on"), meter, values, said)

    def correct(self, meter: MeterRow, reading: ReadingRow) -> None:
        """Change a reading; totals after it follow."""
        title = tr("Correct the reading of {name}", name=meter.draft.name)
        fields, values = forms.reading_fields(meter.draft.unit), forms.seen_values(reading.draft)
        said = tr("The totals after it follow.")
        submit = partial(self._correct, reading)
        self.entry.ask("reading", title, fields, tr("Save"), submit, values, said, ReadingDialog)

    def take_away(self, reading: ReadingRow) -> None:
        """Remove a reading that should not be there."""
        title = tr("Take this reading away?")
        said = tr("The totals after it follow; the journal keeps who did it.")
        self.entry.ask("reading", title, (), tr("Take it away"), partial(self._take_away, reading), said=said)

    def rest(self, meter: MeterRow) -> None:
        """Let it be read no more, or again."""
        self.entry.switch(meter.draft.name, meter.id, deactivate_meter, activate_meter, active=meter.active)

    def delete(self, meter: MeterRow) -> None:
        self.entry.confirm_delete(meter.draft.name, delete_meter, meter.id)

    def _ask_new(self, asset_id: int, metrics: list[MetricRow]) -> None:
        fields, values = forms.meter_fields(metrics, None), forms.meter_values(MeterDraft("", ""))
        self.entry.ask("meter", tr("New meter"), fields, tr("Put the meter on"), partial(self._enter, asset_id), values)

    def _enter(self, asset_id: int, dialog: FormDialog, values: Values) -> None:
        draft = forms.meter_draft(values)
        self.entry.keep(dialog, partial(entered, draft.name), create_meter, asset_id, draft)

    def _ask_change(self, meter: MeterRow, metrics: list[MetricRow]) -> None:
        title = tr("Change {name}", name=meter.draft.name)
        fields, values = forms.meter_fields(metrics, meter.draft), forms.meter_values(meter.draft)
        self.entry.ask("meter", title, fields, tr("Save"), partial(self._save, meter), values)

    def _save(self, meter: MeterRow, dialog: FormDialog, values: Values) -> None:
        draft = forms.meter_draft(values)
        self.entry.keep(dialog, partial(saved, draft.name), change_meter, meter.id, meter.draft, draft)

    def _ask_reading(self, title: str, fields: Any, verb: str, meter: MeterRow, values: Values, said: str = "") -> None:
        self.entry.ask("reading", title, fields, verb, partial(self._take, meter), values, said, ReadingDialog)

    def _take(self, meter: MeterRow, dialog: FormDialog, values: Values) -> None:
        done = partial(_said, tr("{name} is read.", name=meter.draft.name))
        self.entry.keep(dialog, done, take_reading, meter.id, forms.reading_draft(values))

    def _correct(self, reading: ReadingRow, dialog: FormDialog, values: Values) -> None:
        wanted = forms.corrected(values, reading.draft)
        done = partial(_said, tr("The reading is corrected."))
        self.entry.keep(dialog, done, edit_reading, reading.id, reading.draft, wanted)

    def _take_away(self, reading: ReadingRow, dialog: FormDialog, _values: Values) -> None:
        self.entry.keep(dialog, partial(_said, tr("The reading is taken away.")), delete_reading, reading.id)


def _said(words: str, _result: object) -> Notice:
    return Notice(words)
