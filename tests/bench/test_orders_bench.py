"""The benchmark of orders runs, on few of them: it fills a database that the program takes for its own, and asks it."""

import json
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.commands import bench
from bench import orders
from bench.order_base import OrderBase
from bench.orders import measure
from domain.billing.what_waits import billable
from domain.orders import search
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.settings import load
from domain.store.files import FileStore
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority

ORDERS, OPEN = 2_000, 100
TIMED = ("list_ms", "search_ms", "search_common_ms", "open_ms", "next_page_ms", "to_invoice_ms", "sla_recompute_ms")


def test_the_benchmark_tells_what_is_documented(database_url: str, tmp_path: Path) -> None:
    figures = measure(database_url, FileStore(tmp_path / "files"), ORDERS, OPEN, times=12)
    assert {name: set(figures[name]) for name in TIMED} == {name: {"p50", "p95", "p99"} for name in TIMED}
    assert (figures["orders"], figures["sla_orders"]) == (ORDERS, OPEN)


def test_the_command_prints_one_object_or_rows_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url, files = f"sqlite:///{tmp_path / 'callout.db'}", FileStore(tmp_path / "files")
    figures = {"sqlite": measure(url, files, ORDERS, OPEN, times=12)}
    monkeypatch.setattr(orders, "run", lambda: figures)
    settings = load({"profile": str(tmp_path)}, {})
    assert bench.run(settings, Namespace(name="orders", json=True)) == 0
    assert json.loads(capsys.readouterr().out) == figures
    assert bench.run(settings, Namespace(name="orders", json=False)) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["sqlite", "  list_ms"]
    assert f"    p99: {figures['sqlite']['search_ms']['p99']:.3f}" in told


def test_work_goes_on_in_a_database_that_was_filled_in_bulk(database_url: str) -> None:
    with closing(Store.open(database_url)) as store:
        OrderBase(datetime.now(UTC), ORDERS, OPEN).build(store)
        key = store.run("kim", _opened)
        with store.read() as session:
            assert session.scalar(select(func.count()).where(Order.closed_at.is_(None))) == OPEN + 1
            found = select(Order.id).where(search.has(session, search.pieces("quokka")))
            assert session.scalars(found).all() == [key]
            assert sum(row.lines for row in billable(session)) == OPEN - OPEN // 10 // 9
            if search.on_sqlite(session):
                session.execute(text("insert into order_search (order_search) values ('integrity-check')"))
        assert key == ORDERS + 1


def _opened(work: UnitOfWork) -> int:
    return open_order(work, OrderDraft("Quokka", Priority.LOW, Origin.HAND, 60, asset_id=1)).id
