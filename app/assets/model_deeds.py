"""Asset models: entered and changed through a small form."""

from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.assets import forms
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, entered, saved
from domain.assets.entry_queries import AssetEntry, Choice, asset_entry, skill_choices
from domain.assets.model_service import ModelDraft, change_model, create_model
from domain.assets.queries import AssetDetail
from domain.errors import Gone
from domain.language import tr

Values = dict[str, Any]


class ModelDeeds:
    """What can be done with models."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def new(self) -> None:
        self._entry.read(skill_choices, self._ask_new)

    def change(self, asset: AssetDetail) -> None:
        """The model of an asset, and so of all others of it."""
        self._entry.read(partial(_model_of, asset.id), self._ask_change)

    def _ask_new(self, skills: tuple[Choice, ...]) -> None:
        fields, values = forms.model_fields(skills), forms.model_values(ModelDraft("", "", ""))
        self._entry.ask("model", tr("New model"), fields, tr("Enter the model"), self._enter, values)

    def _enter(self, dialog: FormDialog, values: Values) -> None:
        draft = forms.model_draft(values)
        self._entry.keep(dialog, partial(entered, f"{draft.maker} {draft.name}"), create_model, draft)

    def _ask_change(self, found: tuple[AssetEntry, tuple[Choice, ...]]) -> None:
        entry, skills = found
        seen = entry.model
        title = tr("Change {name}", name=f"{seen.maker} {seen.name}")
        said = tr("This holds for all assets of the model.")
        submit = partial(self._save, entry)
        values = forms.model_values(seen)
        self._entry.ask("model", title, forms.model_fields(skills), tr("Save"), submit, values, said)

    def _save(self, entry: AssetEntry, dialog: FormDialog, values: Values) -> None:
        draft = forms.model_draft(values)
        done = partial(saved, f"{draft.maker} {draft.name}")
        self._entry.keep(dialog, done, change_model, entry.draft.model_id, entry.model, draft)


def _model_of(asset_id: int, session: Session) -> tuple[AssetEntry, tuple[Choice, ...]]:
    found = asset_entry(session, asset_id)
    if found is None:
        raise Gone(tr("This asset is not there any more."))
    return found, skill_choices(session)
