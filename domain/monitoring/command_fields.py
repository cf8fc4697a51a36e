"""The values that a command takes: their kinds, ranges and units, and whether what is given fits them."""

from collections.abc import Mapping
from enum import StrEnum
from math import ceil, floor, isfinite

import msgspec

from domain.errors import Refusal
from domain.language import figure, tr

MOST_FIELDS = 30
LONGEST_TEXT = 500
DIGITS = 9

Value = str | float | bool


class FieldKind(StrEnum):
    """What a value of a command is."""

    NUMBER = "number"
    WHOLE = "whole"
    SWITCH = "switch"
    TEXT = "text"
    CHOICE = "choice"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            FieldKind.NUMBER: tr("number"),
            FieldKind.WHOLE: tr("whole number"),
            FieldKind.SWITCH: tr("on or off"),
            FieldKind.TEXT: tr("text"),
            FieldKind.CHOICE: tr("choice"),
        }[self]


class Field(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value: `low` and `high` bound numbers, `choices` are what a choice may be."""

    name: str
    kind: FieldKind = FieldKind.NUMBER
    label: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    required: bool = True


Fields = tuple[Field, ...]
_decoder = msgspec.json.Decoder(Fields)


def encode(fields: Fields) -> str:
    """The fields as JSON, as they are stored."""
    return msgspec.json.encode(fields).decode()


def decode(text: str) -> Fields:
    """The fields stored as `text`; raises msgspec.ValidationError on anything else."""
    return _decoder.decode(text)


def check_fields(fields: Fields) -> None:
    """Refuse fields that cannot be meant."""
    names = [field.name for field in fields]
    if len(fields) > MOST_FIELDS or len(set(names)) < len(names) or not all(name.strip() for name in names):
        raise Refusal(
            tr("A command has at most {most} values, each with a name of its own.", most=MOST_FIELDS), field="fields"
        )
    for field in fields:
        if not all(bound is None or isfinite(bound) for bound in (field.low, field.high)):
            raise Refusal(tr("What bounds “{name}” has to be a number.", name=field.name), field="fields")
        if not _has_values(field):
            raise Refusal(
                tr("“{name}” can have no value: its limits exclude each other.", name=field.name), field="fields"
            )
        if field.kind is FieldKind.CHOICE and not field.choices:
            raise Refusal(tr("Say what “{name}” may be.", name=field.name), field="fields")


def _has_values(field: Field) -> bool:
    """Whether any number lies within the bounds."""
    if field.low is None or field.high is None:
        return True
    return ceil(field.low) <= floor(field.high) if field.kind is FieldKind.WHOLE else field.low <= field.high


def fitting(fields: Fields, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values as they are sent. What does not fit is refused at the field with its name."""
    known = {field.name for field in fields}
    for name in values:
        if name not in known:
            raise Refusal(tr("The command has no value “{name}”.", name=name), field=name)
    found: dict[str, Value] = {}
    for field in fields:
        if field.name in values:
            found[field.name] = _fitting(field, values[field.name])
        elif field.required:
            raise Refusal(tr("“{name}” is needed.", name=field.label or field.name), field=field.name)
    return found


def _fitting(field: Field, value: Value) -> Value:
    name = field.label or field.name
    match field.kind:
        case FieldKind.SWITCH if isinstance(value, bool):
            return value
        case FieldKind.SWITCH:
            raise Refusal(tr("“{name}” is on or off.", name=name), field=field.name)
        case FieldKind.NUMBER | FieldKind.WHOLE:
            return _number(field, value, name)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise Refusal(
            tr("“{name}” is a text of at most {most} letters.", name=name, most=LONGEST_TEXT), field=field.name
        )
    if field.kind is FieldKind.CHOICE and value not in field.choices:
        raise Refusal(
            tr("“{name}” is one of: {choices}.", name=name, choices=", ".join(field.choices)), field=field.name
        )
    return value


def _number(field: Field, value: Value, name: str) -> float:
    if isinstance(value, bool | str) or not abs(value) < float("inf"):
        raise Refusal(tr("“{name}” is a number.", name=name), field=field.name)
    if field.kind is FieldKind.WHOLE and value != int(value):
        raise Refusal(tr("“{name}” is a whole number.", name=name), field=field.name)
    if field.low is not None and value < field.low:
        raise Refusal(tr("“{name}” is at least {low}.", name=name, low=_bound(field.low, field)), field=field.name)
    if field.high is not None and value > field.high:
        raise Refusal(tr("“{name}” is at most {high}.", name=name, high=_bound(field.high, field)), field=field.name)
    return int(value) if field.kind is FieldKind.WHOLE else value


def _bound(bound: float, field: Field) -> str:
    return f"{figure(bound, DIGITS)} {field.unit}".strip()
