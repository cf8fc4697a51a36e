"""The columns of what was made, and of what could not be made."""

from app.shared.columns import Column
from app.shared.days import short_day
from app.shared.times import Times
from app.visits.marks import status_chip
from domain.language import tr
from domain.visits.made_queries import MadeRow
from domain.visits.queries import TroubleRow

#: The columns that give way, and the pixels of their table below which they do.
LEAST_MADE = {"site": 1240, "due": 1060, "customer": 760, "agreement": 640}
LEAST_TROUBLES = {"seen": 760, "customer": 600}


def made_columns() -> tuple[Column[MadeRow], ...]:
    """Visits with their orders."""
    return (
        Column("day", tr("Day"), lambda row: short_day(row.day), sort=lambda row: row.day, width=106),
        Column("due", tr("Due"), lambda row: short_day(row.due), sort=lambda row: row.due, width=106, muted=True),
        Column("status", tr("Status"), lambda row: row.status.label, width=104, chip=status_chip),
        Column("agreement", tr("Agreement"), lambda row: row.agreement, width=96, muted=True),
        Column("customer", tr("Customer"), lambda row: row.customer, width=150),
        Column("line", tr("Service"), lambda row: row.line, width=160, strong=True, stretch=True, tip=_line),
        Column("asset", tr("Asset"), lambda row: row.asset, width=120, muted=True, tip=lambda row: row.asset),
        Column("site", tr("Site"), lambda row: row.site, width=120, muted=True),
        Column("flags", tr("Marks"), _flags, width=96, tone=_flags_tone, tip=_flags),
        Column("order", tr("Order"), lambda row: row.order, width=106),
    )


def trouble_columns(times: Times) -> tuple[Column[TroubleRow], ...]:
    """What could not be made, and why."""
    return (
        Column("due", tr("Due"), lambda row: short_day(row.due), sort=lambda row: row.due, width=106),
        Column("agreement", tr("Agreement"), lambda row: row.agreement, width=96, muted=True),
        Column("customer", tr("Customer"), lambda row: row.customer, width=160),
        Column("line", tr("Service"), lambda row: row.line, width=160, strong=True, tip=lambda row: row.line),
        Column("asset", tr("Asset"), lambda row: row.asset, width=120, muted=True, tip=lambda row: row.asset),
        Column("reason", tr("Reason"), lambda row: row.reason, width=260, stretch=True, tip=lambda row: row.reason),
        Column(
            "seen",
            tr("Known since"),
            lambda row: times.short(row.seen_at),
            sort=lambda row: row.seen_at,
            tip=lambda row: times.full(row.seen_at),
            width=120,
            muted=True,
        ),
    )


def _line(row: MadeRow) -> str:
    return row.line


def _flags(row: MadeRow) -> str:
    done = tr("done on {day}", day=short_day(row.done_on)) if row.done_on else ""
    parts = (tr("closed day") if row.conflict else "", tr("moved") if row.moved else "", done)
    return ", ".join(part for part in parts if part)


def _flags_tone(row: MadeRow) -> str:
    return "major" if row.conflict else ""
