"""Free working time of a technician: what lies between two jobs, and before the first and after the last."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span
from domain.scheduling.rules.case import NIGHT


class Gap(NamedTuple):
    """Free from `start` to `finish`, within one working day; the jobs beside it may be of another day."""

    start: datetime
    finish: datetime
    before: BoardBooking | None
    after: BoardBooking | None
    day: Span
    booked: float
    """The share of the day's working time that is booked."""

    def before_at(self, moment: datetime) -> BoardBooking | None:
        """The job from which one comes when one is there at a moment; None: from where the day begins."""
        return self.before if self.before is not None and moment - self.before.finish < NIGHT else None

    def after_at(self, moment: datetime) -> BoardBooking | None:
        """The job to which one goes on at a moment; None: to where the day ends."""
        return self.after if self.after is not None and self.after.start - moment < NIGHT else None


def gaps(
    technician: BoardTechnician, jobs: Sequence[BoardBooking], since: datetime, until: datetime, least: timedelta
) -> Iterator[Gap]:
    """All that end after `since`, begin before `until` and are not shorter than `least`; `jobs` in their order."""
    taken = () if technician.capacity > 1 else jobs
    for day, spans in _days(technician.working):
        if day[1] <= since or day[0] >= until:
            continue
        share = _booked(day, spans, jobs)
        for span in spans:
            for free_from, finish, before, after in _free(span, taken):
                start = max(free_from, since)
                if finish - start >= least and start < until:
                    yield Gap(start, finish, before, after, day, share)


def _days(working: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Working days, each with its spans; those that touch are one."""
    spans: list[Span] = []
    for start, finish in sorted(working):
        if spans and start - spans[-1][1] >= NIGHT:
            yield (spans[0][0], spans[-1][1]), spans
            spans = []
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], finish))
        else:
            spans.append((start, finish))
    if spans:
        yield (spans[0][0], spans[-1][1]), spans


def _free(
    span: Span, jobs: Sequence[BoardBooking]
) -> Iterator[tuple[datetime, datetime, BoardBooking | None, BoardBooking | None]]:
    reached, end = span
    before: BoardBooking | None = None
    at = max(0, bisect_left(jobs, reached, key=_starts) - 2)
    for job in jobs[at:]:
        if job.start >= end:
            if reached < end:
                yield reached, end, before, job
            return
        if job.start > reached:
            yield reached, job.start, before, job
        reached = max(reached, job.finish)
        if before is None or job.finish >= before.finish:
            before = job
    if reached < end:
        yield reached, end, before, None


def _booked(day: Span, spans: Sequence[Span], jobs: Sequence[BoardBooking]) -> float:
    room = sum((finish - start for start, finish in spans), timedelta())
    first = max(0, bisect_left(jobs, day[0], key=_starts) - 1)
    last = bisect_left(jobs, day[1], key=_starts)
    taken = (min(job.finish, day[1]) - max(job.start, day[0]) for job in jobs[first:last] if job.finish > day[0])
    return min(1.0, sum(taken, timedelta()) / room)


def _starts(job: BoardBooking) -> datetime:
    return job.start
