"""Marks that would lie over each other, put together as one with their number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from app.dispatch.map.marks import Job, JobState
from app.dispatch.map.mercator import View

CELL = 34.0
"""Pixels within which marks crowd."""
TOUCHING = 0.8
"""Parts of a cell; what stands nearer in neighbouring cells becomes one as well."""
BESIDE = 40.0
"""How far outside the view a mark may still reach into it."""
NEXT = ((1, 0), (0, 1), (1, 1), (-1, 1))
"""The neighbours of a cell that have not had their turn."""

Cells = dict[tuple[int, int], "Group"]


@dataclass(frozen=True, slots=True)
class Group:
    """Jobs that stand together at a point of the world."""

    x: float
    y: float
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Jobs near one pixel; most are alone."""

    left: float
    top: float
    jobs: tuple[Job, ...]

    @property
    def alone(self) -> Job | None:
        """The only one, if it is one."""
        return self.jobs[0] if len(self.jobs) == 1 else None

    @property
    def waiting(self) -> int:
        """How many of them wait for a technician."""
        return sum(job.state is JobState.WAITING for job in self.jobs)


def groups(jobs: Sequence[Job], scale: float, apart: frozenset[int] = frozenset()) -> tuple[Group, ...]:
    """The jobs that crowd at a scale together; orders in `apart` always stand alone, on top.

    The cells are those of the world, so what is together stays so while the map is moved.
    """
    cell = CELL / scale
    crowds: dict[tuple[int, int], list[Job]] = {}
    alone = []
    for job in jobs:
        if job.order_id in apart:
            alone.append(Group(*job.at, (job,)))
        else:
            crowds.setdefault((int(job.at[0] / cell), int(job.at[1] / cell)), []).append(job)
    cells = {key: _group(tuple(found)) for key, found in sorted(crowds.items(), key=_row)}
    return (*_merged(cells, cell), *alone)


def clusters(found: Sequence[Group], view: View) -> tuple[Cluster, ...]:
    """Those in view, at their pixels."""
    width, height, scale = view.width + BESIDE, view.height + BESIDE, view.scale
    right, down = view.width / 2 - view.x * scale, view.height / 2 - view.y * scale
    shown = []
    for group in found:
        left, top = group.x * scale + right, group.y * scale + down
        if -BESIDE < left < width and -BESIDE < top < height:
            shown.append(Cluster(left, top, group.jobs))
    return tuple(shown)


def _merged(cells: Cells, cell: float) -> Iterator[Group]:
    """Groups of neighbouring cells that nearly touch become one."""
    gone = set()
    for (column, row), group in cells.items():
        if (column, row) in gone:
            continue
        for across, down in NEXT:
            key = column + across, row + down
            other = cells.get(key)
            if other is None or key in gone:
                continue
            if hypot(other.x - group.x, other.y - group.y) < TOUCHING * cell:
                gone.add(key)
                group = _group((*group.jobs, *other.jobs))  # noqa: PLW2901 - it grows with each neighbour
        yield group


def _group(jobs: tuple[Job, ...]) -> Group:
    count = len(jobs)
    return Group(sum(job.at[0] for job in jobs) / count, sum(job.at[1] for job in jobs) / count, jobs)


def _row(item: tuple[tuple[int, int], list[Job]]) -> tuple[int, int]:
    (column, row), _ = item
    return row, column
