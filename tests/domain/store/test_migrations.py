"""Migrations lead to what the models say, on either database, and never backwards."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, text

from domain.errors import Unavailable
from domain.monitoring.telemetry.schema import telemetry_metadata
from domain.monitoring.telemetry.store import Telemetry
from domain.store import migrations
from domain.store.base import Entity
from domain.store.store import Store
from tests.support.models import import_all
from tests.support.together import in_threads

pytestmark = pytest.mark.bare_database
OPEN_BOTH = """
import sys
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

Store.open(sys.argv[1]).close()
Telemetry.open(sys.argv[1]).close()
"""


def differences(engine: Engine, chain: migrations.Chain, metadata: MetaData) -> list[object]:
    """What a further migration would have to change."""
    with engine.connect() as connection:
        options = {"version_table": chain.version_table, "compare_type": True, "include_name": modelled}
        found: list[object] = list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))
    return found


def modelled(name: str | None, kind: str, _parents: object) -> bool:
    """All but the index of the search, which each database has in a way of its own."""
    own = {"table": "order_search", "index": "ix_service_order_search"}.get(kind)
    return own is None or name is None or not name.startswith(own)


def test_a_fresh_business_database_is_what_the_models_say(store: Store) -> None:
    import_all()
    assert differences(store.engine, migrations.BUSINESS, Entity.metadata) == []


def test_a_fresh_telemetry_store_is_what_the_schema_says(telemetry: Telemetry) -> None:
    assert differences(telemetry.engine, migrations.TELEMETRY, telemetry_metadata) == []


def test_both_stand_at_their_newest_revision(store: Store, telemetry: Telemetry) -> None:
    for engine, chain in ((store.engine, migrations.BUSINESS), (telemetry.engine, migrations.TELEMETRY)):
        present, newest = migrations.revision_of(engine, chain)
        assert present == newest is not None


@pytest.mark.parametrize("chain", [migrations.BUSINESS, migrations.TELEMETRY])
def test_each_chain_names_its_newest_revision(chain: migrations.Chain) -> None:
    newest = max((Path(migrations.__file__).parent / chain.folder / "versions").glob("*.py"))
    assert f'revision = "{chain.head}"' in newest.read_text("utf-8").splitlines()


def test_a_database_that_stands_at_its_newest_revision_is_opened_without_alembic(
    store: Store, telemetry: Telemetry, database_url: str
) -> None:
    program = f"{OPEN_BOTH}\nassert 'alembic' not in sys.modules"
    subprocess.run([sys.executable, "-c", program, database_url], check=True)


def test_opening_again_changes_nothing(store: Store, database_url: str) -> None:
    again = Store.open(database_url)
    assert differences(again.engine, migrations.BUSINESS, Entity.metadata) == []
    again.close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(store: Store, database_url: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("update callout_version set version_num = 'business_9999'"))
    with pytest.raises(Unavailable, match=r"newer Callout \(revision business_9999\)\. Update the program\."):
        Store.open(database_url)
    assert migrations.revision_of(store.engine, migrations.BUSINESS)[0] == "business_9999"


def test_a_telemetry_store_of_a_newer_program_is_refused(telemetry: Telemetry, database_url: str) -> None:
    with telemetry.engine.begin() as connection:
        connection.execute(text("update callout_telemetry_version set version_num = 'telemetry_9999'"))
    with pytest.raises(Unavailable, match="newer Callout"):
        Telemetry.open(database_url)


def test_two_programs_may_open_a_new_database_at_once(database_url: str) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", OPEN_BOTH, database_url]) for _ in range(3)]
    assert [program.wait() for program in programs] == [0, 0, 0]


def test_two_threads_may_open_a_new_database_at_once(database_url: str) -> None:
    jobs = (lambda: Store.open(database_url).close(), lambda: Telemetry.open(database_url).close())
    assert in_threads(*jobs, *jobs) == []
