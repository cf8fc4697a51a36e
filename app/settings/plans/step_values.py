"""A step as the values of its form, and back: whatever the kind does not have is left out."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from domain.monitoring.plans.plan import (
    AnyStep,
    Escalate,
    Mail,
    Notify,
    Only,
    OpenOrder,
    SendCommand,
    Wait,
    Webhook,
)

MINUTE = 60.0
#: Which fields of the form belong to the kinds of steps; all others belong to every one.
OF_KIND: Mapping[type[AnyStep], frozenset[str]] = {
    Notify: frozenset({"text"}),
    Mail: frozenset({"to", "technician", "text"}),
    Webhook: frozenset({"url"}),
    SendCommand: frozenset({"command", "values", "awaited", "seconds"}),
    Wait: frozenset({"until", "seconds"}),
    OpenOrder: frozenset({"attach", "order", "skills", "articles"}),
    Escalate: frozenset({"patience", "to", "text"}),
}
OWN = frozenset().union(*OF_KIND.values())
SAME = ("technician", "text", "url", "command", "values", "awaited", "seconds", "until", "attach")
ORDER = ("priority", "order_type_id", "sla_id", "calendar_id")
_PARTED = re.compile(r"[,;\s]+")


def of_step(step: AnyStep) -> dict[str, Any]:
    """What the form is filled with."""
    found: dict[str, Any] = {name: getattr(step, name) for name in SAME if hasattr(step, name)}
    if isinstance(step, Mail | Escalate):
        found["to"] = ", ".join(step.to)
    if isinstance(step, Escalate):
        found["patience"] = step.minutes * MINUTE
    if isinstance(step, OpenOrder):
        found["order"] = {name: getattr(step, name) for name in ORDER} | {"minutes": step.minutes or 0}
        found["skills"], found["articles"] = frozenset(step.skill_ids), step.article_ids
    return {
        **found,
        "kind": type(step),
        "only": msgspec.structs.asdict(step.only),
        "ways": {"name": step.name, "then": step.then, "otherwise": step.otherwise},
    }


def to_step(values: Mapping[str, Any]) -> AnyStep:
    """The step that the form asks for."""
    kind: type[AnyStep] = values["kind"]
    own = OF_KIND.get(kind, frozenset())
    given: dict[str, Any] = {name: values[name] for name in SAME if name in own}
    if "to" in own:
        given["to"] = tuple(filter(None, _PARTED.split(values["to"])))
    if "command" in own:
        given["command"] = values["command"] or ""
    if kind is Escalate:
        given["minutes"] = values["patience"] / MINUTE
    if kind is OpenOrder:
        given |= _order(values)
    return kind(only=_only(values["only"]), **given, **values["ways"])


def place_of(step: AnyStep, field: str) -> tuple[str, str]:
    """Where the form has what a refusal of the step names: the field, and the input within it."""
    name, _, part = field.partition(".")
    if name in {"name", "then", "otherwise"}:
        return "ways", name
    if name == "calendar_id":
        return "only", name
    if name == "minutes":
        return ("patience", "") if isinstance(step, Escalate) else ("order", name)
    return name, part


def _order(values: Mapping[str, Any]) -> dict[str, Any]:
    asked = values["order"]
    return {
        **{name: asked[name] for name in ORDER},
        "minutes": int(asked["minutes"]) or None,
        "skill_ids": tuple(sorted(values["skills"])),
        "article_ids": tuple(key for key in values["articles"] if key is not None),
    }


def _only(asked: Mapping[str, Any]) -> Only:
    """A calendar counts only where the office does."""
    only = Only(**asked)
    return msgspec.structs.replace(only, calendar_id=None) if only.office == Only().office else only
