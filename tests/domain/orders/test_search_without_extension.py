"""A PostgreSQL whose administrator keeps extensions to himself is searched all the same, only slower."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, select, text

from domain.orders import search
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.small_company import SmallCompany

pytestmark = pytest.mark.bare_database


@pytest.fixture
def limited_url(postgres_url: str) -> Iterator[str]:
    """The database as a user who may make tables in it, and nothing else."""
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("create role limited login"))
        connection.execute(text("grant all on schema public to limited"))
    yield make_url(postgres_url).set(username="limited").render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text("drop owned by limited cascade"))
        connection.execute(text("drop role limited"))
    engine.dispose()


def _opened(work: UnitOfWork) -> int:
    company = SmallCompany(work)
    draft = OrderDraft("Läuft nicht", Priority.LOW, Origin.HAND, 60, asset_id=company.chiller.id)
    return open_order(work, draft).id


def test_orders_are_found_without_the_extension(limited_url: str) -> None:
    store = Store.open(limited_url)
    try:
        key = store.run("kim", _opened)
        with store.read() as session:
            assert session.scalar(text("select count(*) from pg_extension where extname = 'pg_trgm'")) == 0
            found = session.scalars(select(Order.id).where(search.has(session, search.pieces("lauft f000 ha")))).all()
        assert found == [key]
    finally:
        store.close()
