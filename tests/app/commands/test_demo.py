"""What `--fresh` forgets, and what it never touches; who hears that the company is founded."""

from pathlib import Path

import pytest

from app.commands.demo import forget, prepare
from app.commands.stage import DEMO_FILE
from domain.errors import Unavailable
from domain.settings import load
from domain.store.store import Store


def test_the_data_of_a_working_desk_is_never_forgotten(tmp_path: Path) -> None:
    settings = load({"profile": str(tmp_path)}, {})
    Store.open(settings.database).close()
    with pytest.raises(Unavailable, match="no demo"):
        forget(settings)
    assert (tmp_path / "callout.db").exists()


def test_a_database_that_is_named_is_never_forgotten(tmp_path: Path) -> None:
    settings = load({"profile": str(tmp_path), "database": f"sqlite:///{tmp_path}/other.db"}, {})
    with pytest.raises(Unavailable, match="never a database that is named"):
        forget(settings)


def test_an_earlier_demo_is_forgotten_unless_somebody_uses_it(tmp_path: Path) -> None:
    settings = load({"profile": str(tmp_path)}, {})
    (tmp_path / DEMO_FILE).write_text("{}")
    (tmp_path / "mine.txt").write_text("stays")
    store = Store.open(settings.database)
    with store.read() as session:
        session.connection()
        with pytest.raises(Unavailable, match="in use"):
            forget(settings)
    store.close()
    forget(settings)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_demo_tells_once_that_its_company_is_founded(tmp_path: Path) -> None:
    settings = load({"profile": str(tmp_path)}, {})
    heard: list[str] = []
    fleet = prepare(settings, heard.append)
    assert prepare(settings, heard.append) == fleet != []
    assert heard == ["Founding the demo company …"]
