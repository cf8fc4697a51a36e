"""Puts lines and tasks on an order, be it stored already or still on its way there."""

from typing import Any, Protocol

from domain.errors import Refusal
from domain.orders.line_draft import LineDraft
from domain.orders.line_making import put_line
from domain.orders.model import Order
from domain.orders.tasks import TaskDraft, put_task
from domain.store.unit_of_work import UnitOfWork


class Filled(Protocol):
    """An order that takes lines and tasks below those it has."""

    @property
    def order(self) -> Order:
        """The order itself."""

    def put_line(self, draft: LineDraft) -> None:
        """Put a line on it. Raises Refusal."""

    def put_task(self, draft: TaskDraft) -> None:
        """Put a task on it."""

    def tell(self, kind: str, **details: Any) -> None:
        """Tell the journal what happened to the order."""


class Stored:
    """An order that is in the database and held."""

    def __init__(self, work: UnitOfWork, order: Order) -> None:
        self._work = work
        self.order = order

    def put_line(self, draft: LineDraft) -> None:
        """Put a line on it at once."""
        put_line(self._work, self.order, draft)

    def put_task(self, draft: TaskDraft) -> None:
        """Put a task on it at once."""
        put_task(self._work, self.order, draft)

    def tell(self, kind: str, **details: Any) -> None:
        """Tell the journal what happened to the order."""
        self._work.note(kind, self.order, **details)


def put_or_leave_out(filled: Filled, draft: LineDraft) -> None:
    """Put a line on an order; one that is refused, as when its article is offered no more, is left out and told of."""
    try:
        filled.put_line(draft)
    except Refusal as refusal:
        filled.tell("order.line_left_out", line=draft.text, why=str(refusal))
