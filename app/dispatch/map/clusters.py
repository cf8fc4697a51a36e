"""Marks that would lie over each other, put together as one with their number."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.dispatch.map.marks import Job, JobState
from app.dispatch.map.mercator import View

CELL = 34.0
"""Pixels within which marks crowd."""
BESIDE = 40.0
"""How far outside the view a mark may still reach into it."""


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


def clusters(jobs: Sequence[Job], view: View, apart: frozenset[int] = frozenset()) -> tuple[Cluster, ...]:
    """The jobs in view, those of one cell together; orders in `apart` always stand alone, on top."""
    cells: dict[tuple[int, int], list[tuple[float, float, Job]]] = {}
    alone = []
    width, height = view.width + BESIDE, view.height + BESIDE
    # World cells, not pixels of the view: what is together stays so while the map is moved.
    cell = CELL / view.scale
    for job in jobs:
        left, top = view.pixel(*job.at)
        if not (-BESIDE < left < width and -BESIDE < top < height):
            continue
        if job.order_id in apart:
            alone.append(Cluster(left, top, (job,)))
        else:
            cells.setdefault((int(job.at[0] / cell), int(job.at[1] / cell)), []).append((left, top, job))
    return (*(_together(found) for found in cells.values()), *alone)


def _together(found: list[tuple[float, float, Job]]) -> Cluster:
    count = len(found)
    middle = sum(left for left, _, _ in found) / count, sum(top for _, top, _ in found) / count
    return Cluster(*middle, tuple(job for _, _, job in found))
