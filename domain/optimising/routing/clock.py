"""A clock that stands still during breaks, for engines that know none."""

from typing import NamedTuple

from domain.optimising.problem import Break, Tour


class Pause(NamedTuple):
    """The moment at which the clock stands still, and for how many ticks."""

    begins: int
    ticks: int


class Clock:
    """Turns moments into those of a day without breaks."""

    def __init__(self, pauses: tuple[Pause, ...]) -> None:
        self._pauses = pauses

    def at(self, moment: int) -> int:
        """What this clock shows then; within a pause, what it shows when that begins."""
        return moment - sum(min(max(moment - pause.begins, 0), pause.ticks) for pause in self._pauses)


def common_breaks(tours: tuple[Tour, ...]) -> tuple[Pause, ...] | None:
    """The moments at which everybody under way may take the break; None where there is no such moment.

    Breaks that overlap are taken together. A tour without the break that most take at its time keeps it nonetheless.
    """
    groups: list[list[Break]] = []
    for each in sorted({every for tour in tours for every in tour.breaks}, key=lambda one: (one.opens, one.closes)):
        if groups and each.opens < max(other.closes for other in groups[-1]):
            groups[-1].append(each)
        else:
            groups.append([each])
    pauses = [_together(group, tours) for group in groups]
    return tuple(pause for pause in pauses if pause is not None) if None not in pauses else None


def _together(group: list[Break], tours: tuple[Tour, ...]) -> Pause | None:
    opens = max(each.opens for each in group)
    last = min(each.closes - each.ticks for each in group)
    ticks = max(each.ticks for each in group)
    under_way = [tour for tour in tours if tour.starts < opens + ticks and opens < tour.latest]
    taking = [sum(each in group for each in tour.breaks) for tour in under_way]
    if last < opens or max(taking, default=0) > 1 or 2 * sum(taking) < len(under_way):
        return None
    return Pause((opens + last) // 2, ticks)
