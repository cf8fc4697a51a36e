"""The parts of an order that papers tell of, each read in one query."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain.assets.model import Asset
from domain.documents.content import Check, Line, Past, Repair, Task, Visit
from domain.documents.places import at_site
from domain.orders import line_queries
from domain.orders.content import OrderTask
from domain.orders.line_queries import LineRow
from domain.orders.model import Order
from domain.repairs import queries as repair_queries
from domain.repairs.queries import RepairRow
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.workforce.model import Technician

MOST_PAST = 8


def visits(session: Session, order: Order) -> tuple[Visit, ...]:
    """The bookings, the first one first."""
    statement = (
        select(Technician.name, Booking.start_at, Booking.finish_at)
        .join(Technician, Booking.technician_id == Technician.id)
        .where(Booking.order_id == order.id, LIVE)
        .order_by(Booking.start_at, Booking.id)
    )
    zone = order.site.timezone
    return tuple(
        Visit(name, at_site(start, zone), at_site(end, zone)) for name, start, end in session.execute(statement)
    )


def tasks(session: Session, order: Order, *, internal: bool) -> tuple[Task, ...]:
    """What is to be done; internal notes only where they may be read."""
    statement = select(OrderTask).where(OrderTask.order_id == order.id).options(selectinload(OrderTask.checks))
    return tuple(
        Task(
            name=task.name,
            internal_note=task.internal_note if internal else "",
            external_note=task.external_note,
            done_at=None if task.done_at is None else at_site(task.done_at, order.site.timezone),
            done_by=task.done_by or "",
            checks=tuple(Check(each.text, each.required, each.checked_at is not None) for each in task.checks),
        )
        for task in session.scalars(statement.order_by(OrderTask.position, OrderTask.id))
    )


def repairs(session: Session, order: Order, *, internal: bool) -> tuple[Repair, ...]:
    """What was found and done."""
    zone = order.site.timezone
    return tuple(
        Repair(
            machine=row.asset,
            title=row.title,
            note=row.note if internal else "",
            condition=row.condition,
            symptom=row.symptom,
            diagnosis=row.diagnosis,
            resolution=row.resolution,
            finished_at=None if row.finished is None else at_site(row.finished, zone),
        )
        for row in repair_queries.repairs(session, order.id)
    )


def lines(session: Session, order: Order, *, internal: bool) -> tuple[Line, ...]:
    """The lines that count, numbered as they are printed."""
    rows = [row for row in line_queries.lines(session, order.id) if row.counts]
    return tuple(line_of(row, at, internal=internal) for at, row in enumerate(rows, 1))


def line_of(row: LineRow, position: int, *, internal: bool) -> Line:
    """One line."""
    return Line(
        position=position,
        kind=row.kind,
        article=row.article_number,
        text=row.text,
        note=row.note if internal else "",
        technician=row.technician,
        done_on=row.done_on,
        quantity=row.quantity,
        unit=row.unit,
        price=row.sales_price,
        tax_percent=row.tax_percent,
        chargeable=row.chargeable,
        net=row.sales,
    )


def history(session: Session, order: Order) -> tuple[Past, ...]:
    """The last orders before this one for the same asset, with what was found."""
    asset: Asset | None = order.asset
    if asset is None:
        return ()
    earlier = (Order.asset_id == asset.id, Order.id != order.id, Order.opened_at <= order.opened_at)
    statement = select(Order).where(*earlier).order_by(Order.opened_at.desc(), Order.id.desc()).limit(MOST_PAST)
    orders = list(session.scalars(statement.options(selectinload(Order.stage))))
    found: dict[int, list[str]] = {}
    for row in repair_queries.asset_repairs(session, asset.id):
        found.setdefault(row.order_id, []).append(_in_short(row))
    return tuple(
        Past(
            number=past.number,
            opened_at=at_site(past.opened_at, order.site.timezone),
            title=past.title,
            stage=past.stage.name,
            repairs=tuple(found.get(past.id, ())),
        )
        for past in orders
    )


def _in_short(row: RepairRow) -> str:
    return " → ".join(each for each in (row.symptom or row.title, row.diagnosis, row.resolution) if each)
