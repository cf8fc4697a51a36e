"""What is agreed on the phone: when somebody comes, and who it is going to be, in one."""

from datetime import datetime

from domain.orders.window_service import promise_window
from domain.scheduling.edits import Done, Edit, rearrange
from domain.store.unit_of_work import UnitOfWork

Window = tuple[datetime, datetime]


def promise_and_book(
    work: UnitOfWork, edit: Edit, window: Window | None, *, override: bool = False, reason: str | None = ""
) -> Done:
    """Promise the window of arrival and place the order in it; both or neither. Raises what `rearrange` raises."""
    if window is not None:
        promise_window(work, edit.order_id, *window)
        work.session.flush()
    return rearrange(work, [edit], override=override, reason=reason)[0]
