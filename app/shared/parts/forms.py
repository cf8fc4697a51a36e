"""What the forms about parts ask, and how it becomes what the services want."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.shared.date_fields import OptionalDateField
from app.shared.fields import CheckField, ChoiceField, Field, TextField
from app.shared.numbers import typed, written
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.parts.choices import PartChoices
from domain.parts.entries import OnOrder, PartEntry
from domain.parts.model import PartKind
from domain.parts.queries import PartRow
from domain.parts.replacing import Replacement

NONE = "–"
INSIDE = "    "
ON_ORDER = ("with_line", "required")
Values = Mapping[str, Any]
Choices = list[tuple[int | None, str]]


def replacement_fields(choices: PartChoices) -> tuple[Field, ...]:
    """Which part goes, and what comes."""
    parts = [(row.id, f"{INSIDE * row.level}{amount(row)} {row.text}") for row in choices.parts]
    return (
        ChoiceField("part_id", tr("Part"), parts),
        TextField("quantity", tr("How many of them")),
        *_what_fields(),
        OptionalDateField("warranty_until", tr("Warranty")),
        *order_fields(choices),
        TextField("note", tr("Note")),
    )


def part_fields(choices: PartChoices, own: PartRow | None) -> tuple[Field, ...]:
    """All that is known of a part; what is `own` already is on no order any more."""
    return (
        ChoiceField("kind", tr("Kind"), [(kind, kind.label) for kind in PartKind]),
        *_what_fields(),
        TextField("quantity", tr("Quantity")),
        TextField("unit", tr("Unit"), tr("if not that of the article")),
        ChoiceField("parent_id", tr("In the assembly"), _assemblies(choices, own)),
        OptionalDateField("installed_on", tr("Installed"), tr("on")),
        OptionalDateField("warranty_until", tr("Warranty")),
        *(() if own is not None else order_fields(choices)),
    )


def order_fields(choices: PartChoices) -> tuple[Field, ...]:
    """On which order."""
    return (
        ChoiceField("order_id", tr("On the order"), [(None, NONE), *choices.orders]),
        CheckField("with_line", tr("Put it on a line of the order, so that it can be billed")),
        CheckField("required", tr("Has to be procured: the order waits for it")),
    )


def replacement_values(row: PartRow, order_id: int | None) -> dict[str, Any]:
    """The same once more, all of it."""
    return {
        "part_id": row.id,
        "quantity": written(row.quantity),
        "article_id": row.article_id,
        "text": "" if row.article_id else row.text,
        "serial": "",
        "warranty_until": None,
        "order_id": order_id,
        "with_line": True,
        "required": False,
        "note": "",
    }


def part_values(row: PartRow | None, parent_id: int | None = None) -> dict[str, Any]:
    """A part as it is, or a new one."""
    if row is None:
        empty = {"article_id": None, "text": "", "serial": "", "unit": "", "installed_on": None, "warranty_until": None}
        on_order = {"order_id": None, "with_line": True, "required": False}
        return {"kind": PartKind.PART, "quantity": "1", "parent_id": parent_id, **empty, **on_order}
    return {
        "kind": row.kind,
        "article_id": row.article_id,
        "text": row.text,
        "serial": row.serial,
        "quantity": written(row.quantity),
        "unit": row.unit,
        "parent_id": row.parent_id,
        "installed_on": row.installed_on,
        "warranty_until": row.warranty_until,
    }


def replacement(values: Values) -> Replacement:
    names = ("article_id", "text", "serial", "warranty_until", "note")
    return Replacement(typed(values["quantity"]), **{name: values[name] for name in names})


def entry(values: Values) -> PartEntry:
    named = {name: value for name, value in values.items() if name not in {"order_id", *ON_ORDER}}
    made = PartEntry(**named)
    return replace(made, quantity=typed(values["quantity"]))


def on_order(values: Values) -> OnOrder | None:
    if values["order_id"] is None:
        return None
    return OnOrder(values["order_id"], with_line=values["with_line"], required=values["required"])


def articles_for(choices: PartChoices, kind: PartKind) -> Choices:
    """What a part of that kind can be in the catalogue."""
    return [(None, tr("no article")), *choices.articles[kind]]


def amount(row: PartRow) -> str:
    """How many, such as "2 pcs"."""
    return f"{written(row.quantity)} {row.unit}".strip()


def _what_fields() -> tuple[Field, ...]:
    return (
        SearchChoiceField("article_id", tr("Article")),
        TextField("text", tr("Name"), tr("if not that of the article")),
        TextField("serial", tr("Serial number")),
    )


def _assemblies(choices: PartChoices, own: PartRow | None) -> Choices:
    found = [row for row in choices.parts if row.kind is PartKind.ASSEMBLY and row != own]
    return [(None, NONE), *((row.id, f"{INSIDE * row.level}{row.text}") for row in found)]
