"""Applies revisions with Alembic, which is loaded only where there is something to apply."""

from pathlib import Path
from threading import Lock

from sqlalchemy import Engine

from domain.errors import Unavailable
from domain.language import tr
from domain.store.engine import WRITES
from domain.store.turns import take_turns

HERE = Path(__file__).parent
#: Alembic keeps the migration that is under way in its modules: one thread at a time.
_ALEMBIC = Lock()
#: Revisions that were never part of a release.
RETIRED = frozenset({"business_0001", "business_0002"})


def upgrade(engine: Engine, folder: str, version_table: str, revision: str) -> None:
    """Apply what is missing; raises Unavailable for a database of a newer program."""
    # Nearly every start has nothing to apply: without Alembic it takes a tenth less.
    from alembic import command
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with _ALEMBIC, engine.execution_options(**{WRITES: True}).begin() as connection:
        take_turns(connection)
        config = Config(attributes={"connection": connection, "version_table": version_table})
        for name, value in _places(folder).items():
            config.set_main_option(name, value)
        scripts = ScriptDirectory.from_config(config)
        current = MigrationContext.configure(connection, opts={"version_table": version_table}).get_current_revision()
        _refuse_strange(current, {script.revision for script in scripts.walk_revisions()})
        target = scripts.get_current_head() if revision == "head" else revision
        if current != target:
            command.upgrade(config, revision)


def _refuse_strange(current: str | None, known: set[str]) -> None:
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


def _places(folder: str) -> dict[str, str]:
    """Where Alembic finds its entry and the revisions of a chain."""
    return {
        "script_location": str(HERE),
        "version_locations": str(HERE / folder / "versions"),
        "path_separator": "os",
    }
