"""What can be entered and changed on the page of assets, each through a form of its own."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.assets import forms
from app.assets.asset_dialog import AssetDialog
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.maintenance.deeds import MaintenanceDeeds
from domain.assets.entry_queries import (
    AssetChoices,
    AssetEntry,
    asset_choices,
    asset_entry,
    customer_of_site,
)
from domain.assets.queries import AssetDetail
from domain.assets.service import AssetDraft, PlaceDraft, create_asset, delete_asset, move_asset
from domain.assets.tree import BranchKey, Level
from domain.errors import Gone
from domain.language import tr
from domain.orders.archiving import archive_asset, restore_asset
from domain.orders.party_changes import change_asset

Values = dict[str, Any]


class AssetDeeds(QObject):
    """Opens the forms about an asset; says what came of them."""

    told = Signal(object)
    """A `Notice`."""
    asset_made = Signal(int)
    """The id of an asset that was just entered."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self.entry = Entry(kit, desk, pane)
        self._maintenance = MaintenanceDeeds(kit, desk, pane)
        for each in (self.entry, self._maintenance):
            each.told.connect(self.told)

    def new(self, site_id: int | None, customer_id: int | None = None, like: AssetDetail | None = None) -> None:
        """An asset at a site, at one of a customer's, or beside another one."""
        place = PlaceDraft(like.address.id if like else site_id, None)
        self.entry.read(partial(_choices_for, place.site_id, customer_id), partial(self._ask_new, place))

    def new_beside(self, branch: BranchKey | None, asset: AssetDetail | None) -> None:
        """Where the cursor is: beside an asset, at a site, or at one of a customer."""
        at_site = branch is not None and branch.level is Level.SITE
        of_customer = branch is not None and branch.level is Level.CUSTOMER
        if branch is None or asset is not None:
            self.new(None, like=asset)
        else:
            self.new(branch.id if at_site else None, branch.id if of_customer else None)

    def change(self, asset: AssetDetail) -> None:
        self.entry.read(partial(_entry_of, asset.id), self._ask_change)

    def move(self, asset: AssetDetail) -> None:
        """Let it stand elsewhere, with its parts."""
        self.entry.read(partial(_entry_of, asset.id), self._ask_move)

    def maintain(self, asset: AssetDetail) -> None:
        """Say that its alerts are expected for a time."""
        self._maintenance.enter(asset.id)

    def archive(self, asset: AssetDetail) -> None:
        """Archive it, or bring it back."""
        self.entry.switch(asset.name, asset.id, archive_asset, restore_asset, active=asset.active)

    def delete(self, asset: AssetDetail) -> None:
        self.entry.confirm_delete(asset.name, delete_asset, asset.id)

    def _ask_new(self, place: PlaceDraft, choices: AssetChoices) -> None:
        values = {**forms.asset_values(AssetDraft("", "", None)), **forms.place_values(place)}
        fields = (*forms.place_fields(choices), *forms.asset_fields(choices))
        dialog = self._ask(tr("New asset"), fields, tr("Enter the asset"), self._enter, values)
        dialog.offer(choices, None, values)
        if place.site_id is not None:
            dialog.form.fields["name"].widget.setFocus()

    def _enter(self, dialog: FormDialog, values: Values) -> None:
        draft, place = forms.asset_draft(values), forms.place_draft(values)
        self.entry.keep(dialog, partial(self._on_entered, draft.name), create_asset, draft, place)

    def _on_entered(self, name: str, asset_id: int) -> Notice:
        self.asset_made.emit(asset_id)
        return Notice(tr("{name} is entered.", name=name))

    def _ask_change(self, found: tuple[AssetEntry, AssetChoices]) -> None:
        entry, choices = found
        values, title = forms.asset_values(entry.draft), tr("Change {name}", name=entry.draft.name)
        dialog = self._ask(title, forms.asset_fields(choices), tr("Save"), partial(self._save, entry), values)
        dialog.offer(choices, entry.id, values)

    def _save(self, entry: AssetEntry, dialog: FormDialog, values: Values) -> None:
        draft = forms.asset_draft(values)
        self.entry.keep(dialog, partial(saved, draft.name), change_asset, entry.id, entry.draft, draft)

    def _ask_move(self, found: tuple[AssetEntry, AssetChoices]) -> None:
        entry, choices = found
        values, title = forms.place_values(entry.place), tr("Move {name}", name=entry.draft.name)
        said = tr("Its parts go with it; orders stay where they were.")
        submit = partial(self._move, entry)
        dialog = self._ask(title, forms.place_fields(choices), tr("Move the asset"), submit, values, said)
        dialog.offer(choices, entry.id, values)

    def _move(self, entry: AssetEntry, dialog: FormDialog, values: Values) -> None:
        done = partial(_moved, entry.draft.name)
        self.entry.keep(dialog, done, move_asset, entry.id, entry.place, forms.place_draft(values))

    def _ask(self, title: str, fields: Any, verb: str, submit: Any, values: Values, said: str = "") -> AssetDialog:
        dialog = self.entry.ask("asset", title, fields, verb, submit, values, said, AssetDialog)
        assert isinstance(dialog, AssetDialog), "asked for above"
        return dialog


def _choices_for(site_id: int | None, customer_id: int | None, session: Session) -> AssetChoices:
    owner = customer_id if site_id is None else customer_of_site(session, site_id)
    return asset_choices(session, owner)


def _entry_of(asset_id: int, session: Session) -> tuple[AssetEntry, AssetChoices]:
    found = asset_entry(session, asset_id)
    if found is None:
        raise Gone(tr("This asset is not there any more."))
    assert found.place.site_id is not None, "read from the store"
    return found, asset_choices(session, customer_of_site(session, found.place.site_id))


def _moved(name: str, _result: None) -> Notice:
    return Notice(tr("{name} is moved.", name=name))
