"""A day with all that stands fast in it: made such that the arithmetic of plans takes it, whatever it breaks already.

What lies over each other, or where there is no time for the way or the break between, becomes one block, into which
nothing is planned: one comes in time to each of its places, and leaves each of them when the work there is done.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.optimising.problem import Break
from domain.planning.translation.places import Spot

Way = Callable[[Spot, Spot], int]
NO_SPOT = Spot()


@dataclass(frozen=True, slots=True)
class Item:
    """Work at a time, or several in one block; `keys` are its bookings."""

    start: int
    finish: int
    spot: Spot
    keys: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A working day from and to where, with its breaks and what stands fast, both in their order.

    `spans` are those of breaks that have been narrowed, `idle` how much of the breaks is time that is over unused.
    """

    starts: int
    ends: int
    latest: int
    start: Spot = NO_SPOT
    end: Spot = NO_SPOT
    breaks: tuple[Break, ...] = ()
    items: tuple[Item, ...] = ()
    spans: Mapping[Break, tuple[int, int]] = field(default_factory=dict)
    idle: int = 0


def settled(day: Day, way: Way) -> Day:
    """The day with blocks where its items would not fit."""
    day = _swallowed(day)
    while (at := first_misfit(day, day.items, way)) is not None:
        day = _swallowed(_eased(day, at))
    return day


def first_misfit(day: Day, items: Sequence[Item], way: Way) -> int | None:
    """Which of the items cannot begin at its time, after those before it; their number: they end too late."""
    if not items:
        return None
    time, spot, breaks = day.starts, day.start, list(day.breaks)
    for at, item in enumerate(items):
        minutes = way(spot, item.spot)
        while breaks and _is_taken(breaks, time, minutes, item):
            time = max(time, breaks[0].opens) + breaks[0].ticks
            if time > breaks.pop(0).closes:
                return at
        if time + minutes > item.start:
            return at
        time, spot = item.finish, item.spot
    minutes = way(spot, day.end)
    while not _all_fit(breaks, time + minutes):
        time = max(time, breaks[0].opens) + breaks[0].ticks
        if time > breaks.pop(0).closes:
            return len(items)
    return len(items) if time + minutes > day.latest else None


def _is_taken(breaks: Sequence[Break], time: int, minutes: int, item: Item) -> bool:
    """Whether the first break comes before the item: it begins no later for it, or else it would not fit any more."""
    over = max(time, breaks[0].opens) + breaks[0].ticks
    return (over <= breaks[0].closes and over + minutes <= item.start) or not _all_fit(breaks, item.finish)


def _all_fit(breaks: Sequence[Break], time: int) -> bool:
    for each in breaks:
        time = max(time, each.opens) + each.ticks
        if time > each.closes:
            return False
    return True


def _eased(day: Day, at: int) -> Day:
    """With one block more, or one that is larger."""
    first, last = day.items[0], day.items[-1]
    if at == 0 and (first.start > day.starts or first.spot.enters):
        grown = replace(first, start=day.starts, spot=Spot(first.spot.exits))
        return replace(day, start=Spot(), items=(grown, *day.items[1:]))
    if at == len(day.items) and (last.finish < day.ends or last.spot.exits or day.latest > last.finish):
        over = max(last.finish, day.ends)
        grown = replace(last, finish=over, spot=Spot((), last.spot.enters))
        return replace(day, end=Spot(), ends=over, latest=over, items=(*day.items[:-1], grown))
    if 0 < at < len(day.items):
        both = _merged(day.items[at - 1], day.items[at])
        return replace(day, items=(*day.items[: at - 1], both, *day.items[at + 1 :]))
    whole = Item(day.starts, day.latest, Spot(), tuple(key for item in day.items for key in item.keys))
    return replace(day, start=Spot(), end=Spot(), breaks=(), items=(whole,))


def _swallowed(day: Day) -> Day:
    """Breaks for which what stands fast leaves no room become part of it, and what lies over each other becomes one."""
    items, breaks = _joined(day.items), list(day.breaks)
    found = next((each for each in breaks if _longest(each, items) < each.ticks), None)
    while found is not None:
        breaks.remove(found)
        opens, closes = day.spans.get(found, (found.opens, found.closes))
        pause = Item(max(opens, day.starts), min(closes, day.latest), Spot())
        items = _joined(_grown(item, pause) if _meets(item, found) else item for item in items)
        found = next((each for each in breaks if _longest(each, items) < each.ticks), None)
    return replace(day, items=items, breaks=tuple(breaks))


def _longest(pause: Break, items: Sequence[Item]) -> int:
    """The most minutes in a row that items leave of the span of a break."""
    reached, longest = pause.opens, 0
    for item in items:
        if _meets(item, pause):
            longest = max(longest, item.start - reached)
            reached = max(reached, item.finish)
    return max(longest, pause.closes - reached)


def _meets(item: Item, pause: Break) -> bool:
    return item.start < pause.closes and pause.opens < item.finish


def _grown(item: Item, by: Item) -> Item:
    return replace(item, start=min(item.start, by.start), finish=max(item.finish, by.finish))


def _joined(items: Iterable[Item]) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in sorted(items, key=_by_start):
        if found and item.start < found[-1].finish:
            found[-1] = _merged(found[-1], item)
        else:
            found.append(item)
    return tuple(found)


def _by_start(item: Item) -> tuple[int, int]:
    return item.start, item.finish


def _merged(one: Item, other: Item) -> Item:
    """From the first to the last of both; `one` begins first. From and to the other one there is time beside."""
    finish = max(one.finish, other.finish)
    exits = (*_spared(one.spot.exits, finish - one.finish), *_spared(other.spot.exits, finish - other.finish))
    enters = (*one.spot.enters, *_spared(other.spot.enters, other.start - one.start))
    return Item(one.start, finish, Spot(exits, enters), (*one.keys, *other.keys))


def _spared(ways: Iterable[tuple[int, int]], minutes: int) -> Iterator[tuple[int, int]]:
    return ((place, spare + minutes) for place, spare in ways)
