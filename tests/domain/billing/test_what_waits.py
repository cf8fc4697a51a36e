"""What waits to be invoiced is read from an index over just that, whatever was billed in ten years."""

from typing import Any

from sqlalchemy import Connection, event

from domain.billing.billable import BillScope
from domain.billing.crediting import credit
from domain.billing.invoice_service import drop_proposal, issue, propose, remove_invoice_line
from domain.billing.model import Invoice
from domain.billing.what_waits import billable
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.books import post


def waiting(store: Store) -> int:
    """How many lines wait, told by the flag."""
    with store.read() as session:
        return sum(row.lines for row in billable(session))


def test_what_is_billed_waits_no_more_until_it_is_taken_off_dropped_or_credited(store: Store, order_id: int) -> None:
    assert waiting(store) == 0
    store.run("kim", post, order_id)
    assert waiting(store) == 4
    (proposal,) = store.run("kim", propose, BillScope())
    assert waiting(store) == 0
    store.run("kim", _take_off, proposal)
    assert waiting(store) == 1
    store.run("kim", drop_proposal, proposal)
    assert waiting(store) == 4
    (proposal,) = store.run("kim", propose, BillScope())
    store.run("kim", _credited, proposal, 1)
    assert waiting(store) == 1
    store.run("kim", _credited, proposal, None)
    assert waiting(store) == 4


def test_only_lines_that_wait_are_read(store: Store, order_id: int) -> None:
    store.run("kim", post, order_id)
    asked: list[tuple[str, object]] = []

    def listen(_connection: Connection, _cursor: object, statement: str, given: object, *_rest: object) -> None:
        asked.append((statement, given))

    event.listen(store.engine, "before_cursor_execute", listen)
    assert waiting(store) == 4
    event.remove(store.engine, "before_cursor_execute", listen)
    statement, given = next(each for each in asked if "order_line" in each[0])
    ways = _ways(store, statement, given)
    assert ways
    assert all("ix_order_line_to_bill" in way for way in ways), ways


def _ways(store: Store, statement: str, given: Any) -> list[str]:
    """How the database means to come to the order lines."""
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"explain query plan {statement}", given)
            return [way for *_, way in plan if "order_line" in way]
        # It would read a table of four lines whole.
        connection.exec_driver_sql("set local enable_seqscan = off")
        plan = connection.exec_driver_sql(f"explain {statement}", given)
        return [way for (way,) in plan if " on order_line " in way]


def _take_off(work: UnitOfWork, invoice_id: int) -> None:
    remove_invoice_line(work, work.get(Invoice, invoice_id).lines[0].id)


def _credited(work: UnitOfWork, invoice_id: int, count: int | None) -> None:
    bill = work.get(Invoice, invoice_id)
    if bill.number is None:
        issue(work, invoice_id)
    ids = None if count is None else [line.id for line in bill.lines[:count]]
    credit(work, invoice_id, line_ids=ids, remark="wrong price")
