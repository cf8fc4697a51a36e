"""The SQLite databases that tests are given."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from domain.store.store import Store
from tests.support.small_company import SmallCompany
from tests.support.sqlite import FILES


@pytest.mark.parametrize("turn", range(2))
def test_each_test_has_a_database_with_all_tables_to_itself(sqlite_url: str, turn: int) -> None:
    engine = create_engine(sqlite_url)
    assert inspect(engine).has_table("service_order")
    engine.dispose()
    store = Store.open(sqlite_url)
    assert store.run("test", SmallCompany).chiller.id == 1
    store.close()


@pytest.mark.bare_database
def test_who_asks_for_a_bare_one_finds_no_file(sqlite_folder: Path) -> None:
    assert not any((sqlite_folder / name).exists() for name in FILES)
