"""Stretches of time: joined, cut to a window, and taken away from each other."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

Span = tuple[datetime, datetime]


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time, ascending, with no two that touch."""
    found: list[Span] = []
    for start, finish in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(finish, found[-1][1]))
        elif start < finish:
            found.append((start, finish))
    return tuple(found)


def meet(spans: Iterable[Span]) -> bool:
    """Whether any two have a moment in common; to touch is not to meet."""
    return any(start < finish for (_, finish), (start, _) in pairwise(sorted(spans)))


def cut(spans: Iterable[Span], since: datetime, until: datetime) -> tuple[Span, ...]:
    """What of them lies between two moments."""
    return tuple((max(start, since), min(finish, until)) for start, finish in spans if start < until and finish > since)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of joined spans when other joined ones are taken away."""
    away = list(taken)
    return tuple(left for span in spans for left in _left(span, away)) if away else tuple(spans)


def _left(span: Span, taken: list[Span]) -> Iterator[Span]:
    start, end = span
    for begin, finish in taken:
        if begin >= end:
            break
        if finish > start:
            if begin > start:
                yield start, begin
            start = finish
    if start < end:
        yield start, end
