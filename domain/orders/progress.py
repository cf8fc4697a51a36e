"""How far an order is, as its lines tell together."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from domain.orders.content import LineStatus, OrderLine
from domain.orders.model import Order, Progress, StageMeaning
from domain.store.unit_of_work import UnitOfWork


def roll_up(statuses: Iterable[LineStatus]) -> Progress:
    """What the lines come to: in process as long as one is open, or there is none at all."""
    present = set(statuses)
    if not present or LineStatus.CREATED in present:
        return Progress.IN_PROCESS
    return Progress.POSTED if LineStatus.POSTED in present else Progress.CANCELLED


def refresh_progress(
    work: UnitOfWork, order: Order, lines: Sequence[OrderLine] | None = None, *, told: bool = False
) -> None:
    """Bring the progress of an order in line with its lines; one that stands cancelled without lines is cancelled.

    `lines` are all of the order, for who has read them; `told` says that another fact tells of the order already.
    """
    progress = roll_up(line.status for line in (lines_of(work, order) if lines is None else lines))
    if progress is Progress.IN_PROCESS and order.stage.meaning is StageMeaning.CANCELLED:
        progress = Progress.CANCELLED
    if order.progress is not progress:
        order.progress = progress
        if not told:
            work.note("order.progressed", order)


def lines_of(work: UnitOfWork, order: Order) -> list[OrderLine]:
    """The lines of an order as this unit of work has changed them so far, without writing anything yet."""
    mine = select(OrderLine).where(OrderLine.order_id == order.id).order_by(OrderLine.position, OrderLine.id)
    with work.session.no_autoflush:
        return [line for line in work.session.scalars(mine) if line not in work.session.deleted]
