"""What is said of something on the calendar: in a few words on it, and in a sentence for all who cannot see it."""

from app.settings.hours.week import DAY, Block, Lane, Week, clock
from app.shared.days import short_day
from domain.language import tr
from domain.workforce.time_model import AbsenceStatus
from domain.workforce.timesheet import SheetAbsence
from domain.workforce.working_hours import WeeklyShift


def short_words(block: Block, *, narrow: bool = False) -> tuple[str, ...]:
    """The lines that stand on a block; on a `narrow` one its end has a line of its own."""
    entry = block.entry
    if isinstance(entry, SheetAbsence):
        asked = () if entry.status is AbsenceStatus.APPROVED else (entry.status.label,)
        return (entry.kind.label, *asked, *((entry.note,) if entry.note else ()))
    if block.lane is Lane.DUTY:
        return (tr("On call"),)
    alone = (tr("this day alone"),) if block.is_alone else ()
    start, end = f"{clock(block.start):%H:%M}–", _end(block.finish)
    return (start, end, *alone) if narrow else (start + end, *alone)


def sentence(block: Block, week: Week) -> str:
    """What it is, and when."""
    what = ", ".join(short_words(block)) if block.lane is not Lane.SHIFT else _shift_words(block)
    start, finish = (_moment(week, minute) for minute in (block.start, block.finish))
    return tr("{what}: {start} to {finish}", what=what, start=start, finish=finish)


def _shift_words(block: Block) -> str:
    if not isinstance(block.entry, WeeklyShift):
        return tr("Shift, this day alone")
    if not block.entry.break_minutes:
        return tr("Shift, every week")
    return tr("Shift, every week, with {minutes} minutes of break", minutes=block.entry.break_minutes)


def _moment(week: Week, minute: int) -> str:
    return f"{short_day(week.day(minute // DAY))} {clock(minute):%H:%M}"


def _end(minute: int) -> str:
    return "24:00" if minute % DAY == 0 else f"{clock(minute):%H:%M}"
