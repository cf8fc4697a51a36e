"""First and last starts of work, in turn, none overlapping."""

from collections.abc import Iterator

Windows = tuple[tuple[int, int], ...]


def within(windows: Windows, first: int | None = None, last: int | None = None) -> Windows:
    """What of windows lies between two ticks, both included."""
    cut = (
        (begin if first is None else max(begin, first), end if last is None else min(end, last))
        for begin, end in windows
    )
    return tuple(each for each in cut if each[0] <= each[1])


def in_both(one: Windows, other: Windows) -> Windows:
    """What lies in windows of both."""

    def found() -> Iterator[tuple[int, int]]:
        for window in other:
            yield from within(one, *window)

    return tuple(sorted(found()))
