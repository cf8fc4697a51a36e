"""When nobody works within a day: breaks, which have a span, and times that are blocked altogether."""

from collections.abc import Iterable, Mapping, Sequence

from domain.optimising.problem import Break

#: From one minute to another.
Stretch = tuple[int, int]


def breaks_beside(
    pauses: Iterable[Break], blocked: Iterable[Stretch], day: Stretch, busy: Sequence[Stretch]
) -> Mapping[Break, Stretch]:
    """Both as breaks that have room beside each other within a day, in their order, with the whole span of each.

    One that has room where nothing is done anyway, blocked or outside of the day, is none, unless somebody is `busy`.
    """
    starts, latest = day
    taken, found = _joined(blocked), {}
    for pause in pauses:
        idle = ((pause.opens, starts), (latest, pause.closes), *taken)
        if _longest((each for each in idle if not _is_busy(each, busy)), pause) >= pause.ticks:
            continue
        beside = _joined((*taken, *busy)) if _is_busy((pause.opens, pause.closes), taken) else ()
        room = max(_free(beside, max(pause.opens, starts), pause.closes), key=_length, default=(0, 0))
        if _length(room) >= pause.ticks:
            found[Break(room[0], room[1], pause.ticks)] = (pause.opens, pause.closes)
        else:
            taken = _joined((*taken, (max(pause.opens, starts), min(pause.closes, latest))))
    found |= {Break(opens, closes, closes - opens): (opens, closes) for opens, closes in taken}
    return {each: found[each] for each in sorted(found, key=_opens)}


def rest(breaks: Iterable[Break], day: Stretch) -> int:
    """How many minutes of a day nobody works in."""
    starts, ends = day
    return sum(max(0, min(each.ticks, ends - each.opens, each.closes - starts)) for each in breaks)


def _longest(idle: Iterable[Stretch], pause: Break) -> int:
    """How much of the span of a break is idle in one piece."""
    return max((min(b, pause.closes) - max(a, pause.opens) for a, b in idle), default=0)


def _is_busy(stretch: Stretch, busy: Iterable[Stretch]) -> bool:
    return any(a < stretch[1] and stretch[0] < b for a, b in busy)


def _free(taken: Iterable[Stretch], opens: int, closes: int) -> list[Stretch]:
    found = []
    for a, b in taken:
        if opens < min(a, closes):
            found.append((opens, min(a, closes)))
        opens = max(opens, b)
    return [*found, (opens, closes)] if opens < closes else found


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for a, b in sorted(stretches):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        elif a < b:
            found.append((a, b))
    return tuple(found)


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]


def _opens(each: Break) -> int:
    return each.opens
