"""What the forms of assets and models ask, and how it becomes what the services want."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.shared.date_fields import OptionalDateField
from app.shared.fields import CheckField, ChoiceField, Field, TextField
from app.shared.search_choice import SearchChoiceField
from domain.assets.entry_queries import AssetChoices, WholeChoice
from domain.assets.model_service import ModelDraft
from domain.assets.service import AssetDraft, PlaceDraft
from domain.language import tr

NONE = "–"
Values = Mapping[str, Any]


def asset_fields(choices: AssetChoices) -> tuple[Field, ...]:
    """What the asset is."""
    return (
        TextField("name", tr("Name"), tr("As people there call it")),
        SearchChoiceField("model_id", tr("Model"), choices.models),
        TextField("serial", tr("Serial number")),
        CheckField("same_serial", tr("Both serial numbers are right")),
        CheckField("intangible", tr("Intangible, such as a licence or a hall: needs no serial number")),
        TextField("number", tr("Number"), tr("Left empty, the next one is taken")),
        ChoiceField("group_id", tr("Group"), [(None, NONE), *choices.groups]),
        OptionalDateField("installed_on", tr("Installed"), tr("on")),
        OptionalDateField("warranty_until", tr("Warranty")),
        ChoiceField(
            "sla_id", tr("SLA"), [(None, tr("as it follows from agreement or customer")), *choices.slas], keeps=True
        ),
    )


def place_fields(choices: AssetChoices) -> tuple[Field, ...]:
    """Where it stands."""
    return (
        SearchChoiceField("site_id", tr("Site"), choices.sites),
        SearchChoiceField("parent_id", tr("Part of"), [(None, NONE)]),
    )


def model_fields(skills: Sequence[tuple[int, str]]) -> tuple[Field, ...]:
    """A type of machine."""
    return (
        TextField("maker", tr("Maker")),
        TextField("name", tr("Model")),
        TextField("kind", tr("Kind"), tr("The family, such as chiller; rules are made for it")),
        ChoiceField("skill_id", tr("Skill needed"), [(None, NONE), *skills]),
    )


def asset_values(draft: AssetDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "model_id": draft.model_id,
        "serial": draft.serial,
        "same_serial": False,
        "intangible": draft.intangible,
        "number": draft.number,
        "group_id": draft.group_id,
        "installed_on": draft.installed_on,
        "warranty_until": draft.warranty_until,
        "sla_id": draft.sla_id,
    }


def asset_draft(values: Values) -> AssetDraft:
    return AssetDraft(**{name: value for name, value in values.items() if name not in {"site_id", "parent_id"}})


def place_values(place: PlaceDraft) -> dict[str, Any]:
    return {"site_id": place.site_id, "parent_id": place.parent_id}


def place_draft(values: Values) -> PlaceDraft:
    return PlaceDraft(values["site_id"], values["parent_id"])


def model_values(draft: ModelDraft) -> dict[str, Any]:
    return {"kind": draft.kind, "maker": draft.maker, "name": draft.name, "skill_id": draft.skill_id}


def model_draft(values: Values) -> ModelDraft:
    return ModelDraft(**values)


def wholes_at(choices: AssetChoices, site_id: int | None, except_id: int | None) -> list[tuple[int | None, str]]:
    """What at that site the asset `except_id` can be a part of: neither itself nor what is a part of it."""
    inside = _with_parts(choices.wholes, set() if except_id is None else {except_id})
    return [
        (None, NONE),
        *((each.id, each.name) for each in choices.wholes if each.site_id == site_id and each.id not in inside),
    ]


def _with_parts(wholes: Sequence[WholeChoice], keys: set[int]) -> set[int]:
    parts = {each.id for each in wholes if each.parent_id in keys} - keys
    return _with_parts(wholes, keys | parts) if parts else keys
