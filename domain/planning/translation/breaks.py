"""When nobody works within a day: breaks, which have a span, and times that are blocked altogether."""

from collections.abc import Iterable

from domain.optimising.problem import Break

#: From one minute to another.
Stretch = tuple[int, int]


def breaks_beside(pauses: Iterable[Break], blocked: Iterable[Stretch], starts: int, latest: int) -> tuple[Break, ...]:
    """Both as breaks that have room beside each other; a break may lie within what is blocked anyway.

    One with room enough before the day or after it is none.
    """
    taken, found = _joined(blocked), []
    for pause in pauses:
        if pause.opens >= latest or pause.closes <= starts:
            continue
        if max(starts - pause.opens, pause.closes - latest, _within(taken, pause)) >= pause.ticks:
            continue
        room = max(_free(taken, max(pause.opens, starts), pause.closes), key=_length, default=(0, 0))
        if _length(room) >= pause.ticks:
            found.append(Break(room[0], room[1], pause.ticks))
        else:
            taken = _joined((*taken, _beside(taken, pause)))
    found += [Break(opens, closes, closes - opens) for opens, closes in taken]
    return tuple(sorted(found, key=_opens))


def _within(taken: Iterable[Stretch], pause: Break) -> int:
    """How much of the span of a break is blocked in one piece."""
    return max((min(b, pause.closes) - max(a, pause.opens) for a, b in taken), default=0)


def _free(taken: Iterable[Stretch], opens: int, closes: int) -> list[Stretch]:
    found = []
    for a, b in taken:
        if opens < min(a, closes):
            found.append((opens, min(a, closes)))
        opens = max(opens, b)
    return [*found, (opens, closes)] if opens < closes else found


def _beside(taken: Iterable[Stretch], pause: Break) -> Stretch:
    """A stretch as long as the break around what is blocked of its span; all of it where nothing is."""
    for a, b in taken:
        if a < pause.closes and pause.opens < b:
            over = min(max(a, pause.opens) + pause.ticks, pause.closes)
            return max(over - pause.ticks, pause.opens), over
    return pause.opens, pause.closes


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
