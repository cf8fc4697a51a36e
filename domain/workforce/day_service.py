"""What administrators do with single days of a technician: other hours than those of the week, a day off."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from domain.workforce.time_model import ShiftException
from domain.workforce.working_days import Hours
from domain.workforce.working_hours import WeeklyShift, overlap

MOST_A_DAY = 12
DayHours = frozenset[Hours] | None
"""Other hours of a day, none of them for a day off, or None for a day as every week."""


def set_day(work: UnitOfWork, technician_id: int, day: date, seen: DayHours, wanted: DayHours) -> None:
    """Give a technician these hours on one day, where there were those that were `seen`. Raises Overtaken."""
    work.get(Technician, technician_id, lock=True)
    _check(wanted or frozenset())
    now = list(
        work.session.scalars(
            select(ShiftException).where(ShiftException.technician_id == technician_id, ShiftException.day == day)
        )
    )
    if _plain(now) not in (seen, wanted):
        raise Overtaken(tr("Somebody else has just changed this day; look again and repeat."))
    if _plain(now) == wanted:
        return
    for each in now:
        work.session.delete(each)
        work.note("shift exception.removed", each)
    work.add_all(_made(technician_id, day, wanted), "shift exception.added")


def _made(technician_id: int, day: date, wanted: DayHours) -> Iterable[ShiftException]:
    if wanted is None:
        return ()
    if not wanted:
        return (ShiftException(technician_id=technician_id, day=day),)
    return (ShiftException(technician_id=technician_id, day=day, start=a, finish=b) for a, b in sorted(wanted))


def _plain(now: Iterable[ShiftException]) -> DayHours:
    rows = list(now)
    if not rows:
        return None
    return frozenset((each.start, each.finish) for each in rows if each.start is not None and each.finish is not None)


def _check(wanted: frozenset[Hours]) -> None:
    if len(wanted) > MOST_A_DAY:
        raise Refusal(tr("At most {count} shifts a day.", count=MOST_A_DAY), field="shifts")
    if any(start == finish for start, finish in wanted):
        raise Refusal(tr("A shift ends at another time than it starts."), field="shifts")
    if overlap(WeeklyShift(0, start, finish) for start, finish in wanted) is not None:
        raise Refusal(tr("These hours overlap each other."), field="shifts")
