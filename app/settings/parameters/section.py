"""The section of parameters."""

from collections.abc import Callable, Mapping
from typing import Any

from app.settings.fields import ChecksField, DecimalField
from app.settings.parameters.accounts_field import AccountsField
from app.settings.parameters.colours_field import ColoursField
from app.settings.parameters.source import SOURCE, ParameterGroup
from app.settings.parameters.strictness_field import StrictnessField
from app.settings.section import Section
from app.settings.source import Loaded
from app.shared.columns import Column
from app.shared.date_fields import OptionalDateField
from app.shared.fields import CheckField, ChoiceField, Field, LongTextField, NumberField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.theme import Theme
from domain.language import tr
from domain.parameters.registry import CHOICES, KINDS, LIMITS, SETS, ValueKind, label


def parameters_section(kit: Kit) -> Section[ParameterGroup]:
    return Section(
        key="parameters",
        title=tr("Parameters"),
        icon="sliders-horizontal",
        new_title="",
        hint=tr("What holds for the whole service centre: its name, currency and tax, what needs a reason."),
        source=SOURCE,
        columns=(Column("title", tr("Parameters"), lambda row: row.title, stretch=True, tip=lambda row: row.words),),
        fields=tuple(_field(name, kit.theme) for name in KINDS),
        values=_values,
        name=lambda row: row.title,
        follow=_follow,
        form_share=65,
    )


def _field(name: str, theme: Theme) -> Field:
    title, kind = label(name), KINDS[name]
    match kind:
        case ValueKind.WHOLE:
            return NumberField(name, title, least=LIMITS[name][0], most=LIMITS[name][1])
        case ValueKind.DAY:
            return OptionalDateField(name, title, tr("up to"))
        case ValueKind.CHOICE:
            return ChoiceField(name, title, [(each, each.label) for each in CHOICES[name]])
        case ValueKind.SET:
            return ChecksField(name, title, [(each, each.label) for each in SETS[name]])
        case ValueKind.COLOURS:
            return ColoursField(name, title, theme)
    return _PLAIN.get(kind, TextField)(name, title)


def _values(row: ParameterGroup | None, _beside: ParameterGroup | None) -> Mapping[str, Any]:
    return row.values if row else {}


def _follow(form: Form, row: ParameterGroup | None, _loaded: Loaded[ParameterGroup]) -> None:
    for name in form.fields:
        form.show_field(name, row is not None and name in row.names)


_PLAIN: Mapping[ValueKind, Callable[[str, str], Field]] = {
    ValueKind.SWITCH: CheckField,
    ValueKind.PARAGRAPH: LongTextField,
    ValueKind.DECIMAL: DecimalField,
    ValueKind.CALENDAR: ChoiceField,
    ValueKind.ACCOUNTS: AccountsField,
    ValueKind.STRICTNESS: StrictnessField,
}
"""Inputs that need nothing but a name and a title."""
