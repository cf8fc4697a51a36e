"""From a plan back to what would change on the board."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from domain.errors import Refusal
from domain.language import tr
from domain.optimising.plan import Plan
from domain.planning.changes import Change, Place
from domain.planning.model import ChangeKind
from domain.planning.translation.clock import MINUTE
from domain.planning.translation.values import Translated, Work


def changes(translated: Translated, plan: Plan, starts: Mapping[int, int]) -> tuple[Change, ...]:
    """Everything that is otherwise than on the board; `starts` are those of the jobs that the plan does.

    Raises Refusal for a plan that moves what stands fast.
    """
    tours: dict[int, list[int]] = {}
    for tour, route in enumerate(plan.routes):
        for job in route:
            tours.setdefault(job, []).append(tour)
    _check_what_stands_fast(translated, starts)
    found: list[Change] = []
    for job, work in enumerate(translated.work):
        if work is not None:
            people = [translated.technicians[tour] for tour in tours.get(job, ())]
            found += _of_work(translated, job, work, people, starts.get(job))
    return tuple(found)


def _check_what_stands_fast(translated: Translated, starts: Mapping[int, int]) -> None:
    jobs = translated.problem.jobs
    fast = (job for job, work in enumerate(translated.work) if work is None)
    if any(starts.get(job) != jobs[job].windows[0][0] for job in fast):
        raise Refusal(tr("The plan that was found moves work that stands fast; nothing of it is used."))


def _of_work(
    translated: Translated, job: int, work: Work, people: Sequence[int], start: int | None
) -> Iterator[Change]:
    if work.booking is not None:
        yield from _of_booking(translated, work, people, start)
        return
    for at, row in enumerate(work.waiting):
        here = (row.id, row.requirement_id)
        if start is None or not people:
            yield Change(ChangeKind.LEFT_OUT, *here, minutes=row.minutes)
        else:
            begin = translated.clock.moment(start) if work.begins is None else work.begins
            after = Place(people[at], begin, begin + row.minutes * MINUTE)
            team = job if work.crew > 1 else None
            yield Change(ChangeKind.ASSIGN, *here, after=after, team=team, minutes=row.minutes)


def _of_booking(translated: Translated, work: Work, people: Sequence[int], start: int | None) -> Iterator[Change]:
    booking = work.booking
    assert booking is not None
    here = (booking.order_id, booking.requirement_id, booking.id, booking.version)
    before = Place(booking.technician_id, booking.start, booking.finish)
    if start is None or not people:
        yield Change(ChangeKind.TAKE_OFF, *here, before=before)
        return
    same = start == translated.clock.floor(booking.start)
    begin = booking.start if same else translated.clock.moment(start)
    after = Place(people[0], begin, begin + _length(work))
    if after != before:
        yield Change(ChangeKind.MOVE, *here, before=before, after=after)


def _length(work: Work) -> timedelta:
    assert work.booking is not None
    return work.booking.finish - work.booking.start
