"""Several people or things at once: who can begin together, the fewest first, then the earliest."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, product

from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.assistant.options import Fitter, Option
from domain.scheduling.assistant.values import Search, Slot
from domain.scheduling.placing.free_times import QUARTER

#: Beside each other so many are tried for one part.
FEW = 4
DAY = timedelta(days=1)
#: The next proposal is so much later.
LATER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Part:
    """One of several that a way to do an order needs; `apart` if not at the same time as the others."""

    requirement_id: int
    search: Search
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Who does which part of one way, and when."""

    slots: tuple[tuple[Part, Slot], ...]

    @property
    def people(self) -> int:
        """How many are needed."""
        return len({slot.technician_id for _, slot in self.slots})

    @property
    def start(self) -> datetime:
        """When the first one begins."""
        return min(slot.start for _, slot in self.slots)


def together(assistant: Assistant, ways: Sequence[Sequence[Part]], most: int = FEW) -> tuple[Together, ...]:
    """The best combinations over all ways: the fewest people first, then the earliest."""
    found = [each for way in ways for each in islice(_ways(assistant, way), most)]
    return tuple(sorted(found, key=lambda each: (each.people, each.start))[:most])


class _Side:
    """One part with all the gaps into which it fits, by their first start."""

    def __init__(self, assistant: Assistant, part: Part) -> None:
        self.part = part
        self._assistant = assistant
        self._fitter: Fitter = assistant.fitter(part.search)
        self.options = sorted(assistant.options(part.search), key=_start)

    def times(self) -> set[datetime]:
        """Every quarter of an hour at which somebody could begin."""
        return {time for option in self.options for time in _quarters(option)}

    def at(self, start: datetime) -> list[Option]:
        """A few who can begin then, those with the least travel first."""
        first = bisect_left(self.options, start - DAY, key=_start)
        last = bisect_right(self.options, start, key=_start)
        fitting = (self._fitter.at(option, start) for option in self.options[first:last])
        near = sorted((each for each in fitting if each is not None), key=lambda option: option.extra)
        return list(islice((each for each in near if self._assistant.fits(self.part.search, each)), FEW))


def _ways(assistant: Assistant, way: Sequence[Part]) -> Iterator[Together]:
    sides = [_Side(assistant, part) for part in way if not part.apart]
    alone = [part for part in way if part.apart]
    if not sides:
        yield from _completed(assistant, (), alone)
        return
    scarcest = min(sides, key=lambda side: len(side.options))
    reached: datetime | None = None
    for start in sorted(scarcest.times()):
        if reached is None or start >= reached + LATER:
            chosen = _distinct([side.at(start) for side in sides])
            if chosen:
                reached = start
                pairs = zip(sides, chosen, strict=True)
                joint = tuple((side.part, _slot(assistant, side.part, option)) for side, option in pairs)
                yield from _completed(assistant, joint, alone)


def _distinct(found: Sequence[Sequence[Option]]) -> tuple[Option, ...]:
    """One of each with the least travel in all, nobody twice."""
    every = (each for each in product(*found) if len({option.technician.id for option in each}) == len(each))
    return min(every, key=lambda each: sum(option.extra for option in each), default=())


def _completed(assistant: Assistant, joint: tuple[tuple[Part, Slot], ...], alone: Sequence[Part]) -> Iterator[Together]:
    """With the best slots of the parts that stand alone, beside what is taken already."""
    chosen = list(joint)
    for part in alone:
        taken = [slot for _, slot in chosen]
        free = (slot for slot in assistant.slots(part.search) if not any(_clash(slot, other) for other in taken))
        slot = next(free, None)
        if slot is None:
            return
        chosen.append((part, slot))
    yield Together(tuple(chosen))


def _slot(assistant: Assistant, part: Part, option: Option) -> Slot:
    return assistant.slot_at(part.search, option.technician, option)


def _clash(one: Slot, other: Slot) -> bool:
    return one.technician_id == other.technician_id and one.start < other.finish and other.start < one.finish


def _quarters(option: Option) -> Iterator[datetime]:
    time = option.start
    while time <= option.latest:
        yield time
        time += QUARTER


def _start(option: Option) -> datetime:
    return option.start
