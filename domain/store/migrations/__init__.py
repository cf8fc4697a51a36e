"""Brings a database up to the newest revision: one chain of Alembic revisions for each of the two stores."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from domain.errors import Unavailable
from domain.language import tr
from domain.store.engine import WRITES

HERE = Path(__file__).parent
#: Alembic keeps the migration that is under way in its modules: one thread at a time.
_ALEMBIC = Lock()
#: Revisions that were never part of a release.
RETIRED = frozenset({"business_0001"})
#: Any number that nothing else locks with.
_LOCK = 4_770_330


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of revisions, kept in `folder`, counted in `version_table`."""

    folder: str
    version_table: str


BUSINESS = Chain("business", "callout_version")
TELEMETRY = Chain("telemetry", "callout_telemetry_version")


def upgrade(engine: Engine, chain: Chain, revision: str = "head") -> None:
    """Apply what is missing; raises Unavailable for a database of a newer program."""
    with _ALEMBIC, engine.execution_options(**{WRITES: True}).begin() as connection:
        take_turns(connection)
        config = _config(chain, connection)
        scripts = ScriptDirectory.from_config(config)
        current = _current(connection, chain)
        known = {script.revision for script in scripts.walk_revisions()}
        if current in RETIRED:
            raise Unavailable(
                tr("The database was made before the first release. Begin a new one: `callout demo --fresh`.")
            )
        if current is not None and current not in known:
            raise Unavailable(
                tr(
                    "The database belongs to a newer Callout (revision {name}). Update the program.",
                    name=current,
                )
            )
        target = scripts.get_current_head() if revision == "head" else revision
        if current != target:
            command.upgrade(config, revision)


def take_turns(connection: Connection) -> None:
    """Let one program at a time change tables, until its commit; on SQLite the transaction sees to that itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))


def revision_of(engine: Engine, chain: Chain) -> tuple[str | None, str | None]:
    """(where the database stands, where it should stand)."""
    with engine.connect() as connection:
        head = ScriptDirectory.from_config(_config(chain, connection)).get_current_head()
        return _current(connection, chain), head


def _current(connection: Connection, chain: Chain) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": chain.version_table}).get_current_revision()


def _config(chain: Chain, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("version_locations", str(HERE / chain.folder / "versions"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["version_table"] = chain.version_table
    return config
