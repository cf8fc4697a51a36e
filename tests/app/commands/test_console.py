"""The console as a whole: its pages, its search, and what a mistake of the program costs the user."""

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from app.commands.console import Console, open_desk
from app.shared.links import Link
from domain.demo import company
from domain.errors import Refusal
from domain.settings import load
from domain.store.store import Store
from tests.support.silence import LogWatch


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a demo company."""
    settings = load({"profile": str(tmp_path_factory.mktemp("founded"))}, {})
    with closing(Store.open(settings.database)) as store:
        company.load(store, date(2026, 3, 2))
    return settings.profile / "callout.db"


@pytest.fixture
def console(founded: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Console]:
    copy(founded, tmp_path)
    desk = open_desk(load({"profile": str(tmp_path)}, {}))
    made = Console(qapp, desk, tmp_path / "console.ini")
    yield made
    made.close()


def test_a_wrong_mail_setting_keeps_nobody_out(founded: Path, tmp_path: Path) -> None:
    copy(founded, tmp_path)
    desk = open_desk(replace(load({"profile": str(tmp_path)}, {}), mail="mail.example"))
    desk.telemetry.close()
    desk.store.close()
    assert desk.post is None
    assert "mail.example" in desk.post_problem


def test_every_page_opens_and_is_remembered(console: Console, qtbot: QtBot) -> None:
    window = console.open()
    assert list(window.places.pages) == [
        "dashboard",
        "orders",
        "dispatch",
        "alerts",
        "customers",
        "agreements",
        "visits",
        "subscriptions",
        "assets",
        "devices",
        "billing",
        "reports",
        "settings",
    ]
    for key in window.places.pages:
        window.go(Link(key))
        qtbot.waitUntil(lambda: not console.kit.tasks.busy)
        assert window.places.current.key == key
    window.go(Link("alerts"))
    window.close()
    assert console.windows.open().places.current.key == "alerts"


def test_the_palette_finds_an_asset_by_its_serial(console: Console, qtbot: QtBot) -> None:
    with console.desk.store.read() as session:
        serial = session.connection().exec_driver_sql("select serial from asset order by id limit 1").scalar_one()
    window = console.open()
    window.show_palette()
    card = window.palette_card
    field, found = card.findChild(QLineEdit), card.findChild(QListView)
    assert isinstance(field, QLineEdit)
    assert isinstance(found, QListView)
    QTest.keyClicks(field, str(serial))
    qtbot.waitUntil(lambda: any(str(serial) in texts for texts in entries(found)))
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.current.key == "assets")


def entries(view: QListView) -> list[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole)
    return [" ".join(str(model.index(row, 0).data(role)) for role in roles) for row in range(model.rowCount())]


def test_a_mistake_of_the_program_becomes_a_sentence_and_a_line_in_the_log(
    console: Console, qtbot: QtBot, expected_logs: LogWatch
) -> None:
    window = console.open()
    expected_logs.expect("app.commands.console", "unexpected")
    told: list[str] = []
    window.notices.show_notice = lambda notice: told.append(notice.text)  # type: ignore[method-assign]
    error = ZeroDivisionError("divided")
    sys.excepthook(type(error), error, None)
    sys.excepthook(Refusal, Refusal("Not today."), None)
    assert "Something went wrong" in told[0]
    assert told[1] == "Not today."
