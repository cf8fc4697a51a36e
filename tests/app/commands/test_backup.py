"""Backup and restore: a consistent copy while somebody writes, and back; wrong files are told in a sentence."""

import argparse
import sqlite3
import zipfile
from pathlib import Path

import pytest

from app.commands.backup import back_up, restore
from domain.errors import Unavailable
from domain.monitoring.telemetry.store import Telemetry
from domain.orders.model import Stage, StageMeaning
from domain.orders.moving import first_stage
from domain.settings import Settings, load
from domain.store.files import FileStore
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"profile": str(tmp_path / "profile")}, {})


def words(file: Path) -> argparse.Namespace:
    return argparse.Namespace(file=str(file))


def add_stage(work: UnitOfWork, name: str, position: int) -> None:
    work.add(Stage(name=name, position=position, meaning=StageMeaning.NEW), "stage.created")


def stage_names(settings: Settings) -> list[str]:
    with sqlite3.connect(settings.profile / "callout.db") as connection:
        names = [name for (name,) in connection.execute("select name from stage order by position")]
    connection.close()
    return names


def test_a_backup_taken_while_the_stores_are_open_brings_everything_back(settings: Settings, tmp_path: Path) -> None:
    store, telemetry = Store.open(settings.database), Telemetry.open(settings.database)
    store.run("kim", add_stage, "New", 1)
    assert back_up(settings, words(tmp_path / "copy.callout")) == 0
    store.run("kim", add_stage, "Later", 2)
    store.close()
    telemetry.close()
    assert restore(settings, words(tmp_path / "copy.callout")) == 0
    assert stage_names(settings) == ["New"]
    assert list(settings.profile.glob("callout.db.before-restore-*"))
    again = Store.open(settings.database)
    with again.write("kim") as work:
        assert first_stage(work, StageMeaning.NEW).name == "New"
    again.close()


def test_files_on_orders_come_back_too_and_only_whole(settings: Settings, tmp_path: Path) -> None:
    Store.open(settings.database).close()
    Telemetry.open(settings.database).close()
    files = FileStore(settings.profile / "files")
    stored = files.add_content("notes.txt", b"Key at the gate")
    backup = tmp_path / "copy.callout"
    back_up(settings, words(backup))
    files.path(stored.sha256).unlink()
    restore(settings, words(backup))
    assert files.path(stored.sha256).read_bytes() == b"Key at the gate"
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr(f"files/{'0' * 64}", b"something else")
    with pytest.raises(Unavailable, match="is not a file of Callout"):
        restore(settings, words(backup))
    assert [file.name for file in files.everything()] == [stored.sha256]


def test_a_restore_is_refused_while_a_program_has_the_stores_open(settings: Settings, tmp_path: Path) -> None:
    store, telemetry = Store.open(settings.database), Telemetry.open(settings.database)
    back_up(settings, words(tmp_path / "copy.callout"))
    with store.read() as session:
        session.connection()
        with pytest.raises(Unavailable, match="in use"):
            restore(settings, words(tmp_path / "copy.callout"))
    store.close()
    telemetry.close()


def test_a_damaged_database_is_restored_and_kept_aside(settings: Settings, tmp_path: Path) -> None:
    store, telemetry = Store.open(settings.database), Telemetry.open(settings.database)
    store.run("kim", add_stage, "New", 1)
    store.close()
    telemetry.close()
    back_up(settings, words(tmp_path / "copy.callout"))
    (settings.profile / "callout.db").write_bytes(b"damaged" * 2000)
    restore(settings, words(tmp_path / "copy.callout"))
    restore(settings, words(tmp_path / "copy.callout"))
    assert stage_names(settings) == ["New"]
    aside = sorted(settings.profile.glob("callout.db.before-restore-*"))
    assert aside[0].read_bytes().startswith(b"damaged")
    assert len(aside) == 2


def test_a_restore_that_fails_half_way_puts_everything_back(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, telemetry = Store.open(settings.database), Telemetry.open(settings.database)
    store.run("kim", add_stage, "New", 1)
    store.close()
    telemetry.close()
    back_up(settings, words(tmp_path / "copy.callout"))
    before = {name: (settings.profile / name).read_bytes() for name in ("callout.db", "telemetry.db")}
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "callout.db" and "before-restore" not in self.name:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Unavailable, match="No space left"):
        restore(settings, words(tmp_path / "copy.callout"))
    monkeypatch.undo()
    for name, content in before.items():
        assert (settings.profile / name).read_bytes() == content


def test_a_backup_onto_a_folder_is_told(settings: Settings, tmp_path: Path) -> None:
    Store.open(settings.database).close()
    Telemetry.open(settings.database).close()
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unavailable, match="cannot be written"):
        back_up(settings, words(tmp_path / "folder"))


def test_what_is_no_backup_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    store = Store.open(settings.database)
    store.run("kim", add_stage, "New", 1)
    store.close()
    Telemetry.open(settings.database).close()
    (tmp_path / "wrong").write_text("not a backup")
    for file in (tmp_path / "wrong", tmp_path / "missing"):
        with pytest.raises(Unavailable):
            restore(settings, words(file))
    assert stage_names(settings) == ["New"]


def test_a_backup_into_a_missing_folder_or_of_nothing_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="nothing to back up"):
        back_up(settings, words(tmp_path / "copy"))
    Store.open(settings.database).close()
    Telemetry.open(settings.database).close()
    with pytest.raises(Unavailable, match="not there"):
        back_up(settings, words(tmp_path / "nowhere" / "copy"))
