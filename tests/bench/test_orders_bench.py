"""The benchmark of orders runs, on few of them: it fills a database that the program takes for its own, and asks it."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select, text

from bench.order_base import OrderBase
from bench.orders import measure
from domain.orders import search
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.files import FileStore
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority

ORDERS, OPEN = 2_000, 100
TIMED = ("list_ms", "search_ms", "open_ms", "next_page_ms", "sla_recompute_ms")


def test_the_benchmark_tells_what_is_documented(database_url: str, tmp_path: Path) -> None:
    figures = measure(database_url, FileStore(tmp_path / "files"), ORDERS, OPEN, times=12)
    assert {name: set(figures[name]) for name in TIMED} == {name: {"p50", "p95", "p99"} for name in TIMED}
    assert (figures["orders"], figures["sla_orders"]) == (ORDERS, OPEN)


def test_work_goes_on_in_a_database_that_was_filled_in_bulk(database_url: str) -> None:
    with closing(Store.open(database_url)) as store:
        OrderBase(datetime.now(UTC), ORDERS, OPEN).build(store)
        key = store.run("kim", _opened)
        with store.read() as session:
            assert session.scalar(select(func.count()).where(Order.closed_at.is_(None))) == OPEN + 1
            found = select(Order.id).where(search.has(session, search.pieces("quokka")))
            assert session.scalars(found).all() == [key]
            if search.on_sqlite(session):
                session.execute(text("insert into order_search (order_search) values ('integrity-check')"))
        assert key == ORDERS + 1


def _opened(work: UnitOfWork) -> int:
    return open_order(work, OrderDraft("Quokka", Priority.LOW, Origin.HAND, 60, asset_id=1)).id
