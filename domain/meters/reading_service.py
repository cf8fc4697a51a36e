"""Readings of meters: taken, corrected, taken away; the running totals after them follow.

The meter is held meanwhile, and of its log only the readings around the one at hand are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select, update

from domain.errors import Refusal
from domain.language import tr
from domain.meters import log
from domain.meters.counter import Counter, Event, Point, Reading
from domain.meters.model import Meter, MeterReading, ReadBy
from domain.meters.standing import point_of
from domain.money import exact
from domain.store.merging import check_as_seen
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """What a meter showed; at a reset or a replacement also what it showed right before, if known, and right after."""

    taken_at: datetime
    value: Decimal | int | str
    event: Event = Event.NONE
    left_at: Decimal | int | str | None = None
    began_at: Decimal | int | str = 0


def take_reading(work: UnitOfWork, meter_id: int, draft: ReadingDraft, read_by: ReadBy = ReadBy.HAND) -> int:
    """Note what a meter showed; returns the id of the reading. The same one twice is one."""
    meter = work.get(Meter, meter_id, lock=True)
    if not meter.active:
        raise Refusal(tr("{name} is not read any more.", name=meter.name))
    reading = _checked(draft)
    around = _Around(work, meter, reading.at, reading.at)
    points = log.added(counter_of(meter), around.readings, reading, work.now, around.before)
    there = around.rows.get(reading.at)
    if there is not None:
        return there.id
    made = MeterReading(
        meter_id=meter.id, received_at=work.now, read_by=read_by, taken_by=work.actor if read_by is ReadBy.HAND else ""
    )
    with work.session.no_autoflush:
        _fill(made, next(point for point in points if point.at == reading.at))
    work.add(made, "meter_reading.taken")
    around.settle(points)
    return made.id


def edit_reading(work: UnitOfWork, reading_id: int, seen: ReadingDraft, draft: ReadingDraft) -> None:
    """Correct a reading; the totals after it follow. Raises Overtaken where it is not as it was `seen`."""
    meter, row = _held(work, reading_id)
    check_as_seen(point_of(row).reading, _checked(seen), "value")
    reading, before = _checked(draft), row.taken_at
    if reading == point_of(row).reading:
        return
    log.check_moment(reading.at, work.now)
    around = _Around(work, meter, min(before, reading.at), max(before, reading.at))
    points = log.edited(counter_of(meter), around.readings, before, reading, around.before)
    del around.rows[before]
    _fill(row, next(point for point in points if point.at == reading.at))
    work.note("meter_reading.edited", row)
    work.session.flush()
    around.settle(points)


def delete_reading(work: UnitOfWork, reading_id: int) -> None:
    """Take away a reading that should not be there; the totals after it follow."""
    meter, row = _held(work, reading_id)
    around = _Around(work, meter, row.taken_at, row.taken_at)
    points = log.removed(counter_of(meter), around.readings, row.taken_at, around.before)
    del around.rows[row.taken_at]
    work.session.delete(row)
    work.note("meter_reading.deleted", row)
    work.session.flush()
    around.settle(points)


def counter_of(meter: Meter) -> Counter:
    """What the arithmetic needs of a meter."""
    return Counter(meter.unit, meter.rolls_over_at)


class _Around:
    """The readings of a meter from one moment to another with the next after them, and the point before them."""

    def __init__(self, work: UnitOfWork, meter: Meter, first: datetime, last: datetime) -> None:
        self._work = work
        mine = select(MeterReading).where(MeterReading.meter_id == meter.id)
        ahead = mine.where(MeterReading.taken_at < first).order_by(MeterReading.taken_at.desc()).limit(1)
        found = work.session.scalar(ahead)
        self.before = None if found is None else point_of(found)
        between = mine.where(MeterReading.taken_at.between(first, last)).order_by(MeterReading.taken_at)
        after = mine.where(MeterReading.taken_at > last).order_by(MeterReading.taken_at).limit(1)
        rows = [*work.session.scalars(between), *work.session.scalars(after)]
        self.rows: dict[datetime, MeterReading] = {row.taken_at: row for row in rows}
        self._meter_id = meter.id

    @property
    def readings(self) -> list[Reading]:
        """Those from the first to the next after the last."""
        return [point_of(row).reading for row in self.rows.values()]

    def settle(self, points: Sequence[Point]) -> None:
        """Give the readings their totals; all later ones move by as much as the last of these."""
        moved = Decimal(0)
        for point in points:
            row = self.rows.get(point.at)
            if row is not None:
                moved = point.total - row.total
                if moved:
                    row.total = point.total
                    self._work.note("meter_reading.total_moved", row)
        if moved:
            self._move_later(points[-1].at, moved)

    def _move_later(self, than: datetime, by: Decimal) -> None:
        later = (MeterReading.meter_id == self._meter_id, MeterReading.taken_at > than)
        totals = self._work.session.execute(select(MeterReading.id, MeterReading.total).where(*later)).all()
        if not totals:
            return
        self._work.session.execute(
            update(MeterReading)
            .where(*later)
            .values(total=MeterReading.total + by)
            .execution_options(synchronize_session=False)
        )
        for key, total in totals:
            before, after = {"total": str(total)}, {"total": str(total + by)}
            self._work.tell("meter_reading.total_moved", MeterReading, key, before, after)


def _held(work: UnitOfWork, reading_id: int) -> tuple[Meter, MeterReading]:
    """The reading and its meter, both locked, the meter first."""
    meter = work.get(Meter, work.get(MeterReading, reading_id).meter_id, lock=True)
    return meter, work.get(MeterReading, reading_id, lock=True)


def _fill(row: MeterReading, point: Point) -> None:
    reading = point.reading
    row.taken_at, row.value, row.total = reading.at, reading.value, point.total
    row.event, row.left_at, row.began_at = reading.event, reading.left_at, reading.began_at


def _checked(draft: ReadingDraft) -> Reading:
    """The draft as a value; what was before and after is for resets and replacements alone."""
    value = exact(draft.value, "value")
    if draft.event not in {Event.RESET, Event.REPLACED}:
        return Reading(draft.taken_at, value, draft.event)
    left_at = None if draft.left_at is None else exact(draft.left_at, "left_at")
    return Reading(draft.taken_at, value, draft.event, left_at, exact(draft.began_at, "began_at"))
