"""Many rows are stored as a few are, whichever way they take, and what they break is said in the same way."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Table, select
from sqlalchemy.exc import IntegrityError

from domain.catalogue.model import LineKind
from domain.errors import Overtaken
from domain.orders.content import LineStatus, OrderLine
from domain.orders.model import Origin
from domain.store.inserting import FEW, insert_many
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Team
from tests.support.workshop import Workshop, order

MANY = FEW + 5
_LINE = OrderLine.metadata.tables[OrderLine.__tablename__]
_TEAM = Team.metadata.tables[Team.__tablename__]


def line(order_id: int, key: int) -> dict[str, Any]:
    return {
        "id": key,
        "order_id": order_id,
        "position": key,
        "kind": LineKind.HOUR,
        "status": LineStatus.CREATED,
        "origin": Origin.HAND,
        "text": 'a\tb\\N"\n; Ü',
        "note": "",
        "quantity": Decimal("2.5"),
        "unit": "h",
        "cost_price": Decimal("0.0001"),
        "sales_price": Decimal(-3),
        "full_price": None,
        "cover_note": "",
        "price_rule": "",
        "price_modified": False,
        "tax_percent": Decimal(19),
        "chargeable": True,
        "billed": False,
        "done_on": date(2026, 4, 1),
        "started_at": datetime(2026, 4, 1, 8, tzinfo=UTC),
        "version": 1,
    }


def stored(store: Store, table: Table) -> list[dict[str, Any]]:
    with store.read() as session:
        return [dict(row) for row in session.execute(select(table).order_by(table.c.id)).mappings()]


def put(work: UnitOfWork, table: Table, rows: list[dict[str, Any]]) -> None:
    insert_many(work.session.connection(), table, rows)


def test_many_rows_are_stored_as_a_few_are(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    rows = [line(order_id, key) for key in range(1, MANY + 1)]
    store.run("kim", put, _LINE, rows[:1])
    store.run("kim", put, _LINE, rows[1:])
    found = stored(store, _LINE)
    assert [row["id"] for row in found] == [row["id"] for row in rows]
    alike = [{name: value for name, value in row.items() if name not in {"id", "position"}} for row in found]
    assert all(row == alike[0] for row in alike)
    assert {name: found[-1][name] for name in rows[-1]} == rows[-1]


def test_facts_are_told_alike_however_many(store: Store) -> None:
    store.run("kim", tell, 1)
    store.run("kim", tell, MANY)
    found = stored(store, journal)
    assert {str(row["after"]) for row in found} == {"{'to': 'Ü \"1\"'}"}
    assert len({row["transaction_id"] for row in found}) == (1 if found[0]["transaction_id"] is None else 2)


def tell(work: UnitOfWork, count: int) -> None:
    for key in range(count):
        work.tell("team.renamed", Team, key, {}, {"to": 'Ü "1"'})


@pytest.mark.parametrize("count", [2, MANY])
def test_a_name_that_is_taken_is_refused_alike(store: Store, count: int) -> None:
    rows = [{"name": "North", "owner": ""} for _ in range(count)]
    with store.write("kim") as work:
        with pytest.raises(IntegrityError):
            put(work, _TEAM, rows)
        work.session.rollback()
    with pytest.raises(Overtaken):
        store.run("kim", put, _TEAM, rows)
    assert stored(store, _TEAM) == []
