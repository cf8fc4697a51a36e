"""Conditions as trees that people edit: parts are put in, taken out, wrapped, unwrapped and moved.

A part is named by its path: the numbers of the parts to go through from the outermost condition. Whatever cannot be
done leaves the condition as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Changed,
    Condition,
    Either,
    Equal,
    InRow,
    Inside,
    Lasting,
    NoData,
    Not,
    Outside,
    Text,
    Times,
    Unlike,
    Unusual,
)
from domain.monitoring.definitions.looking import metric_of
from domain.monitoring.definitions.measure import Measure

Path: TypeAlias = tuple[int, ...]
LEAVES: tuple[type[Condition], ...] = (
    Above, Below, Outside, Inside, Equal, Text, Changed, NoData, Unusual, Unlike,
)  # fmt: skip
GROUPS: tuple[type[Condition], ...] = (All, Either)
WRAPS: tuple[type[Condition], ...] = (Not, Lasting, InRow, Times)
SILENCE = 600.0
STRETCH = 600.0
TIMES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a condition, and where it stands."""

    path: Path
    part: Condition


def places(condition: Condition, path: Path = ()) -> Iterator[Place]:
    """The condition and all its parts, each before those within it."""
    yield Place(path, condition)
    for number, part in enumerate(parts_of(condition)):
        yield from places(part, (*path, number))


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """What stands directly within a condition."""
    match condition:
        case All() | Either():
            return condition.parts
        case Not() | Lasting() | InRow() | Times():
            return (condition.part,)
        case _:
            return ()


def part_at(condition: Condition, path: Path) -> Condition:
    """The part at a path."""
    for number in path:
        condition = parts_of(condition)[number]
    return condition


def replaced(condition: Condition, path: Path, part: Condition) -> Condition:
    """With another part at that path."""
    if not path:
        return part
    inner = list(parts_of(condition))
    inner[path[0]] = replaced(inner[path[0]], path[1:], part)
    return _with_parts(condition, tuple(inner))


def added(condition: Condition, path: Path, part: Condition) -> tuple[Condition, Path]:
    """With one more part after that at the path; also says where it went."""
    while path and not isinstance(part_at(condition, path[:-1]), GROUPS):
        path = path[:-1]
    if not path:
        if isinstance(condition, GROUPS):
            inner = parts_of(condition)
            return _with_parts(condition, (*inner, part)), (len(inner),)
        return All((condition, part)), (1,)
    *above, last = path
    group = part_at(condition, tuple(above))
    inner = parts_of(group)
    wider = _with_parts(group, (*inner[: last + 1], part, *inner[last + 1 :]))
    return replaced(condition, tuple(above), wider), (*above, last + 1)


def removed(condition: Condition, path: Path) -> Condition:
    """Without the part, and without what would be left empty; the outermost condition stays."""
    while path and len(parts_of(part_at(condition, path[:-1]))) == 1:
        path = path[:-1]
    if not path:
        return condition
    group = part_at(condition, path[:-1])
    inner = parts_of(group)
    return replaced(condition, path[:-1], _with_parts(group, (*inner[: path[-1]], *inner[path[-1] + 1 :])))


def wraps_at(condition: Condition, path: Path) -> tuple[type[Condition], ...]:
    """By what the part may be wrapped: what counts readings takes comparisons alone, and nothing else fits within."""
    if path and isinstance(part_at(condition, path[:-1]), InRow | Times):
        return ()
    part = part_at(condition, path)
    if isinstance(part, LEAVES) and not isinstance(part, NoData):
        return (*GROUPS, *WRAPS)
    return (*GROUPS, Not, Lasting)


def leaves_at(condition: Condition, path: Path) -> tuple[type[Condition], ...]:
    """What a condition without parts may be turned into at that place."""
    counted = bool(path) and isinstance(part_at(condition, path[:-1]), InRow | Times)
    return tuple(each for each in LEAVES if not (counted and each is NoData))


def wrapped(condition: Condition, path: Path, kind: type[Condition]) -> Condition:
    """With the part inside a new one of that kind."""
    if kind not in wraps_at(condition, path):
        return condition
    return replaced(condition, path, _around(kind, part_at(condition, path)))


def unwrapped(condition: Condition, path: Path) -> Condition:
    """With the parts of the part in its place; only a group can take several."""
    inner = parts_of(part_at(condition, path))
    if len(inner) == 1:
        return replaced(condition, path, inner[0])
    if not inner or not path or not isinstance(part_at(condition, path[:-1]), GROUPS):
        return condition
    group = part_at(condition, path[:-1])
    beside = parts_of(group)
    return replaced(condition, path[:-1], _with_parts(group, (*beside[: path[-1]], *inner, *beside[path[-1] + 1 :])))


def moved(condition: Condition, path: Path, by: int) -> tuple[Condition, Path]:
    """With the part one place further up (-1) or down (1) among its neighbours; also says where it is now."""
    if not path:
        return condition, path
    inner = list(parts_of(part_at(condition, path[:-1])))
    at, to = path[-1], path[-1] + by
    if not 0 <= to < len(inner):
        return condition, path
    inner[at], inner[to] = inner[to], inner[at]
    group = _with_parts(part_at(condition, path[:-1]), tuple(inner))
    return replaced(condition, path[:-1], group), (*path[:-1], to)


def turned(part: Condition, kind: type[Condition]) -> Condition:
    """The part as one of another kind, which keeps all that both of them have."""
    if kind is type(part):
        return part
    if kind in (*GROUPS, *WRAPS):
        inner = parts_of(part)
        return _with_parts(_around(kind, inner[0]), inner) if inner else part
    known = msgspec.structs.asdict(part)
    measure = known.get("measure", Measure(metric_of(part) or ""))
    limits = [known[name] for name in ("limit", "high", "value", "low") if name in known]
    limit = limits[0] if limits else 0.0
    metric = metric_of(part) if kind is NoData else metric_of(part) or ""
    values = {
        "measure": measure, "limit": limit, "low": limit, "high": limit, "value": limit, "words": (),
        "silence": SILENCE, "by": 0.0, **known, "metric": metric,
    }  # fmt: skip
    made: Condition = kind(**{name: values[name] for name in kind.__struct_fields__ if name in values})
    return made


def _around(kind: type[Condition], part: Condition) -> Condition:
    around: dict[type[Condition], Condition] = {
        All: All((part,)), Either: Either((part,)), Not: Not(part), Lasting: Lasting(part, STRETCH),
    }  # fmt: skip
    if kind in around:
        return around[kind]
    assert isinstance(part, LEAVES)
    assert not isinstance(part, NoData | All | Either | Not | Lasting | InRow | Times)
    return InRow(part, TIMES) if kind is InRow else Times(part, TIMES, STRETCH)


def _with_parts(condition: Condition, parts: tuple[Condition, ...]) -> Condition:
    if isinstance(condition, All):
        return All(parts)
    if isinstance(condition, Either):
        return Either(parts)
    single: Condition = msgspec.structs.replace(condition, part=parts[0])
    return single
