"""Values of parameters: checked, written as JSON, and read again."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from domain.errors import Refusal
from domain.language import tr
from domain.money import exact
from domain.parameters.accounts import ACCOUNTS
from domain.parameters.colours import checked_colours
from domain.parameters.dialects import DialectName
from domain.parameters.placement_rules import ALWAYS, PLACEMENT_RULES, Kind, Strictness
from domain.parameters.registry import CHOICES, KINDS, LIMITS, PATTERNS, SETS, RoutingKind, StageRule, ValueKind
from domain.words import ReversalRule, RoundingIn

LONGEST = {ValueKind.TEXT: 100, ValueKind.PARAGRAPH: 1000}


def checked(name: str, value: object) -> object:
    """The value as it is kept. Raises Refusal at the field `name`."""
    return _CHECKS[KINDS[name]](name, value)


def written(value: object) -> str:
    """A checked value as JSON."""
    if isinstance(value, Decimal):
        return json.dumps(str(value))
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    if isinstance(value, frozenset):
        return json.dumps(sorted(str(each) for each in value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def read_back(name: str, text: str) -> object:
    """What `written` wrote."""
    return checked(name, json.loads(text))


def _switch(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise Refusal(tr("Either on or off."), field=name)
    return value


def _text(name: str, entered: object) -> str:
    value = str(entered).strip()
    longest = LONGEST[KINDS[name]]
    if len(value) > longest:
        raise Refusal(tr("At most {count} letters.", count=longest), field=name)
    if name == "centre_name" and not value:
        raise Refusal(tr("The service centre needs a name."), field=name)
    if name == "routing_url" and value and not value.startswith(("http://", "https://")):
        raise Refusal(tr("An address begins with http:// or https://."), field=name)
    if name == "sparkplug_host" and (not value.isprintable() or any(sign in value for sign in "/+#")):
        raise Refusal(tr("A name without / + # is needed, for it stands in a topic."), field=name)
    return value


def _code(name: str, entered: object) -> str:
    value = str(entered).strip().upper()
    if not PATTERNS[name].fullmatch(value):
        sentence = (
            tr("A currency is three letters, such as EUR.")
            if name == "currency"
            else tr("A country is two letters, such as DE.")
        )
        raise Refusal(sentence, field=name)
    return value


def _number(name: str, value: object) -> Decimal:
    number = exact(str(value), name)
    lowest, highest = LIMITS[name]
    if not lowest <= number <= highest:
        raise Refusal(tr("Between {lowest} and {highest}.", lowest=lowest, highest=highest), field=name)
    return number


def _whole(name: str, entered: object) -> int:
    value = _number(name, entered)
    if value != value.to_integral_value():
        raise Refusal(tr("A whole number is needed here."), field=name)
    return int(value)


def _day(name: str, value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Refusal(tr("A day is needed here, such as 2026-12-31."), field=name) from None


def _choice(name: str, value: object) -> RoundingIn | ReversalRule | RoutingKind:
    try:
        return CHOICES[name](str(value))
    except ValueError:
        raise Refusal(tr("Choose one of what is offered."), field=name) from None


def _calendar(name: str, value: object) -> int | None:
    """The id of a calendar; one that was deleted since counts as none, so it need not be there."""
    if value is None or (type(value) is int and value > 0):
        return value
    raise Refusal(tr("Choose one of what is offered."), field=name)


def _some(name: str, value: object) -> frozenset[StageRule | DialectName]:
    names = {str(each) for each in value} if isinstance(value, Iterable) else set()
    unknown = sorted(names - set(SETS[name]))
    if unknown:
        raise Refusal(tr("There is no rule “{key}”.", key=unknown[0]), field=name)
    return frozenset(SETS[name](each) for each in names)


def _accounts(name: str, value: object) -> dict[str, str]:
    """Every account; what is not given keeps the one it has from the start."""
    given = value if isinstance(value, Mapping) else {}
    unknown = sorted(set(given) - set(ACCOUNTS))
    if unknown:
        raise Refusal(tr("There is no posting “{key}”.", key=unknown[0]), field=name)
    accounts = {key: str(given.get(key, account)).strip() for key, account in ACCOUNTS.items()}
    for key, account in accounts.items():
        if not account or len(account) > 20:  # noqa: PLR2004  # no chart of accounts is longer
            raise Refusal(tr("An account has between 1 and 20 letters."), field=f"{name}.{key}")
    return accounts


def _strictness(name: str, value: object) -> dict[Kind, Strictness]:
    """Every rule of placing; what is not given stays as it is from the start."""
    given = value if isinstance(value, Mapping) else {}
    unknown = sorted(set(given) - set(Kind))
    if unknown:
        raise Refusal(tr("There is no rule “{key}”.", key=unknown[0]), field=name)
    try:
        rules = {kind: Strictness(given.get(kind, strict)) for kind, strict in PLACEMENT_RULES.items()}
    except ValueError:
        raise Refusal(tr("Choose one of what is offered."), field=name) from None
    for kind in ALWAYS:
        if rules[kind] is not Strictness.REFUSAL:
            raise Refusal(tr("“{rule}” is always refused.", rule=kind.label), field=name)
    return rules


_CHECKS: Mapping[ValueKind, Callable[[str, object], object]] = {
    ValueKind.SWITCH: _switch,
    ValueKind.TEXT: _text,
    ValueKind.PARAGRAPH: _text,
    ValueKind.CODE: _code,
    ValueKind.WHOLE: _whole,
    ValueKind.DECIMAL: _number,
    ValueKind.DAY: _day,
    ValueKind.CHOICE: _choice,
    ValueKind.CALENDAR: _calendar,
    ValueKind.SET: _some,
    ValueKind.ACCOUNTS: _accounts,
    ValueKind.STRICTNESS: _strictness,
    ValueKind.COLOURS: checked_colours,
}
