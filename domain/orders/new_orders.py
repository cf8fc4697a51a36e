"""Orders that are opened many at a time: reckoned one after the other by the rules for each, written all at once."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import insert

from domain.agreements.cover_rules import Work
from domain.orders.beginning import Beginning, begin, told_of, write_beginnings
from domain.orders.content import OrderLine
from domain.orders.covering import Covering, covering_of
from domain.orders.line_draft import LineDraft
from domain.orders.line_making import counts, new_line
from domain.orders.model import Order, OrderType, order_skill
from domain.orders.search_text import found_by
from domain.orders.service import SERIES, OrderDraft
from domain.orders.tasks import TaskDraft, new_checks, new_task
from domain.orders.treating import answers_to, limits_asked, split_off, state_of, treat, work_on
from domain.orders.types import apply_type
from domain.store.fresh import Fresh
from domain.store.numbering import next_ids, next_numbers
from domain.store.unit_of_work import UnitOfWork


class NewOrders:
    """The orders of one unit of work that are not written yet."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.fresh = Fresh(work)
        self._orders: list[Order] = []
        self._beginnings: list[Beginning] = []

    def number(self, orders: Sequence[Order]) -> None:
        """Give orders, of which none will be refused any more, their ids and numbers."""
        if not orders:
            return
        numbers = next_numbers(self.work, *SERIES, len(orders))
        ids = next_ids(self.work, Order.metadata.tables[Order.__tablename__], len(orders))
        for order, key, number in zip(orders, ids, numbers, strict=True):
            order.id, order.number = key, number

    def begin(self, order: Order, draft: OrderDraft) -> "NewOrder":
        """Reckon the promises of an order that has its number, and put on it what its type brings."""
        if any(rule.cap is not None for rule in _covering(self.work, order).rules):
            self.write()  # what orders before it use up of a limit is asked of the database
        self._beginnings.append(begin(self.work, order, draft.begins_at, draft.agreed_until))
        self._orders.append(order)
        order.search = found_by(self.work.session, order)
        self.fresh.add(order, "order.opened", **told_of(order))
        begun = NewOrder(self, order)
        if draft.order_type_id is not None:
            apply_type(begun, self.work.get(OrderType, draft.order_type_id), draft.day)
        return begun

    def split(self, line: OrderLine, quantity: Decimal) -> OrderLine:
        """A part of a line that is charged otherwise."""
        piece = split_off(line, quantity)
        self.fresh.add(piece, "order_line.added", line=line.text)
        self.fresh.tie(piece, "split_from_id", line)
        return piece

    def write(self) -> None:
        """Write all that was reckoned until now."""
        self.fresh.write()
        if not self._orders:
            return
        write_beginnings(self.work, self._beginnings)
        skills = [{"order_id": order.id, "skill_id": skill.id} for order in self._orders for skill in order.skills]
        if skills:
            self.work.session.connection().execute(insert(order_skill), skills)
        self._orders, self._beginnings = [], []


class NewOrder:
    """One of them, which takes lines and tasks until they are written."""

    def __init__(self, together: NewOrders, order: Order) -> None:
        self._work = together.work
        self._fresh = together.fresh
        self._split = together.split
        self.order = order
        self._lines = 0
        self._tasks = 0
        self._works: list[Work] = []

    def put_line(self, draft: LineDraft) -> None:
        """Put a line below the others, charged as it is covered."""
        line = new_line(self._work, self.order, draft, self._lines + 1)
        self._lines += 1
        self._fresh.add(line, "order_line.added", line=line.text)
        if counts(line, draft):
            self._cover(line)

    def put_task(self, draft: TaskDraft) -> None:
        """Put a task with its checklist below the others."""
        task = new_task(self.order, draft, self._tasks + 1)
        self._tasks += 1
        self._fresh.add(task, "order_task.added", order_id=self.order.id)
        for check in new_checks(draft.checks):
            self._fresh.add(check, "task_check.added", order_id=self.order.id)
            self._fresh.tie(check, "task_id", task)

    def tell(self, kind: str, **details: Any) -> None:
        """Tell the journal what happened to the order."""
        self._fresh.note(kind, self.order, **details)

    def _cover(self, line: OrderLine) -> None:
        covering = _covering(self._work, self.order)
        if covering.is_empty:
            return
        self._works.append(work_on(self.order, covering, line))
        # Without a limit what covers one line has nothing to do with the others.
        asked = self._works if limits_asked(covering, self._works[-1:]) else self._works[-1:]
        before = state_of(line)
        treat(line, answers_to(self._work, self.order, covering, asked)[-1], self._split)
        if state_of(line) != before:
            self._fresh.note("order_line.covered", line, order_id=self.order.id, line=line.text)


def _covering(work: UnitOfWork, order: Order) -> Covering:
    return covering_of(work.session, order.agreement_id, order.asset_id, order.site_id)
