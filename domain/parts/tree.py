"""The order of lines in a tree: from levels to what each is in, and back, with no line inside itself."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from domain.errors import Refusal
from domain.language import tr

K = TypeVar("K", int, str)


def holders(levels: Sequence[int]) -> list[int | None]:
    """By place, the place of the line that each is in; a line is at most one level below the one before it."""
    found: list[int | None] = []
    path: list[int] = []
    for place, level in enumerate(levels):
        if not 0 <= level <= len(path):
            raise Refusal(tr("Line {line} is in nothing; it is too far inside.", line=place + 1), field="level")
        del path[level:]
        found.append(path[-1] if path else None)
        path.append(place)
    return found


def in_order(above: Mapping[K, K | None]) -> list[tuple[K, int]]:
    """Every key with its level, each right below what it is in; a key that is inside itself is refused."""
    below: dict[K | None, list[K]] = {}
    for key, parent in above.items():
        below.setdefault(parent if parent in above else None, []).append(key)
    found: list[tuple[K, int]] = []
    waiting = [(key, 0) for key in reversed(below.get(None, []))]
    while waiting:
        key, level = waiting.pop()
        found.append((key, level))
        waiting += [(each, level + 1) for each in reversed(below.get(key, []))]
    if len(found) < len(above):
        reached = {key for key, _ in found}
        inside = next(key for key in above if key not in reached)
        raise Refusal(tr("Line {line} is inside itself.", line=inside), field="parent")
    return found
