"""What can be done with maintenance: enter it, change it, end it, look through it."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, told
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.maintenance import forms
from app.shared.maintenance.dialog import MaintenanceDialog
from domain.errors import Gone
from domain.language import tr
from domain.monitoring.maintenance_queries import Maintainable, MaintenanceRow, maintainable, maintenances
from domain.monitoring.maintenance_service import change_maintenance, end_maintenance, enter_maintenance


class MaintenanceDeeds(QObject):
    """Opens the forms about maintenance over a page; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit = kit
        self._pane = pane
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)

    def enter(self, asset_id: int) -> None:
        """For an asset, or for the site that it stands at."""
        self._entry.read(partial(_known, asset_id), self._ask_new)

    def look_through(self) -> None:
        """Show all that is on or still to come."""
        dialog = MaintenanceDialog(self._kit, self._pane)
        dialog.change_asked.connect(self._ask_change)
        dialog.end_asked.connect(self._end)
        dialog.wanted.connect(partial(self._fill, dialog))
        dialog.open()
        self._fill(dialog)

    def _fill(self, dialog: MaintenanceDialog) -> None:
        self._entry.read(self._read, dialog.show_rows)

    def _read(self, session: Session) -> tuple[MaintenanceRow, ...]:
        return maintenances(session, self._kit.times.now())

    def _ask_new(self, of: Maintainable) -> None:
        fields = (*forms.scope_fields(of), *forms.time_fields())
        said = tr("Alerts that begin meanwhile are kept, but nobody need look at them. What is still open then counts.")
        values = forms.new_values(self._kit.times.now())
        submit = partial(self._enter, of)
        self._entry.ask("maintenance", tr("Maintenance"), fields, tr("Enter maintenance"), submit, values, said)

    def _enter(self, of: Maintainable, dialog: FormDialog, values: forms.Values) -> None:
        draft = forms.new_draft(values, of)
        name = of.asset if draft.asset_id is not None else of.site
        words = tr("{name} is maintained until {time}.", name=name, time=self._kit.times.short(draft.until))
        self._entry.keep(dialog, partial(told, words), enter_maintenance, draft)

    def _ask_change(self, row: MaintenanceRow) -> None:
        title, submit = tr("Maintenance of {name}", name=row.what), partial(self._change, row)
        self._entry.ask("maintenance", title, forms.time_fields(), tr("Save"), submit, forms.values_of(row))

    def _change(self, row: MaintenanceRow, dialog: FormDialog, values: forms.Values) -> None:
        done = partial(told, tr("Maintenance of {name} saved.", name=row.what))
        self._entry.keep(dialog, done, change_maintenance, row.id, row.version, forms.draft_of(values, row))

    def _end(self, row: MaintenanceRow) -> None:
        words = tr("Maintenance of {name} is over; what is still open counts again.", name=row.what)
        self._entry.act(Notice(words), end_maintenance, row.id)


def _known(asset_id: int, session: Session) -> Maintainable:
    found = maintainable(session, asset_id)
    if found is None:
        raise Gone(tr("This asset is not there any more."))
    return found
