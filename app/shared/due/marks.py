"""How due days are marked: in the calendar, and in the list."""

from datetime import date

from app.shared.chips import Chip
from app.shared.year_calendar import DayMark, day_words
from domain.language import tr, trn
from domain.visits.outlook import PRESENT, DayOutlook
from domain.visits.planned import How, Reason
from domain.visits.preview import PreviewRow

LEFT_OUT = "–"
THERE = "✓"


def mark_of(day: DayOutlook) -> DayMark:
    """How many visits, with a corner where one stands on a closed day; else what there is instead of them."""
    if day.visits:
        return DayMark(str(day.visits), "major" if day.conflicts else "info", flag=bool(day.conflicts))
    if day.present:
        return DayMark(THERE, "good")
    return DayMark(LEFT_OUT)


def words_of(on: date, day: DayOutlook | None) -> str:
    """The day with everything it brings."""
    return day_words(on) if day is None else day_words(on, *parts_of(day))


def parts_of(day: DayOutlook) -> tuple[str, ...]:
    """What there is to say of a day, or of a whole period."""
    visits = trn("{count} visit", "{count} visits", day.visits)
    made = tr("{visits} in {orders}", visits=visits, orders=trn("{count} order", "{count} orders", day.orders))
    return (
        made if day.visits else "",
        trn("{count} put together", "{count} put together", day.joined) if day.joined else "",
        trn("{count} on a closed day", "{count} on closed days", day.conflicts) if day.conflicts else "",
        trn("{count} made already", "{count} made already", day.present) if day.present else "",
        trn("{count} skipped", "{count} skipped", day.skipped) if day.skipped else "",
    )


def preview_chip(row: PreviewRow) -> Chip:
    """What becomes of a due day, in one word."""
    if row.order is not None:
        if row.conflict:
            return Chip(tr("Closed day"), "major", soft=True)
        return Chip(tr("Together") if row.how is How.JOINED else tr("New"), "info", soft=True)
    if row.how in PRESENT:
        return Chip(tr("Made"), "good", soft=True)
    return Chip(tr("Absorbed") if row.how is Reason.ABSORBED else tr("Skipped"), "neutral", soft=True)
