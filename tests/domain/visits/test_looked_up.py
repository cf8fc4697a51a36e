"""What a plan reads of the orders before is looked up, so that years of orders make nothing slower."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from domain.agreements.model import AgreementLine
from domain.store.store import Store
from domain.visits.combine import Combine
from domain.visits.made import made_before
from domain.visits.present import present_orders
from domain.visits.standing import standing

COUNTED = """
insert into sqlite_stat1 (tbl, idx, stat) values
    ('stage', 'sqlite_autoindex_stage_1', '5 1'),
    ('stage', 'sqlite_autoindex_stage_2', '5 1'),
    ('site', 'ix_site_customer_id', '200 1'),
    ('agreement_line', 'ix_agreement_line_agreement_id', '2000 10'),
    ('visit_plan', 'sqlite_autoindex_visit_plan_1', '2000 1')
"""


@contextmanager
def plans(session: Session) -> Iterator[list[str]]:
    """How SQLite goes about what is asked inside."""
    asked: list[tuple[str, Any]] = []
    found: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        asked.append((statement, parameters))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", keep)
    yield found
    event.remove(engine, "before_cursor_execute", keep)
    raw = session.connection().connection.cursor()
    for statement, parameters in asked:
        found += [row[-1] for row in raw.execute(f"explain query plan {statement}", parameters)]


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Store]:
    """A store whose rows SQLite has counted before the first order came."""
    store = Store.open(f"sqlite:///{tmp_path}/callout.db")
    with store.engine.begin() as connection:
        connection.execute(text("analyze"))
        connection.execute(text("delete from sqlite_stat1"))
        connection.execute(text(COUNTED))
    store.close()
    counted = Store.open(f"sqlite:///{tmp_path}/callout.db")
    yield counted
    counted.close()


def test_orders_are_found_by_what_is_known_of_them(old: Store) -> None:
    with old.read() as session, plans(session) as found:
        present_orders(session, [f"visit:{number}" for number in range(200)])
        made_before(session, AgreementLine.agreement_id.in_(range(50)))
        standing(session, 1, Combine.AGREEMENT, date(2026, 1, 1))
    assert found
    assert not [step for step in found if step.startswith("SCAN")]
