"""What would let a job fit on a tour, tried one change at a time; of each the least that does it."""

from collections.abc import Callable, Iterator

import msgspec

from domain.optimising.insertion import Insertion
from domain.optimising.insertions import Around
from domain.optimising.problem import MUST
from domain.planning.reasons.values import Miss, Remedy


def remedies(around: Around, earliest: int | None = None) -> tuple[Miss, ...]:
    """Each change that by itself lets the job fit on this tour where it does not; none begins before `earliest`."""
    if around.is_forbidden:
        return tuple(_found(Remedy.ALLOWED, around.allowed().cheapest()))
    return (*_windows(around, earliest), *_overtime(around), *_stock(around), *_instead(around))


def widened(around: Around, ticks: int, earliest: int | None = None) -> Around:
    """The same with windows that open so much earlier, but not before `earliest`, and close so much later."""
    windows: list[tuple[int, int]] = []
    for first, last in around.job.windows:
        opens = first - ticks if earliest is None else max(first - ticks, min(first, earliest))
        if windows and opens <= windows[-1][1] + 1:
            windows[-1] = windows[-1][0], last + ticks
        else:
            windows.append((opens, last + ticks))
    return around.with_job(msgspec.structs.replace(around.job, windows=tuple(windows)))


def missing(around: Around) -> tuple[int, ...]:
    """How much of each kind the tour would need besides; empty where it carries enough."""
    (tour,) = around.problem.tours
    kinds = max(len(job.uses) for job in around.problem.jobs)
    used = [sum(job.uses[kind] for job in around.problem.jobs if kind < len(job.uses)) for kind in range(kinds)]
    carried = [tour.stock[kind] if kind < len(tour.stock) else 0 for kind in range(kinds)]
    more = tuple(max(0, need - has) for need, has in zip(used, carried, strict=True))
    return more if any(more) else ()


def longest(around: Around) -> int:
    """How much longer than its hours a tour is tried at the most: all day for the others, then the job and its ways."""
    (tour,) = around.problem.tours
    return tour.latest - tour.starts + around.job.ticks + 2 * int(around.problem.travel.max(initial=0))


def widest(around: Around) -> int:
    """By how much windows are widened at the most: so that they hold the whole tour."""
    (tour,) = around.problem.tours
    return max((max(first - tour.starts, tour.latest - last, 0) for first, last in around.job.windows), default=0)


def _windows(around: Around, earliest: int | None) -> Iterator[Miss]:
    yield from _least(Remedy.WINDOW, widest(around), lambda ticks: widened(around, ticks, earliest).cheapest())


def _overtime(around: Around) -> Iterator[Miss]:
    yield from _least(Remedy.OVERTIME, longest(around), lambda ticks: around.longer(ticks).cheapest())


def _stock(around: Around) -> Iterator[Miss]:
    more = missing(around)
    if more:
        yield from _found(Remedy.STOCK, around.carrying(more).cheapest(), more=more)


def _instead(around: Around) -> Iterator[Miss]:
    """In place of the one other job whose leaving costs least; what must stay is none."""
    cost = around.cost()
    found: list[Miss] = []
    for position, other in enumerate(around.numbers[:-1]):
        fewer = around.without(position)
        left_out = around.problem.jobs[position].left_out
        if left_out >= MUST:
            continue
        change = fewer.cost() - cost + left_out
        found += [
            msgspec.structs.replace(miss, extra=miss.extra + change)
            for miss in _found(Remedy.INSTEAD, fewer.cheapest(), other=other)
        ]
    if found:
        yield min(found, key=lambda miss: miss.extra)


def _least(remedy: Remedy, most: int, tried: Callable[[int], Insertion | None]) -> Iterator[Miss]:
    """With the fewest ticks, at most so many, that let it fit."""
    best = tried(most)
    if best is None:
        return
    few, enough = 0, most
    while enough - few > 1:
        middle = (few + enough) // 2
        insertion = tried(middle)
        few, enough, best = (middle, enough, best) if insertion is None else (few, middle, insertion)
    yield from _found(remedy, best, ticks=enough)


def _found(
    remedy: Remedy,
    insertion: Insertion | None,
    *,
    ticks: int = 0,
    other: int | None = None,
    more: tuple[int, ...] = (),
) -> Iterator[Miss]:
    if insertion is not None:
        yield Miss(remedy, insertion.start, insertion.extra, ticks, other, more)
