"""A planning problem as numbers: who works when, what is to be done where, and what everything costs.

It knows no orders and no database: whoever asks translates. Times are whole ticks since a moment of the asker's choice,
which are minutes in a service centre and finer in public problems. Costs are floats without a unit.
"""

from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray

#: A place that is not known: the way there takes no time.
NOWHERE = -1
#: What a job costs that must not be left out: more than all else together, and still finite.
MUST = 1e9


class Break(msgspec.Struct, frozen=True, gc=False):
    """`ticks` in one piece, within `opens` and `closes`, in which nobody works or travels; an absence fills its own.

    One `on_the_way` may interrupt a way, and is taken as soon as some of it passes while waiting anyway.
    """

    opens: int
    closes: int
    ticks: int
    on_the_way: bool = False


class Tour(msgspec.Struct, frozen=True, gc=False):
    """One working day of one technician, in the order of `Problem.tours`.

    It leaves `start_place` at `starts` at the earliest and is back at `end_place` by `ends`, or by `latest` in
    overtime. At NOWHERE the way out or home takes no time. `fair` is how many ticks of work and ways are its share.
    `stock` is how much it carries of each kind that jobs use.
    """

    technician: int
    starts: int
    ends: int
    latest: int
    start_place: int = NOWHERE
    end_place: int = NOWHERE
    breaks: tuple[Break, ...] = ()
    fair: int = 0
    stock: tuple[int, ...] = ()


class Present(msgspec.Struct, frozen=True, gc=False):
    """Where a job stands in the plan in force: on these tours, as many as its crew, from `start` on."""

    tours: tuple[int, ...]
    start: int


class After(msgspec.Struct, frozen=True, gc=False):
    """A job that must be finished `gap` ticks before; where it is left out, so is what comes after it."""

    job: int
    gap: int = 0


class Job(msgspec.Struct, frozen=True, gc=False):
    """Work to be done once, in the order of `Problem.jobs`.

    It begins within one of `windows` (first and last start, both included; in order, none overlapping). Left out it
    costs `left_out`. After `due` each tick of its finish costs `late`. `crew` technicians begin it together. Begun at
    another moment than at `present.start` it costs `moved`; on other technicians, what `Problem.people` says of them.
    """

    ticks: int
    place: int
    windows: tuple[tuple[int, int], ...]
    left_out: float
    due: int | None = None
    late: float = 0.0
    crew: Annotated[int, msgspec.Meta(ge=1)] = 1
    after: tuple[After, ...] = ()
    uses: tuple[int, ...] = ()
    present: Present | None = None
    moved: float = 0.0


class Weights(msgspec.Struct, frozen=True, gc=False):
    """What one tick costs: under way, in overtime, of waiting, and above a tour's fair share."""

    travel: float = 1.0
    overtime: float = 0.0
    waiting: float = 0.0
    unfair: float = 0.0


class Problem(msgspec.Struct, frozen=True):
    """Everything that a plan depends on.

    `travel`: ticks from place to place, (places, places), int32. `people`: what it costs that a technician does a
    job, (jobs, technicians), float64, infinite where that is forbidden; for a crew the costs add up.
    """

    tours: tuple[Tour, ...]
    jobs: tuple[Job, ...]
    travel: NDArray[np.int32]
    people: NDArray[np.float64]
    weights: Weights = Weights()

    @property
    def technicians(self) -> int:
        """How many technicians there are, with or without tours."""
        return int(self.people.shape[1])
