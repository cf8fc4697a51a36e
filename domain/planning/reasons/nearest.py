"""Which of many reasons and remedies come nearest to letting a job in."""

from collections.abc import Iterable

from domain.planning.reasons.values import Miss, Reason, Remedy


def nearest_misses(reasons: Iterable[Reason]) -> tuple[tuple[Reason, Miss], ...]:
    """Of each remedy the least that would do it anywhere, with where; those that pay first."""
    least: dict[Remedy, tuple[Reason, Miss]] = {}
    for reason in reasons:
        for miss in reason.misses:
            known = least.get(miss.remedy)
            if known is None or _ease(reason, miss) < _ease(*known):
                least[miss.remedy] = reason, miss
    return tuple(sorted(least.values(), key=lambda each: (each[1].extra >= each[0].left_out, _order(each[1]))))


def by_technician(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """For each technician the nearest of their tours; the reasons come with the nearest first."""
    nearest: dict[int, Reason] = {}
    for reason in reasons:
        nearest.setdefault(reason.technician, reason)
    return tuple(nearest.values())


def nearness(reason: Reason) -> tuple[bool, float, bool, tuple[int, int, float], int]:
    """To sort by: what fits comes first, the cheapest before the dear; then what takes least."""
    if reason.insertion is not None:
        return False, reason.insertion.extra, False, (0, 0, 0.0), reason.tour
    least = min((_order(miss) for miss in reason.misses), default=(len(Remedy), 0, 0.0))
    return True, 0.0, not reason.misses, least, reason.tour


def _order(miss: Miss) -> tuple[int, int, float]:
    return list(Remedy).index(miss.remedy), miss.ticks, miss.extra


def _ease(reason: Reason, miss: Miss) -> tuple[bool, int, float]:
    return miss.extra >= reason.left_out, miss.ticks, miss.extra
