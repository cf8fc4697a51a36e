"""The window in which a customer was told that somebody comes."""

from datetime import datetime

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.store.unit_of_work import UnitOfWork


def promise_window(work: UnitOfWork, order_id: int, since: datetime | None, until: datetime | None) -> None:
    """Promise that somebody arrives between the two moments, or, with None for both, promise nothing any more."""
    check_window(since, until)
    order = work.get(Order, order_id, lock=True)
    if not order.stage.meaning.is_open:
        raise Refusal(tr("{number} is closed; nothing is promised any more.", number=order.number))
    if (order.window_from, order.window_until) != (since, until):
        order.window_from, order.window_until = since, until
        work.note("order.window_promised", order, since=_told(since), until=_told(until))


def check_window(since: datetime | None, until: datetime | None) -> None:
    """Refuse half a window, and one that ends before it begins, beside the field."""
    if (since is None) != (until is None):
        raise Refusal(tr("A window has a begin and an end."), field="window_from" if since is None else "window_until")
    if since is not None and until is not None and since >= until:
        raise Refusal(tr("The window ends before it begins."), field="window_until")


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
