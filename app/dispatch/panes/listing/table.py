"""The columns of the list of bookings."""

from dataclasses import dataclass

from app.shared.chips import priority_chip
from app.shared.columns import RIGHT, Column
from app.shared.times import Times, duration
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Lock


@dataclass(frozen=True, slots=True)
class ListedBooking:
    """A booking and who does it."""

    id: int
    booking: BoardBooking
    technician: str
    team: str


def columns(times: Times) -> tuple[Column[ListedBooking], ...]:
    """Who and when first: so the list reads like the board."""
    return (
        Column("technician", tr("Technician"), lambda row: row.technician, width=150, strong=True),
        Column(
            "start",
            tr("Start"),
            lambda row: times.short(row.booking.start),
            sort=lambda row: row.booking.start,
            width=120,
            tip=lambda row: times.full(row.booking.start),
            ticking=True,
        ),
        Column(
            "finish",
            tr("Finish"),
            lambda row: times.clock_time(row.booking.finish),
            sort=lambda row: row.booking.finish,
            width=76,
            tip=lambda row: times.full(row.booking.finish),
        ),
        Column(
            "length",
            tr("Duration"),
            lambda row: duration(row.booking.finish - row.booking.start),
            sort=lambda row: row.booking.finish - row.booking.start,
            align=RIGHT,
            width=88,
        ),
        Column("number", tr("Order"), lambda row: row.booking.number, width=100),
        Column("title", tr("Title"), lambda row: row.booking.title, width=220, stretch=True),
        *_about_the_order(times),
    )


def _about_the_order(times: Times) -> tuple[Column[ListedBooking], ...]:
    return (
        Column("customer", tr("Customer"), lambda row: row.booking.customer, width=160),
        Column("site", tr("Site"), lambda row: row.booking.site, width=140),
        Column(
            "priority",
            tr("Priority"),
            lambda row: row.booking.priority.label,
            sort=lambda row: row.booking.priority.rank,
            chip=lambda row: priority_chip(row.booking.priority),
            width=96,
        ),
        Column("status", tr("Status"), lambda row: row.booking.status.label, width=104),
        Column("stage", tr("Stage"), lambda row: row.booking.stage, width=110),
        Column(
            "due",
            tr("Due"),
            lambda row: times.short(row.booking.due),
            sort=lambda row: row.booking.due,
            tone=lambda row: "critical" if row.booking.due and row.booking.finish > row.booking.due else "",
            tip=lambda row: times.full(row.booking.due),
            width=120,
            ticking=True,
        ),
        Column("lock", tr("Lock"), _lock, width=130, muted=True),
        Column("team", tr("Team"), lambda row: row.team, width=110, muted=True),
    )


def _lock(row: ListedBooking) -> str:
    return "" if row.booking.lock is Lock.NONE else row.booking.lock.label
