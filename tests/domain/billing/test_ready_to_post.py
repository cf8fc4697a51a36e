"""What waits to be posted: found by its open lines, however many orders there are."""

from typing import Any

from sqlalchemy import event

from domain.billing.posting_queries import ready_to_post
from domain.store.store import Store
from tests.support.books import post


def test_an_order_is_ready_until_it_is_posted(store: Store, order_id: int) -> None:
    with store.read() as session:
        assert [(row.order_id, row.lines) for row in ready_to_post(session)] == [(order_id, 4)]
    store.run("kim", post, order_id)
    with store.read() as session:
        assert ready_to_post(session) == []


def test_orders_are_looked_up_by_their_open_lines(store: Store, order_id: int) -> None:
    if store.engine.dialect.name != "sqlite":
        return  # PostgreSQL plans by how many there are
    asked: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        asked.append((statement, values))

    with store.read() as session:
        event.listen(store.engine, "before_cursor_execute", listen)
        assert ready_to_post(session)[0].order_id == order_id
        event.remove(store.engine, "before_cursor_execute", listen)
        statement, values = asked[-1]
        plan = session.connection().exec_driver_sql(f"explain query plan {statement}", values)
        steps = [row[3] for row in plan]
    assert not [step for step in steps if step.startswith("SCAN service_order")]
    assert "SCAN order_line USING INDEX ix_order_line_created" in " ".join(steps).replace("COVERING ", "")
