"""How fast orders are listed, found, opened and paged where there are a million of them, on either database.

What the page of orders asks is asked of the same functions, with other words and other orders every time.
"""

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from app.orders.reading import read_order
from app.shared.desk import Desk
from app.shared.times import Times
from bench import order_promises, postgres
from bench.order_base import CITIES, FAULTS, OPEN, ORDERS, THINGS, OrderBase
from domain.billing.what_waits import billable
from domain.clock import SystemClock
from domain.monitoring.telemetry.store import Telemetry
from domain.reporting import order_list
from domain.reporting.order_list import OrderPage, OrderSearch
from domain.reporting.order_sorting import SortKey
from domain.reporting.order_standing import Standing
from domain.store.files import FileStore
from domain.store.store import Store

TIMES = 200
USER = "user03"
VIEWS = (None, *Standing)


class Questions:
    """What a desk asks of its orders."""

    def __init__(self, store: Store, base: OrderBase, files: FileStore) -> None:
        telemetry = Telemetry.open(store.url.render_as_string(hide_password=False))
        self._desk = Desk(store, telemetry, USER, files)
        self._times = Times(SystemClock(), UTC)
        self._base = base
        self._dice = Random(11)

    def list_orders(self, step: int) -> None:
        """One view after the other, as they come and sorted as people do."""
        sort = (None, SortKey.NUMBER, SortKey.DUE)[step // len(VIEWS) % 3]
        self._ask(OrderSearch(standing=VIEWS[step % len(VIEWS)], sort=sort, user=USER))

    def find_orders(self, step: int) -> None:
        """A name, a number or what is wrong, letter by letter, half among the active and half among all orders."""
        words = self._typed(step)
        self._ask(OrderSearch(words=words, standing=None if step % 2 else Standing.OPEN, user=USER))

    def find_common(self, step: int) -> None:
        """Among all orders several words that each are on ten thousands of them, such as "Fan 2 noise"."""
        dice = self._dice
        thing, fault, city = dice.choice(THINGS), dice.choice(FAULTS[:-1]), dice.choice(CITIES)
        words = (f"{thing} {dice.randint(1, 20)}", f"{thing} {fault}", f"{city} {thing}", f"{fault} {city} {thing[:3]}")
        self._ask(OrderSearch(words=words[step % len(words)], standing=None, user=USER))

    def open_order(self, _step: int) -> None:
        """Any order, with all that is shown of it."""
        read_order(self._desk, self._times, 1 + self._dice.randrange(self._base.count))

    def what_waits(self, _step: int) -> None:
        """What waits to be invoiced, by customer and agreement."""
        with self._desk.store.read() as session:
            billable(session)

    def next_page(self, pages: list[OrderPage | None], step: int) -> None:
        """Further and further down in all, active and found orders; `pages` are those seen last."""
        at = step % len(pages)
        search = (OrderSearch(standing=None), OrderSearch(), OrderSearch(words="chill", standing=None))[at]
        before = pages[at]
        with self._desk.store.read() as session:
            behind = None if before is None else before.following
            pages[at] = order_list.further(session, search, datetime.now(UTC), behind)

    def close(self) -> None:
        """Let go of the telemetry."""
        self._desk.telemetry.close()

    def _ask(self, search: OrderSearch) -> None:
        with self._desk.store.read() as session:
            order_list.orders(session, search, datetime.now(UTC))

    def _typed(self, step: int) -> str:
        base, dice = self._base, self._dice
        _, customer = dice.choice(base.customers)
        _, _, machine, serial = dice.choice(base.assets)
        digits = dice.randrange(len(serial) - 3)
        number = f"{1 + dice.randrange(base.count):06}"
        whole = (customer, machine, serial, number, f"{customer.split()[0]} {machine.split()[0]}")[step // 2 % 5]
        return dice.choice((whole[: dice.randint(1, len(whole))], whole, serial[digits : digits + 3]))


def run() -> dict[str, Any]:
    """The figures of both databases; of PostgreSQL only where it is installed."""
    folder = Path(tempfile.mkdtemp(prefix="callout-orders-"))
    try:
        files = FileStore(folder / "files")
        figures = {"sqlite": measure(f"sqlite:///{folder / 'callout.db'}", files)}
        cluster = folder / "postgresql"
        cluster.mkdir()
        folder.chmod(0o755)
        with postgres.server(cluster) as url:
            if url is not None:
                figures["postgresql"] = measure(url, files)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return figures


def measure(
    url: str, files: FileStore, orders: int = ORDERS, open_orders: int = OPEN, times: int = TIMES
) -> dict[str, Any]:
    """Fill the empty database and ask."""
    with closing(Store.open(url)) as store:
        begun = time.perf_counter()
        base = OrderBase(datetime.now(UTC), orders, open_orders)
        base.build(store)
        built = time.perf_counter() - begun
        return ask(store, base, files, times) | {"orders": base.count, "build_seconds": round(built, 1)}


def ask(store: Store, base: OrderBase, files: FileStore, times: int = TIMES) -> dict[str, Any]:
    """The figures of a database that is filled."""
    with closing(Questions(store, base, files)) as questions:
        pages: list[OrderPage | None] = [None, None, None]
        for step in range(len(pages)):
            questions.next_page(pages, step)
        return {
            "list_ms": timed(questions.list_orders, times),
            "search_ms": timed(questions.find_orders, times),
            "search_common_ms": timed(questions.find_common, times),
            "open_ms": timed(questions.open_order, times),
            "next_page_ms": timed(partial(questions.next_page, pages), times),
            "to_invoice_ms": timed(questions.what_waits, max(times // 10, 2)),
            "sla_recompute_ms": order_promises.recompute(store),
            "sla_orders": order_promises.measured(store),
        }


def timed(action: Callable[[int], object], times: int) -> dict[str, float]:
    """Milliseconds of the action, again and again."""
    took = []
    for step in range(times):
        begun = time.perf_counter()
        action(step)
        took.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "p99": round(cuts[98], 2)}


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
