"""What no order refers to is removed, and nothing else."""

import argparse
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.commands.tidy import run
from domain.errors import Unavailable
from domain.orders import attachments
from domain.settings import Settings, load
from domain.store.files import FileStore, StoredFile
from domain.store.store import Store
from tests.support.workshop import build, order

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
LONG_AGO = (datetime.now(UTC) - timedelta(days=90)).timestamp()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"profile": str(tmp_path / "profile")}, {})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    made = Store.open(settings.database)
    yield made
    made.close()


@pytest.fixture
def files(settings: Settings) -> FileStore:
    return FileStore(settings.profile / "files")


def keep(files: FileStore, name: str, *, old: bool = True) -> StoredFile:
    stored = files.add_content(f"{name}.png", PNG + name.encode())
    if old:
        os.utime(files.path(stored.sha256), (LONG_AGO, LONG_AGO))
    return stored


def tidy(settings: Settings, *, dry_run: bool = False) -> int:
    return run(settings, argparse.Namespace(dry_run=dry_run))


def test_what_is_on_an_order_stays_and_what_nobody_wants_goes(
    settings: Settings, store: Store, files: FileStore, capsys: pytest.CaptureFixture[str]
) -> None:
    order_id = store.run("ada", order, store.run("setup", build))
    used, unwanted, fresh = keep(files, "used"), keep(files, "unwanted"), keep(files, "fresh", old=False)
    store.run("ada", attachments.attach, order_id, used)
    assert tidy(settings, dry_run=True) == 0
    assert "1 file would be removed" in capsys.readouterr().out
    assert len(files.everything()) == 3
    assert tidy(settings) == 0
    assert "1 file removed" in capsys.readouterr().out
    assert {file.name for file in files.everything()} == {used.sha256, fresh.sha256}
    assert unwanted.sha256 not in {file.name for file in files.everything()}


def test_what_was_taken_off_an_order_of_late_can_be_put_back(
    settings: Settings, store: Store, files: FileStore
) -> None:
    order_id = store.run("ada", order, store.run("setup", build))
    stored = keep(files, "plan")
    store.run("ada", attachments.remove, store.run("ada", attachments.attach, order_id, stored))
    tidy(settings)
    assert files.path(stored.sha256).is_file()


def test_a_shared_folder_that_is_not_connected_is_told(settings: Settings, store: Store, tmp_path: Path) -> None:
    away = load({"profile": str(settings.profile), "files": str(tmp_path / "away")}, {})
    with pytest.raises(Unavailable, match="Is it connected"):
        tidy(away)
    assert not (tmp_path / "away").exists()
