"""A response plan as a file of JSON: to be kept elsewhere, or carried to another company.

Calendars, types, SLAs, skills and articles stand there by their names, since ids mean nothing elsewhere.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.plans.checking import check
from domain.monitoring.plans.plan import Steps
from domain.monitoring.plans.wording import Names

LARGEST = 1_000_000

#: What a step has by its id: the name in a file, and where its names are found.
_ONE = {
    "calendar_id": ("calendar", "calendars"),
    "order_type_id": ("order_type", "order_types"),
    "sla_id": ("sla", "slas"),
}
_SEVERAL = {"skill_ids": ("skills", "skills"), "article_ids": ("articles", "articles")}

Turn = Callable[[str, Any], Any]
"""Of which names, and what stands there; gives what shall stand there, or None."""


class PlanFile(msgspec.Struct, frozen=True, tag_field="callout", tag="plan", forbid_unknown_fields=True):
    """All that a plan is, with names in the place of ids."""

    name: str
    steps: list[dict[str, Any]]


_decoder = msgspec.json.Decoder(PlanFile)


def file_of(name: str, steps: Steps, names: Names) -> PlanFile:
    """The file of a plan."""

    def word(what: str, key: Any) -> Any:
        return getattr(names, what).get(key)

    return PlanFile(name, [_renamed(step, word, into_file=True) for step in msgspec.to_builtins(steps)])


def steps_of(file: PlanFile, names: Names) -> tuple[Steps, tuple[str, ...]]:
    """The steps that a file tells, and the names in it that nothing here has."""
    keys = {what: {name: key for key, name in _all(names, what).items()} for what in _kinds()}
    missing: dict[str, None] = {}

    def key(what: str, word: Any) -> Any:
        found = keys[what].get(word)
        if found is None:
            missing[str(word)] = None
        return found

    return _decoded([_renamed(step, key, into_file=False) for step in file.steps]), tuple(missing)


def written(plan: PlanFile) -> bytes:
    """The content of a file. Raises Refusal for a plan that cannot be meant, which could not be read again."""
    _check(plan)
    return msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n"


def read(content: bytes) -> PlanFile:
    """The plan that a file tells. Raises Refusal for what is none, or cannot be meant."""
    if len(content) > LARGEST:
        raise Refusal(tr("This file is too large for a plan."))
    try:
        plan = _decoder.decode(content)
    except msgspec.ValidationError as error:
        raise _no_plan(_place_of(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(tr("This file cannot be read: it is not JSON, or nested too deep.")) from error
    _check(plan)
    return plan


def _check(plan: PlanFile) -> None:
    """Whatever a name stands for, the steps have to be such as can be meant."""
    for place, step in enumerate(plan.steps):
        _check_names(f"$.steps[{place}]", step)
        if isinstance(only := step.get("only"), dict):
            _check_names(f"$.steps[{place}].only", only)
    check(_decoded([_renamed(step, _anything, into_file=False) for step in plan.steps]), None)


def _check_names(place: str, step: dict[str, Any]) -> None:
    """Names are words, and no ids stand in their place."""
    for key, (word, _) in (_ONE | _SEVERAL).items():
        if key in step:
            raise _no_plan(f"{place}.{key}")
        names = step.get(word, [])
        if not all(isinstance(name, str) for name in (names if isinstance(names, list) else [names])):
            raise _no_plan(f"{place}.{word}")


def _anything(_what: str, _word: Any) -> int:
    return 1


def _decoded(steps: list[dict[str, Any]]) -> Steps:
    try:
        found = msgspec.convert(steps, Steps)
    except msgspec.ValidationError as error:
        raise _no_plan(_place_of(error)) from error
    for place, (step, told) in enumerate(zip(found, steps, strict=True)):
        for name in told:
            if name not in {"type", *step.__struct_fields__}:
                raise _no_plan(f"$.steps[{place}].{name}")
    return found


def _place_of(error: msgspec.ValidationError) -> str:
    """Where in the file something is wrong."""
    _, at, place = str(error).rpartition(" - at ")
    return place.strip("`") if at else "$"


def _no_plan(where: str) -> Refusal:
    return Refusal(tr("This is no plan as it is exported here; look at {where} in the file.", where=where))


def _renamed(step: dict[str, Any], turn: Turn, *, into_file: bool) -> dict[str, Any]:
    """A step with names in the place of ids, or the other way round; what is not known is left out."""
    made = dict(step)
    if isinstance(only := made.get("only"), dict):
        made["only"] = _renamed(only, turn, into_file=into_file)
    for key, (word, what) in (_ONE | _SEVERAL).items():
        before, after = (key, word) if into_file else (word, key)
        if before not in made:
            continue
        value = made.pop(before)
        turned = [turn(what, each) for each in value] if isinstance(value, list | tuple) else turn(what, value)
        known = [each for each in turned if each is not None] if isinstance(turned, list) else turned
        if known is not None:
            made[after] = known
    return made


def _kinds() -> set[str]:
    return {what for _, what in (_ONE | _SEVERAL).values()}


def _all(names: Names, what: str) -> Mapping[int, str]:
    found: Mapping[int, str] = getattr(names, what)
    return found
