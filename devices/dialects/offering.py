"""What devices say they can be told, made such that a model can take it over as a command of its own."""

from collections.abc import Iterable

import msgspec

from devices.messages import printable
from domain.errors import Refusal
from domain.monitoring.command_fields import MOST_FIELDS, Field, FieldKind, check_fields
from domain.monitoring.command_offers import MOST_OFFERS, OfferedCommand, Offers
from domain.monitoring.storable import LARGEST_NUMBER, is_metric_name
from domain.monitoring.units import people_write

MOST_CHOICES = 100
_LONGEST = 80
_ALONE = "value"


def usable_offers(offers: Iterable[OfferedCommand]) -> Offers:
    """Those with a name that can be kept and with values that can be meant; the first of each name."""
    found: dict[str, OfferedCommand] = {}
    for each in offers:
        if is_metric_name(each.name) and _can_be_meant(each):
            found.setdefault(each.name, each)
    return tuple(found.values())[:MOST_OFFERS]


def offer(name: str, label: object, *fields: Field) -> OfferedCommand:
    """A command with its values; one value alone is called `value`, and for people as the command is."""
    title = printable(label, _LONGEST) if isinstance(label, str) else ""
    if len(fields) == 1:
        fields = (msgspec.structs.replace(fields[0], name=_ALONE, label=title),)
    return OfferedCommand(name, title, fields)


def numeric(name: str, unit: object, low: object, high: object, *, whole: bool = False) -> Field:
    """A number between limits, which count only where they make sense."""
    least, most = _limit(low), _limit(high)
    if least is not None and most is not None and least > most:
        least = most = None
    kind = FieldKind.WHOLE if whole else FieldKind.NUMBER
    return Field(name, kind, unit=people_write(unit), low=least, high=most)


def chosen(name: str, choices: Iterable[object]) -> Field:
    """One of some words; a text where none is told."""
    words = tuple(dict.fromkeys(str(each)[:_LONGEST] for each in choices if isinstance(each, str | int | float)))
    usable = tuple(word for word in words if word and word.isprintable())[:MOST_CHOICES]
    return Field(name, FieldKind.CHOICE, choices=usable) if usable else Field(name, FieldKind.TEXT)


def _limit(given: object) -> float | None:
    usable = isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < LARGEST_NUMBER
    return float(given) if usable else None  # type: ignore[arg-type]


def _can_be_meant(offered: OfferedCommand) -> bool:
    if len(offered.fields) > MOST_FIELDS or not all(is_metric_name(field.name) for field in offered.fields):
        return False
    try:
        check_fields(offered.fields)
    except Refusal:
        return False
    return True
