"""SQLite databases with all tables and no rows: migrated once, copied for each test that wants one."""

from pathlib import Path
from shutil import copyfile

import pytest

from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

FILES = ("callout.db", "telemetry.db")


@pytest.fixture(scope="session")
def migrated_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the files to copy."""
    folder = tmp_path_factory.mktemp("migrated")
    url = f"sqlite:///{folder / 'callout.db'}"
    Store.open(url).close()
    Telemetry.open(url).close()
    return folder


@pytest.fixture
def sqlite_folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """This test's `tmp_path` with `callout.db` and `telemetry.db` in it; `@pytest.mark.bare_database`: without."""
    if request.node.get_closest_marker("bare_database") is None:
        migrated: Path = request.getfixturevalue("migrated_files")
        for name in FILES:
            copyfile(migrated / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def sqlite_url(sqlite_folder: Path) -> str:
    """The address of the business database in that folder."""
    return f"sqlite:///{sqlite_folder / 'callout.db'}"
