"""The columns of the list of orders; their names are those that SQL sorts by."""

from app.shared.chips import Chip, priority_chip, stage_chip
from app.shared.table import Column
from app.shared.times import Times, duration
from domain.language import tr
from domain.reporting.order_rows import OrderRow
from domain.reporting.order_sorting import SortKey

#: The columns that give way, and the pixels below which they do.
LEAST: dict[str, int] = {
    SortKey.VISIT: 700,
    SortKey.ASSET: 900,
    SortKey.CUSTOMER: 1030,
    SortKey.SITE: 1180,
    SortKey.RESPONSIBLE: 1300,
}


def order_columns(times: Times) -> tuple[Column[OrderRow], ...]:
    """Which, how urgent, what, where, how far, until when, and who comes."""
    return (
        Column(SortKey.NUMBER, tr("Number"), lambda row: row.number, sort=lambda row: row.id, width=92, strong=True),
        Column(
            SortKey.PRIORITY,
            tr("Priority"),
            lambda row: row.priority.label,
            sort=lambda row: row.priority.rank,
            chip=lambda row: priority_chip(row.priority),
            width=84,
        ),
        Column(SortKey.TITLE, tr("Work"), lambda row: row.title, width=200, stretch=True, tip=whole),
        Column(SortKey.ASSET, tr("Asset"), lambda row: row.asset, width=130, muted=True),
        Column(SortKey.CUSTOMER, tr("Customer"), lambda row: row.customer, width=140, muted=True),
        Column(SortKey.SITE, tr("Site"), lambda row: row.site, width=130, muted=True),
        Column(
            SortKey.STAGE,
            tr("Stage"),
            lambda row: row.stage,
            sort=lambda row: row.stage_position,
            chip=order_stage_chip,
            width=112,
        ),
        Column(
            SortKey.DUE,
            tr("Due"),
            lambda row: due_text(row, times),
            sort=lambda row: row.due,
            tip=lambda row: times.full(row.due),
            tone=lambda row: "critical" if row.late(times.now()) else "",
            width=132,
            ticking=True,
        ),
        Column(SortKey.RESPONSIBLE, tr("Responsible"), lambda row: row.responsible, width=110, muted=True),
        Column(
            SortKey.VISIT,
            tr("Booked"),
            lambda row: visit_text(row, times),
            sort=lambda row: row.start,
            tip=lambda row: f"{row.technician}  {times.full(row.start)}".strip(),
            width=150,
            stretch=True,
            ticking=True,
        ),
    )


def whole(row: OrderRow) -> str:
    """The title with where the work is."""
    return "\n".join(part for part in (row.title, row.asset, row.site, row.customer) if part)


def order_stage_chip(row: OrderRow) -> Chip:
    return stage_chip(row.stage, f"stage.{row.meaning}")


def due_text(row: OrderRow, times: Times) -> str:
    """Relative while work is expected; afterwards when it was due."""
    if row.due is None:
        return tr("paused") if row.paused else ""
    if row.closed is not None:
        return times.short(row.due)
    if row.late(times.now()):
        return tr("{span} late", span=duration(times.now() - row.due))
    return times.ago(row.due)


def visit_text(row: OrderRow, times: Times) -> str:
    """When somebody comes, and who; the time first, for it is short."""
    if row.start is None:
        return ""
    return tr("{time} {technician}", time=times.short(row.start), technician=row.technician)
