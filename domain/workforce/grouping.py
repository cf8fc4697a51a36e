"""Pairs that came from one statement, by whom they belong to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

V = TypeVar("V")


def by_first(pairs: Iterable[tuple[int, V]]) -> dict[int, list[V]]:
    """The second parts of the pairs under their first, in the same order."""
    found: dict[int, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
