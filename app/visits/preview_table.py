"""The columns of due days, each with its visit or the reason why there is none."""

from functools import partial

from app.shared.columns import Column
from app.shared.days import short_day
from app.shared.due.marks import preview_chip
from app.shared.times import Times
from domain.language import tr, trn
from domain.visits.preview import PreviewRow

#: The columns that give way, and the pixels of their table below which they do.
LEAST = {"site": 900, "order": 800, "due": 680, "customer": 620, "agreement": 520}


def preview_columns(times: Times) -> tuple[Column[PreviewRow], ...]:
    """Every due day, with its visit or the reason why there is none."""
    return (
        Column("day", tr("Day"), lambda row: short_day(row.shown_on), sort=lambda row: row.shown_on, width=106),
        Column("due", tr("Due"), lambda row: short_day(row.due), sort=lambda row: row.due, width=106, muted=True),
        Column("what", tr("What"), lambda row: preview_chip(row).text, width=124, chip=preview_chip),
        Column("agreement", tr("Agreement"), lambda row: row.agreement, width=96, muted=True),
        Column("customer", tr("Customer"), lambda row: row.customer, width=150),
        Column("line", tr("Service"), lambda row: row.line, width=170, strong=True, tip=lambda row: row.line),
        Column("site", tr("Site"), lambda row: row.site, width=130, muted=True),
        Column("order", tr("On one order"), _order, sort=lambda row: row.order, width=110, tip=partial(_times, times)),
        Column("why", tr("Why"), lambda row: row.why, width=160, stretch=True, muted=True, tip=lambda row: row.why),
    )


def _order(row: PreviewRow) -> str:
    """Which visits go on one order."""
    if row.order is None or row.together == 1:
        return ""
    visits = trn("{count} visit", "{count} visits", row.together)
    return tr("no. {number}, {visits}", number=row.order, visits=visits)


def _times(times: Times, row: PreviewRow) -> str:
    if row.earliest is None or row.latest is None:
        return ""
    return tr("{first} to {last}", first=times.full(row.earliest), last=times.full(row.latest))
